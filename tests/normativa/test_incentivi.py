"""The incentive of art. 13: exact shares, and no length where none is verified."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collocamento.normativa import DatoNonValido, FasciaIncentivo, ParametroNonVerificato, incentivo_art13, render


GIORNO = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("fascia", "mensile", "totale"),
    [(FasciaIncentivo.OLTRE_79, "1085", "39060"), (FasciaIncentivo.DA_67_A_79, "542.5", "19530")],
)
def test_a_share_of_the_gross_pay_for_so_many_months(fascia, mensile, totale):
    incentivo = incentivo_art13(fascia, 1550, GIORNO)
    assert (incentivo.mensile, incentivo.mesi, incentivo.totale) == (Decimal(mensile), 36, Decimal(totale))
    assert incentivo.passi[-1].valore == incentivo.totale


def test_a_length_not_verified_gives_no_total():
    incentivo = incentivo_art13(FasciaIncentivo.PSICHICA, 1500, GIORNO)
    assert incentivo.mensile == 1050
    assert incentivo.mesi is None and incentivo.totale is None
    assert [render(passo).formula for passo in incentivo.passi] == ["70% di 1.500,00 € = 1.050,00 € al mese"]


def test_what_cannot_be_is_refused():
    with pytest.raises(DatoNonValido):
        incentivo_art13(FasciaIncentivo.OLTRE_79, -1, GIORNO)
    with pytest.raises(ParametroNonVerificato):
        incentivo_art13(FasciaIncentivo.OLTRE_79, 1500, date(2010, 1, 1))
