"""Meetings that were held, for the tests of minutes, decisions and actions."""

import datetime

from socialabs.base.contesto import Contesto
from tavolo.azioni import aula, decisioni, presenze, sedute, verbali
from tavolo.enums import EsitoPunto, StatoSeduta, TipoPunto
from tavolo.models import Decisione, Gruppo, Impegno, Mandato, Punto, Seduta, Seggio, Verbale
from tests.tavolo.fabbriche import PartecipanteFactory, PuntoFactory, SedutaFactory, tavolo_di


INIZIO = datetime.datetime(2026, 6, 10, 13, 0, tzinfo=datetime.UTC)
ORA = datetime.timedelta(hours=1)
SEGRETO = "Segretissimo"


def delegato(seggio: Seggio) -> Mandato:
    return Mandato.objects.delegati().get(seggio=seggio)


def aperta(
    ctx: Contesto, quanti: int = 4, gruppo: Gruppo | None = None, **campi: object
) -> tuple[Seduta, list[Seggio]]:
    """A meeting of `quanti` seats, all but the last of them in the room, with a chair and a secretary."""
    seggi = list(Seggio.objects.dell_organo(gruppo).order_by("creato_il", "pk"))
    seggi = seggi or tavolo_di(quanti, supplenti=True, gruppo=gruppo)
    campi = {"presidente": delegato(seggi[0]).partecipante, "segretario": PartecipanteFactory()} | campi
    seduta = SedutaFactory(inizio=INIZIO, gruppo=gruppo, **campi)
    for seggio in seggi[: quanti - 1] if quanti > 1 else seggi:
        persona = delegato(seggio).partecipante
        presenze.registra_arrivo(seduta=seduta, partecipante=persona, seggio=seggio, arrivo=INIZIO, ctx=ctx)
    return sedute.apri(seduta=seduta, istante=INIZIO, ctx=ctx), seggi


def trattato(ctx: Contesto, seduta: Seduta, titolo: str, note: str, tipo: str = TipoPunto.DECISIONE) -> Punto:
    """An item dealt with, and what was noted of it."""
    punto = PuntoFactory(seduta=seduta, titolo=titolo, tipo=tipo)
    trattazione = aula.inizia_punto(punto=punto, ctx=ctx, istante=INIZIO)
    aula.salva_note(punto=punto, note=note, versione_letta=trattazione.versione, ctx=ctx)
    aula.concludi_punto(punto=punto, esito=EsitoPunto.TRATTATO, ctx=ctx, istante=INIZIO + ORA)
    return punto


def decisa(ctx: Contesto, punto: Punto, titolo: str, testo: str, **campi: object) -> Decisione:
    """A decision taken by all those present."""
    votazione = aula.vota_unanime(punto=punto, quesito=testo, tipo="ordinaria", ctx=ctx, istante=INIZIO)
    decisione = Decisione(punto=punto, votazione=votazione, titolo=titolo, testo=testo, **campi)
    return decisioni.adotta(decisione=decisione, ctx=ctx)


def svolta(ctx: Contesto, quanti: int = 4, gruppo: Gruppo | None = None) -> tuple[Seduta, list[Seggio]]:
    """Held and closed: an item with its decision and action, and an internal one with the same."""
    seduta, seggi = aperta(ctx, quanti, gruppo)
    trasporti = trattato(ctx, seduta, "Trasporti", "Si discute delle fermate degli autobus.")
    decisione = decisa(ctx, trasporti, "Convenzione con le cooperative", "Si avvia la convenzione per le fermate.")
    decisioni.assegna(
        impegno=Impegno(
            seduta=seduta,
            punto=trasporti,
            decisione=decisione,
            descrizione="Scrivere ai comuni",
            ente=seggi[0].ente,
            entro_il=datetime.date(2026, 7, 1),
        ),
        ctx=ctx,
    )
    interno = trattato(ctx, seduta, f"{SEGRETO} titolo", f"{SEGRETO} testo", TipoPunto.INTERNO)
    riservata = decisa(ctx, interno, f"{SEGRETO} oggetto", f"{SEGRETO} decisione")
    decisioni.assegna(
        impegno=Impegno(seduta=seduta, decisione=riservata, descrizione=f"{SEGRETO} azione", ente=seggi[0].ente),
        ctx=ctx,
    )
    return sedute.chiudi(seduta=seduta, istante=INIZIO + 2 * ORA, ctx=ctx), seggi


def in_revisione(ctx: Contesto, quanti: int = 4, entro: datetime.date | None = None) -> tuple[Verbale, list[Seggio]]:
    seduta, seggi = svolta(ctx, quanti)
    verbale = verbali.redigi(seduta=seduta, ctx=ctx)
    return verbali.invia_in_revisione(verbale=verbale, entro=entro, ctx=ctx), seggi


def successiva(ctx: Contesto) -> Seduta:
    """A later meeting of the table, opened."""
    return SedutaFactory(
        inizio=INIZIO + 24 * 30 * ORA, stato=StatoSeduta.SVOLTA, aperta_il=INIZIO + 24 * 30 * ORA, chiamata=1
    )
