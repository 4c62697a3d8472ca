"""Employers as small as can be for the tests of the episodes: a return that declares heads and disabled people."""

from datetime import date

from collocamento.enums import StatoProspetto
from collocamento.models import Calcolo, CalcoloProvincia, Datore, Prospetto
from collocamento.normativa import DatiProvincia, Tipologia, calcola
from collocamento.normativa import Datore as DatoreNormativo
from collocamento.normativa.trasporto import come_dict
from tests.collocamento import scena_rapporti


SP = scena_rapporti.SP
SITUAZIONE = date(2025, 12, 31)


def datore(nome: str = "Scoperta S.r.l.") -> Datore:
    return scena_rapporti.datore(nome)


def con_prospetto(
    di: Datore, *, teste: int = 60, in_forza: int = 2, art18: int = 1, dichiarati: int | None = 0, **foglio: object
) -> Prospetto:
    """The return of 2025 of a private employer with one sheet; `dichiarati` is the gap its quadro 3 tells (None: no
    quadro 3). Of 60 countable heads the quota is 4."""
    prospetto = scena_rapporti.prospetto(di, SITUAZIONE.year)
    province = {} if dichiarati is None else {SP: {"scoperture_disabili": dichiarati, "scoperture_art18": 0}}
    Prospetto.objects.filter(pk=prospetto.pk).update(data_riferimento=SITUAZIONE, dichiarati={"province": province})
    ridichiara(di, teste=teste, in_forza=in_forza, art18=art18, **foglio)
    return prospetto


def ridichiara(di: Datore, *, teste: int = 60, in_forza: int = 2, art18: int = 1, **foglio: object) -> None:
    """Let its valid return say something else, as a correction would."""
    foglio_dati = DatiProvincia(SP, n_totale=teste + in_forza, disabili_ft=in_forza, art18=art18, **foglio)
    di_legge = DatoreNormativo(Tipologia.PRIVATO, SP)
    risultato = calcola(di_legge, [foglio_dati], data=SITUAZIONE)
    cifre = risultato.province[SP]
    validi = {"prospetto__datore": di, "prospetto__stato": StatoProspetto.VALIDO}
    Calcolo.objects.filter(**validi).update(ingressi=come_dict(di_legge, [foglio_dati]))
    CalcoloProvincia.objects.filter(**validi).update(
        scopertura_disabili=cifre.scopertura_disabili, scopertura_art18=cifre.scopertura_art18
    )
