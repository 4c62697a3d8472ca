"""Typed cells, Italian texts, and nothing that a spreadsheet would run."""

from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from socialabs.base.esportazioni import Colonna, Foglio, Formato, innocuo, scrivi_csv, scrivi_xlsx


COLONNE = [
    Colonna("nome", "Nome", lambda r: r["nome"]),
    Colonna("base", "Base", lambda r: r["base"], Formato.INTERO, nota="Lavoratori computabili"),
    Colonna("quota", "Quota", lambda r: r["quota"], Formato.PERCENTO),
    Colonna("invio", "Invio", lambda r: r["invio"], Formato.DATA),
    Colonna("quando", "Quando", lambda r: r["quando"], Formato.ORA),
    Colonna("tardi", "Tardivo", lambda r: r["tardi"], Formato.SI_NO),
]
RIGA = {
    "nome": "Àncora S.r.l.",
    "base": -3,
    "quota": Fraction(1, 2),
    "invio": date(2026, 1, 31),
    "quando": datetime(2026, 1, 31, 23, 30, tzinfo=UTC),
    "tardi": True,
}
ATTACCHI = [
    "=1+1",
    "+39 0187",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\x00=cmd",
    "\ufeff@x",
    "'=1+1",
    "＝1+1",
]


def _csv(righe):
    return "".join(scrivi_csv(COLONNE, righe))


def test_csv_reads_as_italian_spreadsheets_expect():
    intestazione, riga = _csv([RIGA]).removeprefix("\ufeff").splitlines()
    assert intestazione == "Nome;Base;Quota;Invio;Quando;Tardivo"
    assert riga == "Àncora S.r.l.;-3;50,0 %;31/01/2026;01/02/2026 00:30;Sì"


def test_csv_starts_with_a_byte_order_mark():
    assert _csv([]).startswith("\ufeffNome")


def test_csv_is_a_stream():
    def infinite():
        while True:
            yield RIGA

    righe = scrivi_csv(COLONNE, infinite())
    assert next(righe).startswith("\ufeff")
    assert next(righe) == next(righe)


@pytest.mark.parametrize("attacco", ATTACCHI)
def test_a_formula_is_defused_in_csv(attacco):
    assert innocuo(attacco).startswith("'")
    assert not any(c in innocuo(attacco) for c in "\u200b\x00\ufeff")


@pytest.mark.parametrize("testo", ["Rossi & C. – S.p.A.", "a=b", "L'Aquila", "3-4", "", "à"])
def test_plain_texts_are_left_alone(testo):
    assert innocuo(testo) == testo


def test_xlsx_cells_are_typed():
    libro = load_workbook(BytesIO(scrivi_xlsx([Foglio("Elenco", COLONNE, [RIGA])])))
    valori = [cella.value for cella in libro["Elenco"][2]]
    assert valori == [
        "Àncora S.r.l.",
        -3,
        0.5,
        datetime(2026, 1, 31),
        datetime(2026, 2, 1, 0, 30),
        "Sì",
    ]
    assert libro["Elenco"]["D2"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("attacco", ATTACCHI)
def test_a_formula_is_text_in_xlsx(attacco):
    libro = load_workbook(BytesIO(scrivi_xlsx([Foglio("Elenco", COLONNE, [RIGA | {"nome": attacco}])])))
    cella = libro["Elenco"]["A2"]
    assert cella.data_type == "s"
    assert cella.quotePrefix


def test_xlsx_has_frozen_header_filter_and_notes():
    contenuto = scrivi_xlsx([Foglio("Elenco: a/b", COLONNE, [RIGA, RIGA])], note=[("Anno", 2026)])
    libro = load_workbook(BytesIO(contenuto))
    assert libro.sheetnames == ["Elenco  a b", "Note e filtri"]
    foglio = libro["Elenco  a b"]
    assert foglio.freeze_panes == "A2"
    assert foglio.auto_filter.ref == "A1:F3"
    assert foglio["A1"].font.bold
    assert [[c.value for c in riga] for riga in libro["Note e filtri"].iter_rows(min_row=2)] == [
        ["Anno", "2026"],
        ["Base", "Lavoratori computabili"],
    ]
