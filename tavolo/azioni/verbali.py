"""Verbs on the minutes, from the draft to the publication; after approval only a later act corrects them."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.base.versioni import salva_versionato
from tavolo.archivio_verbale import versione_pubblica
from tavolo.azioni import revisione
from tavolo.azioni.comune import annota, annota_avvertenze, blocca
from tavolo.azioni.sedute import regole_di
from tavolo.enums import VERBALE_APERTO, VERBALE_CHIUSO, ModoApprovazione, StatoSeduta, Trattamento
from tavolo.errori import NonAmmesso
from tavolo.models import BranoVerbale, Decisione, Punto, Rettifica, Seduta, Verbale
from tavolo.permessi import puo_scrivere, richiedi


@transaction.atomic
def redigi(*, seduta: Seduta, ctx: Contesto) -> Verbale:
    """Begin the minutes: a text for each item, starting from the notes and the speeches of its discussion."""
    seduta = blocca(seduta)
    deserta = seduta.stato == StatoSeduta.DESERTA
    seduta.passa_a(StatoSeduta.VERBALE_BOZZA, ctx)
    salva_versionato(seduta, seduta.versione, ["stato"])
    verbale = Verbale.objects.create(seduta=seduta, deserta=deserta)
    punti = seduta.punti.select_related("trattazione").prefetch_related("interventi__partecipante")
    BranoVerbale.objects.bulk_create(BranoVerbale(verbale=verbale, punto=p, testo=_traccia(p)) for p in punti)
    annota(ctx, "verbale.redatto", verbale)
    return verbale


def _traccia(punto: Punto) -> str:
    """What was noted of an item in the room, then who said what."""
    note = punto.trattazione.note if hasattr(punto, "trattazione") else ""
    interventi = [f"{i.partecipante}: {i.sintesi}" for i in punto.interventi.all() if i.sintesi]
    return "\n\n".join(parte for parte in (note.strip(), *interventi) if parte)


@transaction.atomic
def salva_brano(*, brano: BranoVerbale, versione_letta: int, ctx: Contesto) -> None:
    """Save what the minutes say of an item. Raises ConflittoVersione; NonAmmesso once they are approved."""
    richiedi(puo_scrivere(ctx))
    _aperto(brano.verbale)
    salva_versionato(brano, versione_letta, ["testo"])


@transaction.atomic
def salva_verbale(*, verbale: Verbale, versione_letta: int, ctx: Contesto) -> None:
    """Save what the minutes say before and after the items. Raises as `salva_brano`."""
    richiedi(puo_scrivere(ctx))
    _aperto(verbale)
    salva_versionato(verbale, versione_letta, ["premessa", "conclusione", "prossima_seduta"])


@transaction.atomic
def invia_in_revisione(*, verbale: Verbale, entro: date | None = None, ctx: Contesto) -> Verbale:
    """Let members read and comment until `entro` (included), by default the days of silence that the rules give.

    Each of them is written to, once. Raises NonAmmesso for a day already past.
    """
    seduta = blocca(verbale.seduta)
    seduta.passa_a(StatoSeduta.IN_REVISIONE, ctx)
    entro = entro or termine_proposto(seduta)
    if entro < oggi():
        raise NonAmmesso(_("Il termine per le osservazioni è già passato."))
    salva_versionato(seduta, seduta.versione, ["stato"])
    verbale.osservazioni_entro, verbale.inviato_il = entro, adesso()
    salva_versionato(verbale, verbale.versione, ["osservazioni_entro", "inviato_il"])
    verbale.seduta = seduta
    revisione.spedisci(verbale=verbale, ctx=ctx)
    annota(ctx, "verbale.inviato", verbale, entro=verbale.osservazioni_entro.isoformat())
    annota_avvertenze(ctx, verbale, _testi(verbale), passo="verbale.inviato")
    return verbale


def termine_proposto(seduta: Seduta) -> date:
    """Until when members may comment if the minutes are sent today: after that day silence is consent."""
    return oggi() + timedelta(days=regole_di(seduta).giorni_silenzio)


@transaction.atomic
def approva(
    *, verbale: Verbale, modo: ModoApprovazione, il: date | None = None, in_seduta: Seduta | None = None, ctx: Contesto
) -> Verbale:
    """Approve the minutes: in a later meeting of the same organ, in writing, or by silence once the time is over.

    Raises NonAmmesso while a comment waits for its treatment.
    """
    seduta = blocca(verbale.seduta)
    seduta.passa_a(StatoSeduta.APPROVATO, ctx)
    if verbale.osservazioni.filter(trattamento=Trattamento.DA_ESAMINARE).exists():
        raise NonAmmesso(_("Ci sono osservazioni da esaminare."))
    if modo == ModoApprovazione.SILENZIO and oggi() <= verbale.osservazioni_entro:
        raise NonAmmesso(_("Il termine per le osservazioni non è ancora scaduto."))
    if modo == ModoApprovazione.SEDUTA:
        _successiva(seduta, in_seduta)
    salva_versionato(seduta, seduta.versione, ["stato"])
    verbale.modo, verbale.approvato_in = modo, in_seduta if modo == ModoApprovazione.SEDUTA else None
    verbale.approvato_il = verbale.approvato_in.giorno if verbale.approvato_in else il or oggi()
    salva_versionato(verbale, verbale.versione, ["modo", "approvato_in", "approvato_il"])
    annota(ctx, "verbale.approvato", verbale, modo=modo)
    annota_avvertenze(ctx, verbale, _testi(verbale), passo="verbale.approvato")
    return verbale


@transaction.atomic
def pubblica(*, verbale: Verbale, ctx: Contesto, senza_sigillo: bool = False) -> Verbale:
    """Let anyone read the minutes and the decisions, internal items left out.

    Raises NonAmmesso until the version for everybody is sealed. `senza_sigillo`: minutes of before the portal, that
    it never sealed.
    """
    seduta = blocca(verbale.seduta)
    seduta.passa_a(StatoSeduta.PUBBLICATO, ctx)
    if not senza_sigillo and versione_pubblica(verbale) is None:
        raise NonAmmesso(_("Prima di pubblicare il verbale va sigillata la versione che leggeranno tutti."))
    salva_versionato(seduta, seduta.versione, ["stato"])
    verbale.pubblicato_il = adesso()
    salva_versionato(verbale, verbale.versione, ["pubblicato_il"])
    annota(ctx, "verbale.pubblicato", verbale)
    return verbale


@transaction.atomic
def rettifica(
    *, verbale: Verbale, decisa_in: Seduta, testo: str, punto: Punto | None = None, ctx: Contesto
) -> Rettifica:
    """Correct approved minutes by an act of a later meeting. The minutes stay as they were approved."""
    richiedi(puo_scrivere(ctx))
    seduta = blocca(verbale.seduta)
    if seduta.stato not in VERBALE_CHIUSO:
        raise NonAmmesso(_("Il verbale non è ancora approvato: correggi il testo."))
    _successiva(seduta, decisa_in)
    nuova = Rettifica.objects.create(verbale=verbale, decisa_in=decisa_in, punto=punto, testo=testo)
    annota(ctx, "verbale.rettificato", verbale)
    return nuova


def _testi(verbale: Verbale) -> Iterator[str]:
    """All that is written freely in the minutes."""
    yield from (verbale.premessa, verbale.conclusione)
    yield from verbale.brani.values_list("testo", flat=True)
    for decisione in Decisione.objects.filter(punto__seduta=verbale.seduta_id):
        yield from (decisione.titolo, decisione.testo)


def _aperto(verbale: Verbale) -> None:
    if blocca(verbale.seduta).stato not in VERBALE_APERTO:
        raise NonAmmesso(_("Il verbale è approvato: si corregge solo con un atto successivo."))


def _successiva(seduta: Seduta, altra: Seduta | None) -> None:
    """Raise NonAmmesso unless `altra` is a later meeting of the same organ that has been held."""
    tenuta = altra is not None and altra.aperta_il is not None
    if not tenuta or altra.gruppo_id != seduta.gruppo_id or altra.inizio <= seduta.inizio:
        raise NonAmmesso(_("Indica una seduta successiva dello stesso organo, già aperta."))
