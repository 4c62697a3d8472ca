"""What may be asked or declared, where it stands, and how it may pass from one state to the next."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from collocamento.permessi import RUOLI_PARTE
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.base.stati import Transizione
from socialabs.utenti.enums import Ruolo


class Genere(TextChoices):
    """The acts that change what is due, one kind each."""

    ESONERO = "esonero", _("Esonero parziale")
    ESONERO_60 = "esonero_60", _("Esonero autocertificato (60 per mille)")
    SOSPENSIONE = "sospensione", _("Sospensione dell'obbligo")
    COMPENSAZIONE = "compensazione", _("Compensazione territoriale")
    GRADUALITA = "gradualita", _("Gradualità")


# Those for which the contribution is due.
CON_CONTRIBUTO = (Genere.ESONERO, Genere.ESONERO_60)
# Those that an employer, or the office with its act, records without anybody deciding on them.
SOLO_REGISTRATI = frozenset({Genere.ESONERO_60, Genere.GRADUALITA})


class Motivo(TextChoices):
    """Grounds of a partial exemption, at least one (art. 5 c. 3; DM 357/2000)."""

    FATICOSITA = "faticosita", _("Faticosità della prestazione richiesta")
    PERICOLOSITA = "pericolosita", _("Pericolosità connaturata al tipo di attività")
    MODALITA = "modalita", _("Particolare modalità di svolgimento dell'attività")


class Stato(TextChoices):
    BOZZA = "bozza", _("Bozza")
    PRESENTATA = "presentata", _("Presentata")
    IN_ISTRUTTORIA = "in_istruttoria", _("In istruttoria")
    INTEGRAZIONE = "integrazione", _("In attesa d'integrazione")
    PREAVVISO = "preavviso", _("Preavviso di rigetto")
    CONCESSO = "concesso", _("Concesso")
    CONCESSO_IN_PARTE = "in_parte", _("Concesso in parte")
    RESPINTO = "respinto", _("Respinto")
    RITIRATO = "ritirato", _("Ritirato")
    REVOCATO = "revocato", _("Revocato")
    REGISTRATO = "registrato", _("Registrato")


class Condizione(TextChoices):
    """How an act that has an effect stands on a day: worked out, never stored."""

    FUTURO = "futuro", _("Non ancora in vigore")
    IN_VIGORE = "in_vigore", _("In vigore")
    SCADUTO = "scaduto", _("Scaduto")


# Acts that change what is due from their first to their last day; a revoked one ends the day before its revocation.
EFFICACI = frozenset({Stato.CONCESSO, Stato.CONCESSO_IN_PARTE, Stato.REGISTRATO, Stato.REVOCATO})
APERTI = frozenset({Stato.PRESENTATA, Stato.IN_ISTRUTTORIA, Stato.INTEGRAZIONE, Stato.PREAVVISO})
DECISI = frozenset({Stato.CONCESSO, Stato.CONCESSO_IN_PARTE, Stato.RESPINTO, Stato.REVOCATO})

RUOLI_ISTRUTTORIA = RUOLI_LAVORATORI
RUOLI_DECISIONE = frozenset({Ruolo.RESPONSABILE})
_PARTI_E_ISTRUTTORIA = RUOLI_PARTE | RUOLI_ISTRUTTORIA

TRANSIZIONI = {
    Stato.PRESENTATA: Transizione(frozenset({Stato.BOZZA}), RUOLI_PARTE),
    Stato.REGISTRATO: Transizione(frozenset({Stato.BOZZA}), _PARTI_E_ISTRUTTORIA),
    # The office takes it up, or goes on when nobody answered; the party answers what it was asked.
    Stato.IN_ISTRUTTORIA: Transizione(
        frozenset({Stato.PRESENTATA, Stato.INTEGRAZIONE, Stato.PREAVVISO}), _PARTI_E_ISTRUTTORIA
    ),
    Stato.INTEGRAZIONE: Transizione(frozenset({Stato.IN_ISTRUTTORIA}), RUOLI_ISTRUTTORIA),
    Stato.PREAVVISO: Transizione(frozenset({Stato.IN_ISTRUTTORIA}), RUOLI_DECISIONE),
    Stato.CONCESSO: Transizione(frozenset({Stato.IN_ISTRUTTORIA, Stato.PREAVVISO}), RUOLI_DECISIONE),
    Stato.CONCESSO_IN_PARTE: Transizione(frozenset({Stato.IN_ISTRUTTORIA, Stato.PREAVVISO}), RUOLI_DECISIONE),
    Stato.RESPINTO: Transizione(frozenset({Stato.IN_ISTRUTTORIA, Stato.PREAVVISO}), RUOLI_DECISIONE),
    Stato.RITIRATO: Transizione(APERTI | {Stato.BOZZA}, _PARTI_E_ISTRUTTORIA),
    Stato.REVOCATO: Transizione(frozenset({Stato.CONCESSO, Stato.CONCESSO_IN_PARTE}), RUOLI_DECISIONE),
}


def condizione(stato: str, dal: date, al: date | None, giorno: date) -> Condizione | None:
    """How an act stands on `giorno`; None for one without effect."""
    if stato not in EFFICACI:
        return None
    if giorno < dal:
        return Condizione.FUTURO
    return Condizione.IN_VIGORE if al is None or giorno <= al else Condizione.SCADUTO
