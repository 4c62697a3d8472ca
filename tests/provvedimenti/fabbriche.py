"""Acts of the employer of the tests: quota 16 in three provinces, two people short in 009, one too many in 011."""

import datetime
from typing import Any

from collocamento.models import Datore
from collocamento.normativa import Causa
from collocamento.provvedimenti.azioni import istruttoria, richieste
from collocamento.provvedimenti.enums import Genere, Motivo
from collocamento.provvedimenti.models import Provvedimento
from socialabs.base.contesto import Contesto


DAL, AL = datetime.date(2026, 4, 1), datetime.date(2027, 3, 31)
MOTIVAZIONE = "Documentazione completa e conforme."


def esonero(datore: Datore, **campi: Any) -> Provvedimento:
    valori = {"provincia": "009", "posizioni": 2, "percentuale": 13, "motivi": [Motivo.PERICOLOSITA]}
    return Provvedimento(datore=datore, genere=Genere.ESONERO, **{"dal": DAL, "al": AL, **valori, **campi})


def esonero_60(datore: Datore, **campi: Any) -> Provvedimento:
    valori = {"provincia": "009", "posizioni": 1, "lavoratori": 20, "dal": DAL}
    return Provvedimento(datore=datore, genere=Genere.ESONERO_60, **{**valori, **campi})


def sospensione(datore: Datore, **campi: Any) -> Provvedimento:
    valori = {"provincia": "009", "causa": Causa.CIGS, "percentuale": 50}
    return Provvedimento(datore=datore, genere=Genere.SOSPENSIONE, **{"dal": DAL, "al": AL, **valori, **campi})


def compensazione(datore: Datore, **campi: Any) -> Provvedimento:
    valori = {"provincia": "011", "altra_provincia": "009", "categoria": "D", "posizioni": 1, "dal": DAL}
    return Provvedimento(datore=datore, genere=Genere.COMPENSAZIONE, **{**valori, **campi})


def gradualita(datore: Datore, **campi: Any) -> Provvedimento:
    valori = {"provincia": "009", "posizioni": 3, "atto": "Decreto 12/2026", "dal": DAL, "al": AL, "applicata": True}
    return Provvedimento(datore=datore, genere=Genere.GRADUALITA, **{**valori, **campi})


def in_istruttoria(atto: Provvedimento, *, parte: Contesto, ufficio: Contesto) -> Provvedimento:
    richieste.crea(atto, ctx=parte)
    richieste.presenta(atto, ctx=parte)
    istruttoria.prendi_in_carico(atto, ctx=ufficio)
    return ora(atto)


def concesso(
    atto: Provvedimento, *, parte: Contesto, ufficio: Contesto, posizioni: int | None = None, **campi: Any
) -> Provvedimento:
    in_istruttoria(atto, parte=parte, ufficio=ufficio)
    dati = {"dal": atto.dal, "al": atto.al, "motivazione": MOTIVAZIONE, **campi}
    istruttoria.concedi(atto, posizioni=posizioni or atto.posizioni, ctx=ufficio, **dati)
    return ora(atto)


def registrato(atto: Provvedimento, *, parte: Contesto) -> Provvedimento:
    richieste.crea(atto, ctx=parte)
    richieste.registra(atto, ctx=parte)
    return ora(atto)


def ora(atto: Provvedimento) -> Provvedimento:
    """The act as the database has it."""
    return Provvedimento.objects.get(pk=atto.pk)
