"""Verbs of the room on an item: begin, note, speak, declare an interest, vote, conclude."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.versioni import salva_versionato
from tavolo import quorum
from tavolo.aula import Quadro, quadro
from tavolo.azioni.comune import annota, blocca, togli_la_parola
from tavolo.enums import EsitoPunto, ModoVoto, Scelta, StatoSeduta
from tavolo.errori import NonAmmesso
from tavolo.models import Conflitto, Intervento, Partecipante, Punto, Seduta, Seggio, Trattazione, Votazione, Voto
from tavolo.permessi import puo_scrivere, richiedi


@transaction.atomic
def inizia_punto(*, punto: Punto, ctx: Contesto, istante: datetime | None = None) -> Trattazione:
    """Take an item up; taken up again, it keeps its first hour."""
    _aperta(punto.seduta, ctx)
    trattazione = _trattazione(punto)
    trattazione.iniziata_il = trattazione.iniziata_il or istante or adesso()
    trattazione.conclusa_il, trattazione.esito = None, ""
    salva_versionato(trattazione, trattazione.versione, ["iniziata_il", "conclusa_il", "esito"])
    annota(ctx, "punto.iniziato", punto)
    return trattazione


@transaction.atomic
def concludi_punto(*, punto: Punto, esito: EsitoPunto, ctx: Contesto, istante: datetime | None = None) -> Trattazione:
    """Leave an item: dealt with, put off or withdrawn. Who was speaking has finished."""
    istante = istante or adesso()
    togli_la_parola(_aperta(punto.seduta, ctx), istante)
    trattazione = _trattazione(punto)
    trattazione.conclusa_il, trattazione.esito = istante, esito
    salva_versionato(trattazione, trattazione.versione, ["conclusa_il", "esito"])
    annota(ctx, "punto.concluso", punto, esito=esito)
    return trattazione


@transaction.atomic
def salva_note(*, punto: Punto, note: str, versione_letta: int, ctx: Contesto) -> Trattazione:
    """Save the notes of a discussion, as one writes. `versione_letta` 0: none had been read.

    Raises ConflittoVersione, with what the other secretary wrote, when they changed meanwhile; NonAmmesso once the
    minutes are approved. It leaves no line in the register: it happens every few seconds.
    """
    richiedi(puo_scrivere(ctx))
    if blocca(punto.seduta).stato in {StatoSeduta.APPROVATO, StatoSeduta.PUBBLICATO}:
        raise NonAmmesso(_("Il verbale è approvato: si corregge solo con un atto successivo."))
    trattazione, nuova = Trattazione.objects.get_or_create(punto=punto)
    trattazione.note = note
    salva_versionato(trattazione, trattazione.versione if nuova else versione_letta, ["note"])
    return trattazione


@transaction.atomic
def registra_intervento(
    *, punto: Punto, partecipante: Partecipante, sintesi: str = "", dalle: datetime | None = None, ctx: Contesto
) -> Intervento:
    """Somebody takes the floor; who had it ends."""
    _aperta(punto.seduta, ctx)
    dalle = dalle or adesso()
    togli_la_parola(punto.seduta, dalle)
    return Intervento.objects.create(punto=punto, partecipante=partecipante, dalle=dalle, sintesi=sintesi)


@transaction.atomic
def concludi_intervento(*, intervento: Intervento, ctx: Contesto, istante: datetime | None = None) -> Intervento:
    """Who has the floor gives it up, and nobody takes it. Raises NonAmmesso for a speech that has ended already."""
    _aperta(intervento.punto.seduta, ctx)
    intervento = Intervento.objects.select_for_update().get(pk=intervento.pk)
    if intervento.alle is not None:
        raise NonAmmesso(_("L'intervento è già concluso."))
    intervento.alle = istante or adesso()
    intervento.save(update_fields=["alle", "modificato_il"])
    return intervento


@transaction.atomic
def dichiara_conflitto(
    *, punto: Punto, seggio: Seggio, partecipante: Partecipante, motivo: str = "", ctx: Contesto
) -> Conflitto:
    """A seat leaves the room for an item: it is not counted there, neither for the quorum nor for votes."""
    _aperta(punto.seduta, ctx)
    conflitto = Conflitto.objects.create(punto=punto, seggio=seggio, partecipante=partecipante, motivo=motivo)
    annota(ctx, "conflitto.dichiarato", conflitto)
    return conflitto


@transaction.atomic
def togli_conflitto(*, conflitto: Conflitto, ctx: Contesto) -> None:
    """Take back a declaration. Raises NonAmmesso once the item has been voted on."""
    _aperta(conflitto.punto.seduta, ctx)
    if conflitto.punto.votazioni.exists():
        raise NonAmmesso(_("Il punto è già stato votato con questo conflitto dichiarato."))
    annota(ctx, "conflitto.tolto", conflitto)
    conflitto.delete()


@transaction.atomic
def vota_per_nome(
    *,
    punto: Punto,
    quesito: str,
    tipo: str,
    voti: Mapping[Seggio, Scelta],
    ctx: Contesto,
    istante: datetime | None = None,
) -> Votazione:
    """Record a vote by name: what each seat voted; a seat left out did not vote. Raises NonAmmesso.

    Who votes for a seat is who holds it at that instant: nobody else can be made to vote.
    """
    istante = istante or adesso()
    stanza = _stanza(punto, ctx, istante)
    estranei = [seggio for seggio in voti if seggio.pk not in stanza.votanti]
    if estranei:
        raise NonAmmesso(_("%(seggio)s non può votare ora.") % {"seggio": estranei[0]})
    conteggio = _conteggio(stanza, [list(voti.values()).count(scelta) for scelta in Scelta])
    prevale = _prevale(punto.seduta, stanza, conteggio, tipo, voti)
    votazione = _registra(punto, quesito, tipo, ModoVoto.NOMINALE, istante, stanza, conteggio, prevale)
    Voto.objects.bulk_create(
        Voto(
            votazione=votazione,
            seggio=seggio,
            partecipante_id=stanza.votanti[seggio.pk].partecipante_id,
            scelta=scelta,
        )
        for seggio, scelta in voti.items()
    )
    annota(ctx, "votazione.registrata", votazione, esito=votazione.esito)
    return votazione


@transaction.atomic
def vota_per_conteggio(
    *,
    punto: Punto,
    quesito: str,
    tipo: str,
    favorevoli: int,
    contrari: int,
    astenuti: int,
    presidente_favorevole: bool = False,
    ctx: Contesto,
    istante: datetime | None = None,
) -> Votazione:
    """Record a vote counted by show of hands. `presidente_favorevole` matters in a tie, if the rules say so."""
    istante = istante or adesso()
    stanza = _stanza(punto, ctx, istante)
    conteggio = _conteggio(stanza, [favorevoli, contrari, astenuti])
    prevale = presidente_favorevole and stanza.regole.prevale_presidente
    votazione = _registra(punto, quesito, tipo, ModoVoto.CONTEGGIO, istante, stanza, conteggio, prevale)
    annota(ctx, "votazione.registrata", votazione, esito=votazione.esito)
    return votazione


@transaction.atomic
def vota_unanime(
    *, punto: Punto, quesito: str, tipo: str, ctx: Contesto, istante: datetime | None = None
) -> Votazione:
    """Record that all those present with a vote were in favour."""
    istante = istante or adesso()
    stanza = _stanza(punto, ctx, istante)
    conteggio = _conteggio(stanza, [stanza.presenti, 0, 0])
    votazione = _registra(punto, quesito, tipo, ModoVoto.UNANIME, istante, stanza, conteggio, prevale=False)
    annota(ctx, "votazione.registrata", votazione, esito=votazione.esito)
    return votazione


# --- how ----------------------------------------------------------------------------------------------------------
def _aperta(seduta: Seduta, ctx: Contesto) -> Seduta:
    richiedi(puo_scrivere(ctx))
    seduta = blocca(seduta)
    if seduta.stato != StatoSeduta.APERTA:
        raise NonAmmesso(_("La seduta non è in corso."))
    return seduta


def _trattazione(punto: Punto) -> Trattazione:
    trattazione, _nuova = Trattazione.objects.get_or_create(punto=punto)
    return trattazione


def _stanza(punto: Punto, ctx: Contesto, istante: datetime) -> Quadro:
    """The room at the vote. Raises NonAmmesso without the quorum."""
    seduta = _aperta(punto.seduta, ctx)
    stanza = quadro(seduta, istante, punto)
    if not stanza.quorum.raggiunto:
        raise NonAmmesso(
            _("Manca il numero legale su questo punto: presenti %(presenti)d, necessari %(minimo)d.")
            % {"presenti": stanza.presenti, "minimo": stanza.quorum.minimo}
        )
    return stanza


def _conteggio(stanza: Quadro, voti: list[int]) -> quorum.Conteggio:
    try:
        return quorum.Conteggio(*voti, presenti=stanza.presenti, componenti=stanza.componenti)
    except ValueError as errore:
        raise NonAmmesso(_("I voti sono più dei presenti con diritto di voto.")) from errore


def _prevale(
    seduta: Seduta, stanza: Quadro, conteggio: quorum.Conteggio, tipo: str, voti: Mapping[Seggio, Scelta]
) -> bool:
    """In a tie, whether who presides was in favour and by the rules prevails."""
    if not stanza.regole.prevale_presidente or not quorum.in_parita(stanza.regole.regola(tipo), conteggio):
        return False
    return any(
        scelta == Scelta.FAVOREVOLE and stanza.votanti[seggio.pk].partecipante_id == seduta.presidente_id
        for seggio, scelta in voti.items()
    )


def _registra(
    punto: Punto,
    quesito: str,
    tipo: str,
    modo: ModoVoto,
    istante: datetime,
    stanza: Quadro,
    conteggio: quorum.Conteggio,
    prevale: bool,
) -> Votazione:
    regola = stanza.regole.regola(tipo)
    return Votazione.objects.create(
        punto=punto,
        quesito=quesito,
        tipo=tipo,
        modo=modo,
        votata_il=istante,
        componenti=stanza.componenti,
        presenti=stanza.presenti,
        minimo=stanza.quorum.minimo,
        necessari=regola.necessari(conteggio),
        favorevoli=conteggio.favorevoli,
        contrari=conteggio.contrari,
        astenuti=conteggio.astenuti,
        prevale=prevale and quorum.in_parita(regola, conteggio),
        esito=quorum.esito(regola, conteggio, prevale=prevale),
    )
