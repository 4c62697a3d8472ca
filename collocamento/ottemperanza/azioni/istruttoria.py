"""From a request to its answer: examined and prepared by an operator, decided by the officer in charge."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from collocamento.ottemperanza.azioni.comune import annota, blocca, datore_con, fino_al, richiedi, salva
from collocamento.ottemperanza.enums import ESITI, Esito, Stato
from collocamento.ottemperanza.errori import NonAmmesso
from collocamento.ottemperanza.models import Pratica
from collocamento.ottemperanza.permessi import puo_firmare, puo_preparare
from collocamento.ottemperanza.valutazioni import valutazione_di
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.versioni import ConflittoVersione
from socialabs.documenti.composizione import LINGUA
from socialabs.lavori.azioni import avvia
from socialabs.lavori.models import Lavoro


LAVORO = "ottemperanza.evadi"


@transaction.atomic
def prendi_in_carico(*, pratica: Pratica, ctx: Contesto) -> Pratica:
    """Begin to examine: the figures of today propose an answer and its reasons.

    Raises PermissionDenied, TransizioneNonAmmessa.
    """
    richiedi(puo_preparare(ctx))
    pratica = blocca(pratica)
    pratica.passa_a(Stato.IN_ISTRUTTORIA, ctx)
    pratica.in_carico_a = ctx.utente
    _valuta(pratica)
    salva(pratica)
    annota(ctx, "ottemperanza.in_carico", pratica)
    return pratica


@transaction.atomic
def valuta_di_nuovo(*, pratica: Pratica, ctx: Contesto) -> Pratica:
    """Propose answer and reasons again, by the figures of today; the notes stay.

    Raises PermissionDenied, NonAmmesso.
    """
    richiedi(puo_preparare(ctx))
    pratica = blocca(pratica)
    if pratica.stato != Stato.IN_ISTRUTTORIA:
        raise NonAmmesso(_("I motivi si propongono di nuovo mentre la pratica è in istruttoria."))
    _valuta(pratica)
    salva(pratica)
    annota(ctx, "ottemperanza.valutata", pratica)
    return pratica


@transaction.atomic
def proponi(
    *, pratica: Pratica, esito: Esito, motivi: Sequence[str], note: str, versione_letta: int, ctx: Contesto
) -> Pratica:
    """Hand the prepared answer to who decides. One other than the figures propose says why in the notes.

    Raises PermissionDenied, TransizioneNonAmmessa, NonAmmesso, ConflittoVersione when somebody else changed it.
    """
    richiedi(puo_preparare(ctx))
    pratica = blocca(pratica)
    if pratica.versione != versione_letta:
        raise ConflittoVersione(pratica)
    pratica.passa_a(Stato.PROPOSTA, ctx)
    if not motivi:
        raise NonAmmesso(_("Scrivi almeno un motivo."))
    if esito != ESITI[pratica.condizione] and not note.strip():
        raise NonAmmesso(_("L'esito è diverso da quello che le cifre propongono: spiega perché nelle note."))
    pratica.esito, pratica.motivi, pratica.note = esito, list(motivi), note
    salva(pratica)
    annota(ctx, "ottemperanza.proposta", pratica)
    return pratica


@transaction.atomic
def restituisci(*, pratica: Pratica, motivo: str, ctx: Contesto) -> Pratica:
    """Send a prepared answer back, with the reason. Raises PermissionDenied, TransizioneNonAmmessa."""
    richiedi(puo_firmare(ctx))
    pratica = blocca(pratica)
    _esigi_stato(pratica, Stato.PROPOSTA)
    pratica.passa_a(Stato.IN_ISTRUTTORIA, ctx)
    pratica.motivo = motivo
    salva(pratica)
    annota(ctx, "ottemperanza.restituita", pratica, motivo=motivo)
    return pratica


@transaction.atomic
def decidi(*, pratica: Pratica, versione_letta: int, ctx: Contesto) -> Lavoro:
    """Decide the answer as it was prepared and read; a job issues its document and sends it.

    Raises PermissionDenied, TransizioneNonAmmessa, ConflittoVersione, and NonAmmesso when the employer's position is
    no longer the one that was examined.
    """
    richiedi(puo_firmare(ctx))
    pratica = blocca(pratica)
    if pratica.versione != versione_letta:
        raise ConflittoVersione(pratica)
    pratica.passa_a(Stato.DECISA, ctx)
    if valutazione_di(pratica.datore).condizione != pratica.condizione:
        raise NonAmmesso(
            _("La posizione dell'azienda è cambiata da quando sono stati preparati i motivi: restituisci la pratica.")
        )
    pratica.decisa_da, pratica.decisa_il = ctx.utente, adesso()
    pratica.valida_fino_al = fino_al(pratica.giorno)
    pratica.motivo = ""
    salva(pratica)
    annota(ctx, "ottemperanza.decisa", pratica)
    return avvia_emissione(pratica=pratica, ctx=ctx)


def avvia_emissione(*, pratica: Pratica, ctx: Contesto) -> Lavoro:
    """Have a job issue the document of a decided answer, also after a failure. Raises LavoroGiaInCorso."""
    return avvia(LAVORO, {"pratica": str(pratica.pk)}, ctx=ctx, chiave_unica=f"{LAVORO}:{pratica.pk}")


@transaction.atomic
def archivia(*, pratica: Pratica, motivo: str, ctx: Contesto) -> Pratica:
    """Close a request without an answer: withdrawn, double, for another office. Raises as `restituisci`."""
    richiedi(puo_preparare(ctx))
    pratica = blocca(pratica)
    pratica.passa_a(Stato.ARCHIVIATA, ctx)
    pratica.motivo = motivo
    salva(pratica)
    annota(ctx, "ottemperanza.archiviata", pratica, motivo=motivo)
    return pratica


def _valuta(pratica: Pratica) -> None:
    """By the figures of today, of an employer that may have become known since the request came.

    The sentences are those of the document, whatever the language of who examines.
    """
    pratica.datore = pratica.datore or datore_con(pratica.codice_fiscale)
    with override(LINGUA):
        valutazione = valutazione_di(pratica.datore)
    pratica.giorno, pratica.condizione = valutazione.giorno, valutazione.condizione
    pratica.esito, pratica.motivi = valutazione.esito, list(valutazione.motivi)


def _esigi_stato(pratica: Pratica, stato: Stato) -> None:
    if pratica.stato != stato:
        raise NonAmmesso(_("Nello stato in cui si trova la pratica non si può fare."))
