"""What the engine is told survives the journey through JSON, whatever it is."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collocamento.normativa import (
    Ambito,
    Categoria,
    CategoriaEsclusa,
    Causa,
    Compensazione,
    Convenzione,
    DatiProvincia,
    DatoNonValido,
    Datore,
    Esonero,
    Esonero60PerMille,
    Gradualita,
    RigaOraria,
    Sospensione,
    SospensioneNazionale,
    Stato,
    TipoConvenzione,
    Tipologia,
    Verso,
)
from collocamento.normativa.trasporto import come_dict, da_dict


NUMERI = st.integers(0, 500)
GIORNI = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 12, 31)))
RIGHE = st.lists(
    st.builds(RigaOraria, NUMERI, st.integers(1, 2400), NUMERI, st.one_of(st.none(), NUMERI), st.booleans()),
    max_size=2,
).map(tuple)


def di(strategia: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategia, max_size=2).map(tuple)


FOGLI = st.builds(
    DatiProvincia,
    codice=st.sampled_from(["011", "010", "058"]),
    n_totale=NUMERI,
    disabili_ft=NUMERI,
    disabili_pt=RIGHE,
    part_time=RIGHE,
    art18=NUMERI,
    categorie_escluse=di(st.builds(CategoriaEsclusa, NUMERI, st.sampled_from(Ambito), st.just("0001"))),
    esoneri=di(st.builds(Esonero, st.sampled_from(Stato), NUMERI, st.one_of(st.none(), NUMERI), GIORNI)),
    esoneri_60_per_mille=di(st.builds(Esonero60PerMille, NUMERI, NUMERI, GIORNI)),
    sospensioni=di(
        st.builds(
            Sospensione,
            st.sampled_from(Stato),
            st.one_of(st.none(), st.sampled_from(Causa)),
            st.one_of(st.none(), NUMERI),
            st.one_of(st.none(), st.integers(0, 100), st.fractions(0, 100)),
            GIORNI,
        )
    ),
    convenzioni=di(
        st.builds(
            Convenzione,
            st.sampled_from(Stato),
            st.one_of(st.none(), st.sampled_from(TipoConvenzione)),
            NUMERI,
            GIORNI,
            GIORNI,
        )
    ),
    compensazioni=di(st.builds(Compensazione, st.sampled_from(Verso), st.sampled_from(Categoria), NUMERI)),
    gradualita=di(st.builds(Gradualita, NUMERI, GIORNI)),
)
DATORI = st.builds(
    Datore,
    st.sampled_from(Tipologia),
    st.just("011"),
    st.one_of(st.none(), st.builds(SospensioneNazionale, GIORNI)),
    st.booleans(),
)


@given(DATORI, st.lists(FOGLI, max_size=3))
def test_what_was_told_comes_back_the_same(datore: Datore, fogli: list[DatiProvincia]) -> None:
    assert da_dict(json.loads(json.dumps(come_dict(datore, fogli)))) == (datore, fogli)


def test_a_small_sheet_is_a_few_bytes() -> None:
    assert come_dict(Datore(Tipologia.PRIVATO, "011"), [DatiProvincia("011", n_totale=16)]) == {
        "datore": {"tipologia": "A", "provincia_sede": "011"},
        "province": [{"codice": "011", "n_totale": 16}],
    }


def test_a_fraction_stays_exact() -> None:
    foglio = DatiProvincia("011", sospensioni=(Sospensione(Stato.CONCESSO, percentuale=Fraction(100, 3)),))
    scritto = come_dict(Datore(Tipologia.PRIVATO, "011"), [foglio])
    assert da_dict(scritto)[1][0].sospensioni[0].percentuale == Fraction(100, 3)


def test_a_number_that_cannot_be_true_is_refused() -> None:
    with pytest.raises(DatoNonValido, match="n_totale"):
        da_dict(come_dict(Datore(Tipologia.PRIVATO, "011"), []) | {"province": [{"codice": "011", "n_totale": -1}]})
