"""Codes that cannot be guessed and can be typed."""

import pytest

from socialabs.documenti.codici import ALFABETO, LUNGHEZZA, leggibile, normalizza, nuovo_codice


def test_a_code_has_eighty_bits_and_no_look_alikes():
    assert len(ALFABETO) ** LUNGHEZZA >= 2**80
    assert not set("ILOU") & set(ALFABETO)
    assert len({nuovo_codice() for _ in range(1000)}) == 1000


def test_what_is_written_is_read_back():
    codice = nuovo_codice()
    assert normalizza(leggibile(codice)) == codice


@pytest.mark.parametrize(
    "testo",
    ["7k3m 9qxw 2btd h0a1", " 7K3M–9QXW–2BTD–HOAl ", "7K3M9QXW2BTDHOAI", "7k3m.9qxw_2btd-h0a1\n"],
)
def test_spaces_case_and_look_alikes_do_not_matter(testo):
    assert normalizza(testo) == "7K3M9QXW2BTDH0A1"


@pytest.mark.parametrize("testo", ["", "7K3M", "7K3M9QXW2BTDH0A11", "7K3M9QXW2BTDH0A*", "X" * 10_000, "７" * 16])
def test_what_is_no_code_is_none(testo):
    assert normalizza(testo) is None
