"""Compute again what the returns owe, when a code table, a parameter or the engine has changed.

First a proposal: every figure computed, none changed, with who would change and by how much. Then it is applied, all
of it, or discarded.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.azioni.campagne import ricalcola_ritardi
from collocamento.cambiamenti import annuncia
from collocamento.enums import PROPOSTE_APERTE, StatoProposta, StatoProspetto
from collocamento.importazione import deposito
from collocamento.importazione import proposta as archivio
from collocamento.importazione.esecuzione import Avanzamento, Silenzio, motore_attuale, tavole
from collocamento.importazione.rifacimento import DaRifare, Rifatto, rifai_lotto
from collocamento.importazione.squadra import svolgi
from collocamento.importazione.tavole import Tavole
from collocamento.models import Calcolo, PropostaRicalcolo
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


LAVORO_RICALCOLO = "collocamento.ricalcola"
LAVORO_APPLICA = "collocamento.applica_ricalcolo"
LOTTO = 250
# Below this many returns a helper process costs more than it gives.
POCHI = 1_000


class PropostaSuperata(Exception):
    """Something has changed since the proposal was worked out: nothing was applied. The message is for the user."""

    def __init__(self) -> None:
        super().__init__(
            _("Dopo l'anteprima sono cambiati prospetti, tabelle o regole: nessuna cifra è stata toccata. Rifalla.")
        )


@dataclass(frozen=True, slots=True)
class Ricalcolo:
    """Returns brought up to date, those that could not be computed, employers with new figures."""

    prospetti: int = 0
    illeggibili: int = 0
    datori_cambiati: int = 0


def datori_da_ricalcolare() -> int:
    """How many employers have a valid return computed by tables or rules that are no longer today's."""
    vecchi = Calcolo.objects.filter(prospetto__stato=StatoProspetto.VALIDO).exclude(motore=motore_attuale())
    return vecchi.values("prospetto__datore").distinct().count()


def proposta_aperta() -> PropostaRicalcolo | None:
    """The one being worked out or waiting to be decided: there is never another."""
    return PropostaRicalcolo.objects.filter(stato__in=PROPOSTE_APERTE).first()


def e_attuale(proposta: PropostaRicalcolo) -> bool:
    """Whether nothing that the proposal rests on has changed: tables, engine, the returns and their figures."""
    motore = motore_attuale()
    return proposta.motore == motore and proposta.partenza == archivio.partenza(motore)


# --- the proposal --------------------------------------------------------------------------------------------------
def prepara(*, ctx: Contesto, avanzamento: Avanzamento | None = None) -> PropostaRicalcolo | None:
    """Work out what today's tables and engine would change; None when every return is by them already.

    Each batch is kept as soon as it is computed, so that after a fault (AiutanteFermo, a worker that dies, whatever
    `avanzamento` raises to stop) the next call goes on from there. No figure of a return is touched.
    """
    avanzamento, attuali = avanzamento or Silenzio(), tavole()
    proposta = _apri(attuali, ctx)
    if proposta is None or proposta.stato == StatoProposta.PRONTA:
        return proposta
    rimasti = archivio.rimasti(proposta)
    fatti = proposta.calcoli.count()
    totale = fatti + len(rimasti)
    lotti = (archivio.leggi(proposta, rimasti[i : i + LOTTO], attuali) for i in range(0, len(rimasti), LOTTO))
    for rifatti in svolgi(rifai_lotto, lotti, attuali, conviene=len(rimasti) >= POCHI, peso=_peso):
        _tieni(proposta, rifatti)
        fatti += len(rifatti)
        avanzamento.aggiorna(fatti, totale, _("Calcolo dell'anteprima"))
    return _completa(proposta, totale, ctx)


@transaction.atomic
def _apri(attuali: Tavole, ctx: Contesto) -> PropostaRicalcolo | None:
    """The open proposal, if it still holds, or a new one in its place; None when there is nothing to compute."""
    aperta = PropostaRicalcolo.objects.select_for_update().filter(stato__in=PROPOSTE_APERTE).first()
    if aperta is not None:
        if e_attuale(aperta):
            return aperta
        scarta(proposta=aperta, ctx=ctx)
    if not Calcolo.objects.exclude(motore=attuali.motore).exists():
        return None
    return PropostaRicalcolo.objects.create(
        motore=attuali.motore, partenza=archivio.partenza(attuali.motore), chiesta_da=ctx.utente
    )


