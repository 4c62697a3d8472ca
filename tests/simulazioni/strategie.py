"""Random changes that can always be made: nothing is taken away that is not there."""

from datetime import date

from hypothesis import strategies as st

from collocamento.normativa import Categoria, Causa, FasciaIncentivo, TipoConvenzione
from collocamento.simulazioni.variazioni import (
    RIDOTTO,
    Assunzione,
    Autocertificazione,
    Cessazione,
    ConvenzioneConTerzi,
    ConvenzioneDiProgramma,
    EsoneroParziale,
    Gruppo,
    Istituto,
    Orario,
    Personale,
    SospensioneDellObbligo,
    SpostamentoFraProvince,
)


PROVINCE = st.sampled_from(["010", "011", "058"])
POCHI = st.integers(1, 5)
FINE = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
MINUTI = st.integers(60, 2399)

AGGIUNTE = st.one_of(
    st.builds(Personale, PROVINCE, st.sampled_from(Gruppo), POCHI),
    st.builds(Personale, PROVINCE, st.sampled_from(list(RIDOTTO)), POCHI, st.just(2400), MINUTI),
    st.builds(
        Assunzione,
        PROVINCE,
        POCHI,
        st.sampled_from(Categoria),
        st.just(2400),
        st.one_of(st.just(2400), MINUTI),
        st.one_of(st.none(), st.integers(34, 100)),
        st.one_of(st.none(), st.sampled_from(FasciaIncentivo)),
        st.one_of(st.none(), st.integers(500, 3000)),
    ),
    st.builds(ConvenzioneDiProgramma, PROVINCE, POCHI, FINE),
    st.builds(
        ConvenzioneConTerzi, PROVINCE, st.sampled_from([TipoConvenzione.ART12BIS, TipoConvenzione.ART14]), POCHI
    ),
    st.builds(EsoneroParziale, PROVINCE, POCHI, FINE),
    st.builds(Autocertificazione, PROVINCE, POCHI, POCHI),
    st.builds(SpostamentoFraProvince, st.just("010"), st.just("011"), POCHI, st.sampled_from(Categoria)),
    st.builds(SospensioneDellObbligo, PROVINCE, st.sampled_from(Causa), st.integers(1, 100), FINE),
)
QUALUNQUE = st.one_of(
    AGGIUNTE,
    st.builds(Personale, PROVINCE, st.sampled_from(Gruppo), st.integers(-5, -1)),
    st.builds(Cessazione, PROVINCE, st.sampled_from(Istituto)),
    st.builds(Orario, PROVINCE, st.sampled_from(list(RIDOTTO)), POCHI, st.just(2400), st.just(2400), MINUTI),
)
