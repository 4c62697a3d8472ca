"""The public calculator: few answers in, what they mean out. Pure Python, no Django; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collocamento.normativa import (
    Ambito,
    Calendario,
    CategoriaEsclusa,
    CifreNazionali,
    DatiProvincia,
    Datore,
    RigaOraria,
    TermineRichiesta,
    Tipologia,
    calcola,
    quota_art18,
    quota_disabili,
    termine_richiesta,
)
from collocamento.normativa.soglie import Soglia, prossima
from collocamento.simulazioni.costi import Costi, costi


# The place of the registered office does not change what a whole firm owes.
SEDE = "sede"
PRIMA_SOGLIA = 15


@dataclass(frozen=True, slots=True)
class Risposte:
    """What a firm says of itself: heads, those who do not count, part timers (not disabled), people covered already.

    `disabili_ridotto`: how many of the disabled work half time or less. They leave the base and, as their hours are
    not asked, cover nothing: never less than what is due. `dal` is the day on which it came to this size, if it says.
    """

    tipologia: Tipologia
    dipendenti: int
    esclusi: int = 0
    part_time: tuple[RigaOraria, ...] = ()
    disabili: int = 0
    disabili_ridotto: int = 0
    art18: int = 0
    piu_province: bool = False
    dal: date | None = None


@dataclass(frozen=True, slots=True)
class Esito:
    """The figures, the term of the request where something is missing, the next cliffs and the cost of not acting."""

    cifre: CifreNazionali
    termine: TermineRichiesta | None
    gradino: Soglia
    gradino_art18: Soglia
    costi: Costi

    @property
    def obbligata(self) -> bool:
        return bool(self.cifre.quota_disabili or self.cifre.quota_art18)

    @property
    def mancano(self) -> int:
        return self.cifre.scopertura_disabili + self.cifre.scopertura_art18

    @property
    def sotto_soglia(self) -> bool:
        """Whether it is smaller than the smallest firm that owes anybody."""
        return self.cifre.base_art3 < PRIMA_SOGLIA


def rispondi(risposte: Risposte, oggi: date, calendario: Calendario | None = None) -> Esito:
    """What a firm owes `oggi`, by when, and what comes next."""
    calendario = calendario or Calendario()
    ridotto = (RigaOraria(risposte.disabili_ridotto, 1, 0),) if risposte.disabili_ridotto else ()
    esclusi = (CategoriaEsclusa(risposte.esclusi, Ambito.ENTRAMBI),) if risposte.esclusi else ()
    foglio = DatiProvincia(
        SEDE,
        n_totale=risposte.dipendenti,
        disabili_ft=risposte.disabili - risposte.disabili_ridotto,
        disabili_pt=ridotto,
        part_time=risposte.part_time,
        categorie_escluse=esclusi,
        art18=risposte.art18,
    )
    risultato = calcola(Datore(risposte.tipologia, SEDE), [foglio], data=oggi)
    cifre = risultato.nazionale
    manca = cifre.scopertura_disabili or cifre.scopertura_art18
    return Esito(
        cifre=cifre,
        termine=termine_richiesta(risposte.dal, calendario) if manca and risposte.dal else None,
        gradino=prossima(quota_disabili, cifre.base_art3),
        gradino_art18=prossima(quota_art18, cifre.base_art18),
        costi=costi(risultato, risposte.tipologia, calendario),
    )
