"""The passages of a convention as its page offers them: who may, from which state, with what effects. One table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.azioni import esecuzione, istruttoria, proposta
from collocamento.convenzioni.enums import IN_VIGORE, TRANSIZIONI, EsitoParere, Stato
from collocamento.convenzioni.forms import MotivoForm, ParereForm
from collocamento.convenzioni.models import Convenzione
from collocamento.convenzioni.permessi import puo_modificare, puo_ritirare
from collocamento.permessi import puo_agire_per, puo_decidere
from socialabs.base.contesto import Contesto


@dataclass(frozen=True, slots=True)
class Passo:
    """`verbo` takes the convention, the form's values and `ctx`; `offerto` says whether `ctx` finds it on the page.

    `principale`: the next step of whoever finds it, not a way out.
    """

    chiave: str
    etichetta: str | Promise
    domanda: str | Promise
    verbo: Callable[..., Any]
    offerto: Callable[[Contesto, Convenzione], bool]
    modulo: type[forms.Form] = forms.Form
    effetti: tuple[str | Promise, ...] = ()
    principale: bool = True


def _in_preparazione(ctx: Contesto, convenzione: Convenzione) -> bool:
    return (
        convenzione.stato == Stato.PROPOSTA
        and puo_modificare(ctx, convenzione)
        and puo_agire_per(ctx, convenzione.datore)
    )


def _dell_ufficio(*stati: Stato) -> Callable[[Contesto, Convenzione], bool]:
    return lambda ctx, convenzione: convenzione.stato in stati and puo_decidere(ctx)


def _presentata(ctx: Contesto, convenzione: Convenzione) -> bool:
    return convenzione.stato == Stato.PROPOSTA and convenzione.presentata_il is not None and puo_decidere(ctx)


def _con_parere(ctx: Contesto, convenzione: Convenzione) -> bool:
    favorevole = convenzione.parere in (EsitoParere.FAVOREVOLE, EsitoParere.CONDIZIONATO)
    return convenzione.stato == Stato.PARERE_COMITATO and favorevole and puo_decidere(ctx)


PASSI = {
    passo.chiave: passo
    for passo in (
        Passo(
            "presenta",
            _("Presenta all'ufficio"),
            _("Presentare la proposta all'ufficio?"),
            proposta.presenta,
            _in_preparazione,
            effetti=(
                _("L'ufficio e il destinatario, se c'è, la vedono."),
                _("Da quel momento la modifica l'ufficio; la si può ancora ritirare."),
            ),
        ),
        Passo(
            "istruttoria",
            _("Prendi in carico"),
            _("Aprire l'istruttoria?"),
            istruttoria.prendi_in_carico,
            _presentata,
            effetti=(_("L'ufficio può modificare i dati della proposta."),),
        ),
        Passo(
            "comitato",
            _("Chiedi il parere del comitato"),
            _("Passare la convenzione al comitato tecnico?"),
            istruttoria.chiedi_parere,
            _dell_ufficio(Stato.ISTRUTTORIA),
        ),
        Passo(
            "parere",
            _("Registra il parere"),
            _("Che cosa ha detto il comitato tecnico?"),
            istruttoria.registra_parere,
            _dell_ufficio(Stato.PARERE_COMITATO),
            modulo=ParereForm,
        ),
        Passo(
            "condividi",
            _("Condividi il testo per la firma"),
            _("Fissare il testo e aprirlo alla firma delle parti?"),
            istruttoria.condividi,
            _con_parere,
            effetti=(
                _("Il testo non cambia più: se ne calcola l'impronta, e ogni firma vale per quella."),
                _("Per cambiarlo si riapre l'istruttoria, e le firme già messe non valgono più."),
            ),
        ),
        Passo(
            "concludi",
            _("Dichiara conclusa"),
            _("Dichiarare conclusa la convenzione?"),
            esecuzione.concludi,
            lambda ctx, c: c.stato in IN_VIGORE and c.scaduta and puo_decidere(ctx),
            modulo=MotivoForm,
            effetti=(_("Tutti gli impegni sono coperti e i giorni sono finiti: dopo si emette la relazione finale."),),
        ),
        Passo(
            "riapri",
            _("Riapri l'istruttoria"),
            _("Riaprire l'istruttoria?"),
            istruttoria.riapri,
            _dell_ufficio(Stato.PARERE_COMITATO, Stato.BOZZA_CONDIVISA),
            modulo=MotivoForm,
            effetti=(
                _("Se c'è un testo alla firma, decade con le firme già messe."),
                _("Il parere del comitato resta, e si registra di nuovo se la modifica lo richiede."),
            ),
            principale=False,
        ),
        Passo(
            "respingi",
            _("Respingi"),
            _("Respingere la proposta?"),
            istruttoria.respingi,
            lambda ctx, c: (
                c.presentata_il is not None and c.stato in TRANSIZIONI[Stato.RESPINTA].da and puo_decidere(ctx)
            ),
            modulo=MotivoForm,
            effetti=(_("La proposta si chiude; il datore ne può presentare un'altra."),),
            principale=False,
        ),
        Passo(
            "ritira",
            _("Ritira la proposta"),
            _("Ritirare la proposta?"),
            proposta.ritira,
            puo_ritirare,
            modulo=MotivoForm,
            effetti=(_("La proposta si chiude, e un testo alla firma decade con le firme già messe."),),
            principale=False,
        ),
    )
}


def offerti(ctx: Contesto, convenzione: Convenzione) -> list[Passo]:
    """What `ctx` may do next, the way forward first."""
    return [passo for passo in PASSI.values() if passo.offerto(ctx, convenzione)]
