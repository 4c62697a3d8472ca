"""The office's acts take the place of what a return declares, and only where there are some."""

from datetime import date

from collocamento.normativa import (
    DatiProvincia,
    Datore,
    Esonero,
    SospensioneNazionale,
    Stato,
    Tipologia,
    calcola,
)
from collocamento.posizione.apporti import Apporto, applica


GIORNO = date(2026, 3, 1)
DATORE = Datore(Tipologia.PRIVATO, "011")
DICHIARATO = Esonero(Stato.CONCESSO, 1)
FOGLI = (DatiProvincia("011", n_totale=100, esoneri=(DICHIARATO,)), DatiProvincia("010", n_totale=50))


def esonero(numero: int) -> Apporto:
    return Apporto("esoneri", "011", (Esonero(Stato.CONCESSO, numero),))


def test_without_acts_what_was_declared_stands() -> None:
    assert applica(DATORE, FOGLI, ()) == (DATORE, FOGLI)


def test_acts_take_the_place_of_what_was_declared_and_are_added_to_one_another() -> None:
    _datore, fogli = applica(DATORE, FOGLI, (esonero(2), esonero(3)))
    assert [e.numero for e in fogli[0].esoneri] == [2, 3]
    assert fogli[1] == FOGLI[1]


def test_an_act_that_is_over_leaves_nothing_of_what_was_declared() -> None:
    _datore, fogli = applica(DATORE, FOGLI, (Apporto("esoneri", "011"),))
    assert fogli[0].esoneri == ()


def test_numbers_are_added_and_a_province_without_a_sheet_gets_one() -> None:
    atti = [Apporto("conv_12bis_14_ft", "058", (2,)), Apporto("conv_12bis_14_ft", "058", (1,))]
    _datore, fogli = applica(DATORE, FOGLI, atti)
    assert (fogli[2].codice, fogli[2].conv_12bis_14_ft) == ("058", 3)


def test_what_is_of_the_whole_employer_goes_to_the_employer() -> None:
    sospensione = SospensioneNazionale(date(2026, 12, 31))
    atti = [Apporto("sospensione_nazionale", valori=(sospensione,)), Apporto("limite_esonero_80", valori=(True,))]
    datore, fogli = applica(DATORE, FOGLI, atti)
    assert (datore.sospensione_nazionale, datore.limite_esonero_80) == (sospensione, True)
    assert calcola(datore, fogli, data=GIORNO).nazionale.scopertura_dovuta_ora == 0
