"""The steps that a reader may take on an act right now, the next one first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collocamento.provvedimenti.azioni import istruttoria, richieste
from collocamento.provvedimenti.enums import Stato
from collocamento.provvedimenti.forms import passaggi as moduli
from collocamento.provvedimenti.models import Provvedimento
from collocamento.provvedimenti.permessi import ne_e_parte, puo_decidere, puo_esaminare, si_decide
from collocamento.provvedimenti.termini import FERMO
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi


@dataclass(frozen=True, slots=True)
class Situazione:
    """What the offer of steps depends on, read once.

    `parte`, `esamina`, `decide`: what the reader is to the act; `passati`: the states it has been through, each with
    the day by which an answer was due.
    """

    atto: Provvedimento
    parte: bool
    esamina: bool
    decide: bool
    passati: Mapping[str, date | None]

    def e(self, *stati: str) -> bool:
        return self.atto.stato in stati

    def scaduta_la_risposta(self) -> bool:
        entro_il = self.passati.get(self.atto.stato)
        return entro_il is not None and entro_il < oggi()


@dataclass(frozen=True, slots=True)
class Verbo:
    """A step: its button, what it does, the form it asks, when it is offered. The action checks everything again."""

    chiave: str
    etichetta: Promise
    spiegazione: Promise
    modulo: type[moduli.PassaggioForm]
    esegui: Callable[..., None]
    offerto: Callable[[Situazione], bool]
    fatto: Promise
    grave: bool = False


DA_DECIDERE = (Stato.IN_ISTRUTTORIA, Stato.PREAVVISO)

VERBI = (
    Verbo(
        "presenta",
        _("Presenta la richiesta"),
        _("L'ufficio riceve la richiesta e da oggi decorre il termine per decidere. Dopo non si può più modificare."),
        moduli.PassaggioForm,
        richieste.presenta,
        lambda s: s.e(Stato.BOZZA) and s.parte and si_decide(s.atto),
        _("Richiesta presentata."),
    ),
    Verbo(
        "registra",
        _("Registra"),
        _("L'atto vale dal suo primo giorno e sostituisce quello registrato che valeva fino ad allora."),
        moduli.PassaggioForm,
        richieste.registra,
        lambda s: s.e(Stato.BOZZA) and s.parte and not si_decide(s.atto),
        _("Registrato."),
    ),
    Verbo(
        "prendi",
        _("Prendi in carico"),
        _("Comincia l'istruttoria."),
        moduli.PassaggioForm,
        istruttoria.prendi_in_carico,
        lambda s: s.e(Stato.PRESENTATA) and s.esamina,
        _("Richiesta presa in carico."),
    ),
    Verbo(
        "rispondi",
        _("Rispondi all'ufficio"),
        _("Da oggi il termine per decidere riprende a decorrere."),
        moduli.RispostaForm,
        istruttoria.rispondi,
        lambda s: s.e(*FERMO) and s.parte,
        _("Risposta inviata."),
    ),
    Verbo(
        "concedi",
        _("Concedi"),
        _("Si concede quanto scrivi: se è meno di quanto chiesto, il provvedimento è concesso in parte."),
        moduli.DecisioneForm,
        istruttoria.concedi,
        lambda s: s.e(*DA_DECIDERE) and s.decide,
        _("Provvedimento concesso."),
    ),
    Verbo(
        "respingi",
        _("Respingi"),
        _("La richiesta è respinta con la motivazione che scrivi."),
        moduli.RigettoForm,
        istruttoria.respingi,
        lambda s: (
            s.decide
            and Stato.PREAVVISO in s.passati
            and (s.e(Stato.IN_ISTRUTTORIA) or (s.e(Stato.PREAVVISO) and s.scaduta_la_risposta()))
        ),
        _("Richiesta respinta."),
        grave=True,
    ),
    Verbo(
        "riprendi",
        _("Riprendi l'istruttoria"),
        _("Il tempo per rispondere è finito senza risposta."),
        moduli.PassaggioForm,
        istruttoria.riprendi,
        lambda s: s.e(Stato.INTEGRAZIONE) and s.esamina and s.scaduta_la_risposta(),
        _("Istruttoria ripresa."),
    ),
    Verbo(
        "integrazione",
        _("Chiedi un'integrazione"),
        _("L'azienda riceve la richiesta fra le sue scadenze. Si può fare una volta sola."),
        moduli.IntegrazioneForm,
        istruttoria.chiedi_integrazione,
        lambda s: s.e(Stato.IN_ISTRUTTORIA) and s.esamina and Stato.INTEGRAZIONE not in s.passati,
        _("Integrazione chiesta."),
    ),
    Verbo(
        "preavviso",
        _("Comunica il preavviso di rigetto"),
        _("L'azienda ha dieci giorni per presentare osservazioni (L. 241/1990, art. 10-bis)."),
        moduli.PreavvisoForm,
        istruttoria.preavvisa,
        lambda s: s.e(Stato.IN_ISTRUTTORIA) and s.decide and Stato.PREAVVISO not in s.passati,
        _("Preavviso comunicato: emetti ora la lettera."),
        grave=True,
    ),
    Verbo(
        "termina",
        _("Fallo finire prima"),
        _("L'atto vale fino al giorno che scrivi, compreso."),
        moduli.TerminaForm,
        richieste.termina,
        lambda s: s.e(Stato.REGISTRATO) and s.parte and (s.atto.al is None or s.atto.al >= oggi()),
        _("La fine dell'atto è registrata."),
    ),
    Verbo(
        "revoca",
        _("Revoca"),
        _("Il provvedimento vale fino al giorno prima della revoca."),
        moduli.RevocaForm,
        istruttoria.revoca,
        lambda s: (
            s.e(Stato.CONCESSO, Stato.CONCESSO_IN_PARTE) and s.decide and (s.atto.al is None or s.atto.al >= oggi())
        ),
        _("Provvedimento revocato."),
        grave=True,
    ),
    Verbo(
        "ritira",
        _("Ritira"),
        _("La richiesta si chiude senza una decisione."),
        moduli.RitiroForm,
        richieste.ritira,
        lambda s: s.e(Stato.BOZZA, Stato.PRESENTATA, Stato.IN_ISTRUTTORIA, *FERMO) and s.parte,
        _("Richiesta ritirata."),
        grave=True,
    ),
)


def verbi(ctx: Contesto, atto: Provvedimento) -> Iterator[Verbo]:
    """The steps offered to `ctx`, the one to take first at the head."""
    situazione = Situazione(
        atto,
        parte=ne_e_parte(ctx, atto),
        esamina=puo_esaminare(ctx),
        decide=puo_decidere(ctx),
        passati=dict(atto.passaggi.values_list("a", "entro_il")),
    )
    return (verbo for verbo in VERBI if verbo.offerto(situazione))
