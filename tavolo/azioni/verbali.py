"""Verbs on the minutes, from the draft to the publication; after approval only a later act corrects them."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.base.versioni import salva_versionato
from tavolo.azioni.comune import annota, blocca
from tavolo.azioni.sedute import regole_di
from tavolo.enums import VERBALE_APERTO, VERBALE_CHIUSO, ModoApprovazione, StatoSeduta, Trattamento
from tavolo.errori import NonAmmesso
from tavolo.models import BranoVerbale, Osservazione, Partecipante, Punto, Rettifica, Seduta, Verbale
from tavolo.permessi import puo_osservare, puo_scrivere, richiedi


@transaction.atomic
def redigi(*, seduta: Seduta, ctx: Contesto) -> Verbale:
    """Begin the minutes: a text for each item, starting from the notes of its discussion."""
    seduta = blocca(seduta)
    seduta.passa_a(StatoSeduta.VERBALE_BOZZA, ctx)
    salva_versionato(seduta, seduta.versione, ["stato"])
    verbale = Verbale.objects.create(seduta=seduta)
    punti = seduta.punti.select_related("trattazione")
    BranoVerbale.objects.bulk_create(
        BranoVerbale(verbale=verbale, punto=p, testo=p.trattazione.note if hasattr(p, "trattazione") else "")
        for p in punti
    )
    annota(ctx, "verbale.redatto", verbale)
    return verbale


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
    """Let members read and comment until `entro` (included), by default the days of silence that the rules give."""
    seduta = blocca(verbale.seduta)
    seduta.passa_a(StatoSeduta.IN_REVISIONE, ctx)
    salva_versionato(seduta, seduta.versione, ["stato"])
    verbale.osservazioni_entro = entro or oggi() + timedelta(days=regole_di(seduta).giorni_silenzio)
    verbale.inviato_il = adesso()
    salva_versionato(verbale, verbale.versione, ["osservazioni_entro", "inviato_il"])
    annota(ctx, "verbale.inviato", verbale, entro=verbale.osservazioni_entro.isoformat())
    return verbale


@transaction.atomic
def osserva(
    *, verbale: Verbale, punto: Punto | None, partecipante: Partecipante, testo: str, ctx: Contesto
) -> Osservazione:
    """Comment on an item of the minutes, or on the whole, within the time given. Raises NonAmmesso.

    The secretariat may write down the comment of a member who has no account.
    """
    seduta = blocca(verbale.seduta)
    proprio = ctx.utente is not None and partecipante.utente_id == ctx.utente.pk
    richiedi(puo_scrivere(ctx) or (proprio and puo_osservare(ctx, seduta)))
    if seduta.stato != StatoSeduta.IN_REVISIONE:
        raise NonAmmesso(_("Il verbale non è in revisione."))
    if verbale.osservazioni_entro < oggi() and not puo_scrivere(ctx):
        raise NonAmmesso(_("Il termine per le osservazioni è scaduto."))
    osservazione = Osservazione.objects.create(verbale=verbale, punto=punto, partecipante=partecipante, testo=testo)
    annota(ctx, "verbale.osservato", osservazione)
    return osservazione


@transaction.atomic
def tratta_osservazione(
    *, osservazione: Osservazione, trattamento: Trattamento, risposta: str, ctx: Contesto
) -> Osservazione:
    """Say what was made of a comment; a refusal has its reason (the database asks for it)."""
    richiedi(puo_scrivere(ctx))
    _aperto(osservazione.verbale)
    osservazione.trattamento, osservazione.risposta = trattamento, risposta
    trattata = trattamento != Trattamento.DA_ESAMINARE
    osservazione.trattata_il = adesso() if trattata else None
    osservazione.trattata_da = ctx.utente if trattata else None
    osservazione.save()
    annota(ctx, "verbale.osservazione_trattata", osservazione, trattamento=trattamento)
    return osservazione


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
    return verbale


@transaction.atomic
def pubblica(*, verbale: Verbale, ctx: Contesto) -> Verbale:
    """Let anyone read the minutes and the decisions, internal items left out."""
    seduta = blocca(verbale.seduta)
    seduta.passa_a(StatoSeduta.PUBBLICATO, ctx)
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


def _aperto(verbale: Verbale) -> None:
    if blocca(verbale.seduta).stato not in VERBALE_APERTO:
        raise NonAmmesso(_("Il verbale è approvato: si corregge solo con un atto successivo."))


def _successiva(seduta: Seduta, altra: Seduta | None) -> None:
    """Raise NonAmmesso unless `altra` is a later meeting of the same organ that has been held."""
    tenuta = altra is not None and altra.aperta_il is not None
    if not tenuta or altra.gruppo_id != seduta.gruppo_id or altra.inizio <= seduta.inizio:
        raise NonAmmesso(_("Indica una seduta successiva dello stesso organo, già aperta."))
