"""Verbs of the office before the signature: take in hand, ask and record the opinion, share the text, refuse."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.convenzioni.azioni.comune import annota, blocca, chiudi, salva
from collocamento.convenzioni.azioni.proposta import parti_di, supera_il_testo
from collocamento.convenzioni.enums import EsitoParere, Stato, TipoAtto
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Atto, Convenzione
from collocamento.convenzioni.permessi import richiedi
from collocamento.convenzioni.requisiti import mancanti
from collocamento.convenzioni.sigillo import impronta_di
from collocamento.convenzioni.situazione import situazione_di
from collocamento.convenzioni.testo import Clausola, clausole
from collocamento.permessi import puo_decidere
from socialabs.anagrafica.models import EnteTitolare
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.promemoria.azioni import rileggi


@transaction.atomic
def prendi_in_carico(*, convenzione: Convenzione, ctx: Contesto) -> Convenzione:
    """Begin to examine a proposal that has been presented."""
    richiedi(puo_decidere(ctx))
    convenzione = blocca(convenzione)
    if convenzione.stato != Stato.PROPOSTA or convenzione.presentata_il is None:
        raise TransizioneNonAmmessa(_("Si prende in carico una proposta presentata."))
    return _passa(convenzione, Stato.ISTRUTTORIA, "convenzione.istruttoria", ctx)


@transaction.atomic
def chiedi_parere(*, convenzione: Convenzione, ctx: Contesto) -> Convenzione:
    """Send the case to the technical committee."""
    return _passa(blocca(convenzione), Stato.PARERE_COMITATO, "convenzione.al_comitato", ctx)


@transaction.atomic
def registra_parere(
    *, convenzione: Convenzione, parere: EsitoParere, il: date, riferimento: str, prescrizioni: str, ctx: Contesto
) -> Convenzione:
    """Record what the committee said. Raises NonAmmesso for a day still to come, or a condition that is not told."""
    richiedi(puo_decidere(ctx))
    convenzione = blocca(convenzione)
    if convenzione.stato != Stato.PARERE_COMITATO:
        raise NonAmmesso(_("La convenzione non è al parere del comitato."))
    if il > oggi():
        raise NonAmmesso(_("Il parere non può avere una data futura."))
    if parere == EsitoParere.CONDIZIONATO and not prescrizioni.strip():
        raise NonAmmesso(_("Indicare le prescrizioni del comitato."))
    convenzione.parere, convenzione.parere_il = parere, il
    convenzione.parere_riferimento, convenzione.parere_prescrizioni = riferimento, prescrizioni
    salva(convenzione, "parere", "parere_il", "parere_riferimento", "parere_prescrizioni")
    annota(ctx, "convenzione.parere", convenzione, parere=parere)
    return convenzione


@transaction.atomic
def riapri(*, convenzione: Convenzione, motivo: str, ctx: Contesto) -> Convenzione:
    """Take the case back to be changed: a text at the signature is set aside, with its signatures."""
    convenzione = blocca(convenzione)
    if convenzione.stato not in (Stato.PARERE_COMITATO, Stato.BOZZA_CONDIVISA):
        raise TransizioneNonAmmessa(_("La convenzione non è al parere né alla firma."))
    _passa(convenzione, Stato.ISTRUTTORIA, "convenzione.riaperta", ctx, motivo=motivo)
    supera_il_testo(convenzione, motivo, ctx)
    return convenzione


@transaction.atomic
def respingi(*, convenzione: Convenzione, motivo: str, ctx: Contesto) -> Convenzione:
    """Refuse the proposal, with the reason."""
    convenzione = blocca(convenzione)
    convenzione.passa_a(Stato.RESPINTA, ctx)
    chiudi(convenzione, motivo)
    annota(ctx, "convenzione.respinta", convenzione, motivo=motivo)
    rileggi("convenzioni.respinta")
    return convenzione


def testo_di_oggi(convenzione: Convenzione) -> list[Clausola]:
    """The text that would be shared now."""
    situazione = situazione_di(convenzione.datore_id, oggi())
    return clausole(convenzione, situazione, EnteTitolare.objects.al(), oggi())


@transaction.atomic
def condividi(*, convenzione: Convenzione, ctx: Contesto) -> Atto:
    """Freeze the text and open it to the signature of all parties.

    Raises NonAmmesso without the committee's assent, or while a requirement of the kind does not hold today.
    """
    convenzione = blocca(convenzione)
    convenzione.passa_a(Stato.BOZZA_CONDIVISA, ctx)
    if convenzione.parere not in (EsitoParere.FAVOREVOLE, EsitoParere.CONDIZIONATO):
        raise NonAmmesso(_("Serve il parere favorevole del comitato."))
    if mancano := mancanti(convenzione, oggi()):
        raise NonAmmesso(_("Non ancora: %(cosa)s") % {"cosa": " ".join(r.testo for r in mancano)})
    salva(convenzione, "stato")
    return nuovo_atto(convenzione, TipoAtto.CONVENZIONE, testo_di_oggi(convenzione), parti_di(convenzione), {}, ctx)


def nuovo_atto(
    convenzione: Convenzione, tipo: TipoAtto, testo: list[Clausola], parti: list[str], effetti: dict, ctx: Contesto
) -> Atto:
    """Write a text down with its digest and the next number; the caller holds the convention's lock."""
    if convenzione.atti.alla_firma().exists():
        raise NonAmmesso(_("C'è già un atto alla firma: prima va firmato o ritirato."))
    ultimo = convenzione.atti.order_by("-numero").values_list("numero", flat=True).first() or 0
    atto = Atto.objects.create(
        convenzione=convenzione,
        tipo=tipo,
        numero=ultimo + 1,
        testo=testo,
        impronta=impronta_di(testo),
        effetti=effetti,
        parti=parti,
        condiviso_da=ctx.utente,
    )
    annota(ctx, "convenzione.testo_condiviso", atto, impronta=atto.impronta)
    rileggi("convenzioni.firma")
    return atto


def _passa(convenzione: Convenzione, stato: Stato, verbo: str, ctx: Contesto, *, motivo: str = "") -> Convenzione:
    convenzione.passa_a(stato, ctx)
    salva(convenzione, "stato")
    annota(ctx, verbo, convenzione, motivo=motivo)
    return convenzione