def _peso(lotto: list[DaRifare]) -> int:
    return sum(len(uno.originale) for uno in lotto if uno.originale is not None)


@transaction.atomic
def _tieni(proposta: PropostaRicalcolo, rifatti: list[Rifatto]) -> None:
    riusciti = [rifatto for rifatto in rifatti if rifatto.righe is not None]
    archivio.scrivi({tabella: [uno.righe[tabella] for uno in riusciti] for tabella in archivio.TABELLE})
    proposta.dagli_originali += sum(uno.dall_originale for uno in riusciti)
    proposta.save(update_fields=["dagli_originali", "modificato_il"])


@transaction.atomic
def _completa(proposta: PropostaRicalcolo, totale: int, ctx: Contesto) -> PropostaRicalcolo:
    proposta = _bloccata(proposta)
    proposta.passa_a(StatoProposta.PRONTA, ctx)
    proposta.prospetti = proposta.calcoli.count()
    proposta.illeggibili = totale - proposta.prospetti
    proposta.datori_cambiati = archivio.confronta(proposta)
    proposta.save()
    _registra(ctx, "ricalcolo.proposto", proposta)
    return proposta


# --- the decision --------------------------------------------------------------------------------------------------
@transaction.atomic
def applica(*, proposta: PropostaRicalcolo, ctx: Contesto) -> Ricalcolo:
    """Put the proposed figures in the place of the old ones, all or none; once applied, again changes nothing.

    Raises PropostaSuperata when something has changed since it was worked out, TransizioneNonAmmessa when it is not
    there to be decided.
    """
    deposito.attendi_il_turno()
    proposta = _bloccata(proposta)
    esito = Ricalcolo(proposta.prospetti, proposta.illeggibili, proposta.datori_cambiati)
    if proposta.stato == StatoProposta.APPLICATA:
        return esito
    proposta.passa_a(StatoProposta.APPLICATA, ctx)
    if not e_attuale(proposta):
        raise PropostaSuperata
    # Whether a return was due at all decides whether it was late.
    for anno in archivio.sostituisci(proposta):
        ricalcola_ritardi(anno)
    archivio.sgombera(proposta)
    proposta.save()
    _registra(ctx, "prospetti.ricalcolati", proposta)
    annuncia(set(proposta.differenze.values_list("datore", flat=True)), ctx)
    return esito


@transaction.atomic
def scarta(*, proposta: PropostaRicalcolo, ctx: Contesto) -> None:
    """Leave the figures as they are. Raises TransizioneNonAmmessa for a proposal already decided."""
    proposta = _bloccata(proposta)
    proposta.passa_a(StatoProposta.SCARTATA, ctx)
    archivio.sgombera(proposta)
    proposta.save()
    _registra(ctx, "ricalcolo.scartato", proposta)


def ricalcola(*, ctx: Contesto, avanzamento: Avanzamento | None = None) -> Ricalcolo:
    """Work out a proposal and apply it, without anybody reading it. Raises as `prepara` and `applica`."""
    proposta = prepara(ctx=ctx, avanzamento=avanzamento)
    return Ricalcolo() if proposta is None else applica(proposta=proposta, ctx=ctx)


def _bloccata(proposta: PropostaRicalcolo) -> PropostaRicalcolo:
    return PropostaRicalcolo.objects.select_for_update().get(pk=proposta.pk)


def _registra(ctx: Contesto, verbo: str, proposta: PropostaRicalcolo) -> None:
    registra_evento(
        ctx,
        verbo,
        tipo="collocamento.propostaricalcolo",
        oggetto_id=proposta.pk,
        dettagli={
            "prospetti": proposta.prospetti,
            "datori_cambiati": proposta.datori_cambiati,
            "motore": proposta.motore,
        },
    )
