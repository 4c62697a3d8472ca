"""Random employers whose sheets hold together: heads are the sum of the kinds of workers."""

from __future__ import annotations

from hypothesis import strategies as st

from collocamento.normativa import (
    Ambito,
    CategoriaEsclusa,
    DatiProvincia,
    Datore,
    Esonero,
    RigaOraria,
    Sospensione,
    Stato,
    Tipologia,
)


CODICI = ["001", "009", "010", "011", "045", "058"]
piccoli = st.integers(0, 4)


@st.composite
def righe(draw, massimo=3):
    elenco = []
    for _ in range(draw(st.integers(0, massimo))):
        contratto = draw(st.sampled_from([2160, 2280, 2400]))
        svolto = draw(st.integers(0, contratto))
        elenco.append(RigaOraria(draw(st.integers(1, 4)), contratto, svolto, draw(st.integers(34, 100))))
    return tuple(elenco)


# Made once: to make a strategy costs more than to draw from it.
RIGHE, RIGA = righe(), righe(1)
ESCLUSI = st.lists(st.builds(CategoriaEsclusa, piccoli, st.sampled_from(list(Ambito))), max_size=2)
SOSPENSIONI = st.lists(st.builds(Sospensione, st.just(Stato.CONCESSO), percentuale=st.integers(0, 100)), max_size=1)
ESONERI = st.lists(st.builds(Esonero, st.sampled_from(list(Stato)), piccoli), max_size=1)


@st.composite
def fogli(draw, codice):
    part_time, intermittenti, disabili_pt, telelavoro_pt = draw(RIGHE), draw(RIGA), draw(RIGHE), draw(RIGA)
    esclusi = tuple(draw(ESCLUSI))
    disabili, telelavoro, art18 = draw(piccoli), draw(piccoli), draw(piccoli)
    a_orario = sum(riga.numero for riga in (*part_time, *intermittenti, *disabili_pt, *telelavoro_pt))
    altri = draw(st.integers(0, 120))
    return DatiProvincia(
        codice,
        n_totale=a_orario + disabili + telelavoro + art18 + sum(c.numero for c in esclusi) + altri,
        disabili_ft=disabili,
        disabili_pt=disabili_pt,
        somministrati_ft=draw(st.integers(0, 1)),
        part_time=part_time,
        intermittenti=intermittenti,
        telelavoro_ft=telelavoro,
        telelavoro_pt=telelavoro_pt,
        categorie_escluse=esclusi,
        art18=art18,
        art18_al_17_01_2000=draw(st.integers(0, art18)),
        esoneri=tuple(draw(ESONERI)),
        sospensioni=tuple(draw(SOSPENSIONI)),
    )


FOGLI = {codice: fogli(codice) for codice in CODICI}


@st.composite
def datori(draw):
    """An employer and its sheets, the registered office among them."""
    codici = draw(st.lists(st.sampled_from(CODICI), min_size=1, max_size=5, unique=True))
    datore = Datore(draw(st.sampled_from([Tipologia.PRIVATO, Tipologia.PUBBLICO])), draw(st.sampled_from(codici)))
    return datore, [draw(FOGLI[codice]) for codice in codici]
