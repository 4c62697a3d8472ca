"""A small count of people is nowhere: not on the page nor in its charts and sentences, not in any file, not frozen."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import settings as dosi
from hypothesis import strategies as st
from openpyxl import load_workbook

from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.pdf import html_del_documento
from socialabs.rapporti.contenuto import Cella, Contenuto, Frase, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.documento import archivio_csv, cartella_xlsx, dati_del_pdf
from socialabs.rapporti.estratto import Nascosta
from socialabs.rapporti.pubblicazione import estrai
from socialabs.rapporti.riservatezza import Riserbo
from socialabs.rapporti.soppressione import Ragione


SEGRETO = 4  # written nowhere else in these figures
COLONNE = [
    Colonna("comune", "Comune", lambda r: r["comune"]),
    Colonna("uomini", "Uomini", lambda r: r["uomini"], Formato.INTERO, persone=True),
    Colonna("donne", "Donne", lambda r: r["donne"], Formato.INTERO, persone=True),
    Colonna("tutti", "In tutto", lambda r: r["uomini"] + r["donne"], Formato.INTERO, persone=True),
    Colonna("quota", "Donne su tutti", lambda r: Fraction(r["donne"], r["uomini"] + r["donne"]), Formato.PERCENTO),
    Colonna("sedi", "Sedi", lambda r: r["sedi"], Formato.INTERO),
]
RELAZIONE = {"uomini": 1, "donne": 1, "tutti": -1}


def riga(comune, uomini, donne, sedi=1):
    return {"comune": comune, "uomini": uomini, "donne": donne, "sedi": sedi}


RIGHE = [riga("Arcola", 70, 88, 2), riga("Sarzana", 61, 57, 3), riga("Lerici", 50, SEGRETO, 1)]
TOTALE = riga("Totale", 181, 149, 6)


def grafico(*colonne):
    return Grafico(
        "Iscritti",
        lambda r: r["comune"],
        [
            Serie("Uomini", lambda r: r["uomini"], Motivo.PIENO, *colonne[:1]),
            Serie("Donne", lambda r: r["donne"], Motivo.TRATTEGGIO, *colonne[1:]),
        ],
        lambda r: f"{r['donne']} donne",
    )


def tavola(chiave="iscritti", righe=RIGHE, totale=TOTALE, disegno=None, **altro):
    fissi = {"relazioni": [RELAZIONE], "derivate": {"quota": ("donne", "tutti")}, "ordine_naturale": True}
    return Tabella(
        chiave, "Iscritti", COLONNE, righe, totale=totale, grafico=disegno or grafico(), **{**fissi, **altro}
    )


def contenuto(**altro):
    campi = {"risposta": "Gli iscritti sono 330.", "tabelle": [tavola()]}
    return Contenuto(**{**campi, **altro})


@pytest.fixture
def estratto_di(cambia_rapporto, form_di):
    def estratto(risposta, **campi):
        rapporto = cambia_rapporto(dati=lambda ctx, parametri: risposta, **campi)
        form, ctx = form_di(rapporto)
        return estrai(rapporto, ctx, form)

    return estratto


def valori(estratto, n=0):
    return [[str(v) for v in riga] for riga in estratto.tavole[n].tabella.righe_e_totale]


def test_the_small_count_and_what_gives_it_away_are_hidden_in_the_table(estratto_di):
    estratto = estratto_di(contenuto())
    per_comune = {riga[0]: riga for riga in valori(estratto)}
    assert per_comune["Lerici"][2] == "<5"
    nascoste = [v for riga in per_comune.values() for v in riga if v in ("<5", "ris.")]
    # Four cells at the corners of a square, and the ratios made of them.
    assert len(nascoste) == estratto.nascoste + sum(r[4] == "ris." for r in per_comune.values())
    assert estratto.nascoste == 4
    assert per_comune["Lerici"][4] == "ris."
    assert per_comune["Lerici"][5] == "1"
    assert per_comune["Totale"][1:] == ["181", "149", "330", "0.45151515151515154", "6"]


def test_nothing_that_leaves_the_report_tells_the_hidden_count(estratto_di, client_di, rapporto, ctx_di):
    """Every output, searched for the figure and for the ratio that gives it away."""
    estratto = estratto_di(contenuto(cifre=[{"etichetta": "Iscritti", "valore": 330}]))
    origine = [("Estratto da", "Ada")]
    libro = load_workbook(BytesIO(cartella_xlsx(estratto, origine)))
    celle = {str(c.value) for foglio in libro for r in foglio.iter_rows() for c in r}
    with ZipFile(BytesIO(archivio_csv(estratto, origine))) as archivio:
        celle |= {c for riga in archivio.read("iscritti.csv").decode().splitlines() for c in riga.split(";")}
    assert "<5" in celle
    assert not {str(SEGRETO), "4,0", "50", "7,4 %", str(SEGRETO / 54)} & celle
    pagina = client_di("op_cm").get("/rapporti/frutteto/?anno=2025").text
    foglio = html_del_documento("rapporti/documento.html", dati_del_pdf(estratto, origine))
    for testo in (pagina, foglio, estratto.in_json()):
        assert "4 donne" not in testo and f">{SEGRETO}<" not in testo and "7,4" not in testo and ",4," not in testo
        assert "I conteggi di persone da 1 a meno di 5 sono nascosti" in testo or testo.startswith("{")


def test_the_chart_leaves_out_the_rows_it_may_not_show(estratto_di):
    voci = {v.etichetta: v for v in estratto_di(contenuto()).tavole[0].figura.voci}
    assert voci["Lerici"].valori == [None, None]
    assert voci["Lerici"].testo == "dato riservato"
    assert voci["Arcola"].valori == [70, 88]


def test_a_chart_that_names_its_columns_leaves_out_less(estratto_di):
    tabella = tavola(disegno=grafico("uomini", "donne"), relazioni=[], totale=None)
    estratto = estratto_di(contenuto(tabelle=[tabella]))
    voci = {v.etichetta: v for v in estratto.tavole[0].figura.voci}
    assert voci["Lerici"].valori == [50, None]
    assert voci["Lerici"].testo == "Uomini 50, Donne ris."


def test_rows_in_order_of_a_hidden_count_do_not_tell_it_by_their_place(estratto_di):
    righe = [riga("Arcola", 90, 0), riga("Lerici", 31, 0), riga("Ameglia", 30, 0), riga("Zignago", 3, 0)]
    estratto = estratto_di(
        contenuto(tabelle=[tavola(righe=righe, totale=riga("Totale", 154, 0), ordine_naturale=False)])
    )
    nomi = [riga[0] for riga in valori(estratto)]
    assert nomi == ["Arcola", "Lerici", "Ameglia", "Zignago", "Totale"]
    righe[1], righe[2] = riga("Lerici", 6, 0), riga("Ameglia", 30, 0)
    righe.sort(key=lambda r: -r["uomini"])
    estratto = estratto_di(
        contenuto(tabelle=[tavola(righe=righe, totale=riga("Totale", 129, 0), ordine_naturale=False)])
    )
    assert [riga[0] for riga in valori(estratto)][2:4] == ["Lerici", "Zignago"]
    assert [v.etichetta for v in estratto.tavole[0].figura.voci][2:] == ["Lerici", "Zignago"]


def test_a_ratio_that_nobody_declared_falls_with_any_cell_of_its_row_or_of_the_total(estratto_di):
    righe = [riga("Arcola", 4, 4)]
    estratto = estratto_di(contenuto(tabelle=[tavola(righe=righe, totale=riga("Totale", 4, 4), derivate={})]))
    assert all(r[4] == "ris." for r in valori(estratto))


def test_two_tables_with_the_same_total_protect_each_other(estratto_di):
    """The second prints no total, yet its rows sum to that of the first."""
    prima = tavola("per_comune", [riga("Arcola", 40, 0), riga("Lerici", 60, 0)], riga("Totale", 100, 0))
    seconda = tavola("per_eta", [riga("Giovani", 3, 0), riga("Adulti", 97, 0)], None)
    estratto = estratto_di(contenuto(tabelle=[prima, seconda]))
    assert [r[1] for r in valori(estratto, 1)] == ["<5", "ris."]
    assert [r[1] for r in valori(estratto, 0)] == ["40", "60", "100"]


def test_a_total_that_is_a_year_of_another_table_stays_hidden_there_too(estratto_di):
    dettaglio = tavola("comuni", [riga("Arcola", 4, 0), riga("Lerici", 4, 0)], riga("Totale", 8, 0))
    anni = tavola("anni", [riga("2024", 20, 0), riga("2025", 8, 0)], None)
    estratto = estratto_di(contenuto(tabelle=[dettaglio, anni]))
    assert [r[1] for r in valori(estratto, 0)] == ["<5", "<5", "ris."]
    assert [r[1] for r in valori(estratto, 1)] == ["20", "ris."]


def test_a_row_told_in_detail_elsewhere_is_protected_where_it_is_declared(estratto_di):
    prima = tavola("zone", [riga("Golfo", 50, 0), riga("Magra", 60, 0)], None)
    maschi = [COLONNE[0], replace(COLONNE[1], chiave="maschi")]
    seconda = Tabella("golfo", "Il golfo", maschi, [riga("Lerici", 3, 0), riga("Spezia", 47, 0)], ordine_naturale=True)
    risposta = contenuto(tabelle=[prima, seconda])
    assert [r[1] for r in valori(estratto_di(risposta), 1)] == ["<5", "47"]
    risposta = contenuto(
        tabelle=[prima, seconda], relazioni=[{Cella("zone", "uomini", 0): 1, Cella("golfo", "maschi"): -1}]
    )
    assert [r[1] for r in valori(estratto_di(risposta), 1)] == ["<5", "ris."]


def test_headline_figures_follow_the_cells_they_are(estratto_di):
    totale = riga("Totale", 4, 4)
    cifre = [
        {"etichetta": "Uomini", "valore": 4, "cella": Cella("iscritti", "uomini"), "nota": "quattro"},
        {"etichetta": "Persone", "valore": "8"},
        {"etichetta": "Stranieri", "valore": 2, "persone": True},
        {"etichetta": "Donne", "valore": "50,0 %"},
        {"etichetta": "Anno", "valore": "2,5", "persone": False},
        {"etichetta": "Sedi", "valore": 6, "tipo": "warning"},
    ]
    estratto = estratto_di(contenuto(tabelle=[tavola(righe=[riga("Arcola", 4, 4)], totale=totale)], cifre=cifre))
    assert [c["valore"] for c in estratto.cifre] == ["<5", "ris.", "<5", "ris.", "2,5", "6"]
    assert "nota" not in estratto.cifre[0] and estratto.cifre[5]["tipo"] == "warning"


def test_a_plain_sentence_gives_way_where_it_might_tell_a_hidden_figure(estratto_di):
    assert estratto_di(contenuto()).risposta == "Gli iscritti sono 330."
    for frase in ("A Lerici 4 donne.", "A Sarzana 61 uomini e 57 donne, a Lerici 50 e 4."):
        assert "La risposta è nelle tabelle" in estratto_di(contenuto(risposta=frase)).risposta


def test_a_sentence_with_its_cells_says_what_the_table_shows(estratto_di):
    frase = Frase(
        "A Lerici %(donne)s donne su %(tutti)s iscritti in %(anno)s.",
        {"donne": Cella("iscritti", "donne", 2), "tutti": Cella("iscritti", "tutti"), "anno": "provincia"},
    )
    assert estratto_di(contenuto(risposta=frase)).risposta == "A Lerici <5 donne su 330 iscritti in provincia."


def test_without_people_nothing_is_hidden_nor_explained(estratto_di):
    colonne = [COLONNE[0], Colonna("sedi", "Sedi", lambda r: r["sedi"], Formato.INTERO)]
    estratto = estratto_di(contenuto(tabelle=[Tabella("sedi", "Sedi", colonne, RIGHE)]))
    assert estratto.soglia is None and estratto.nascoste == 0
    assert [r[1] for r in valori(estratto)] == ["2", "3", "1"]


def test_a_report_may_ask_for_a_lower_threshold(estratto_di):
    assert estratto_di(contenuto(), soglia=3).nascoste == 0


def test_the_same_question_hides_the_same_cells(estratto_di):
    assert estratto_di(contenuto()).tavole[0].tabella.righe == estratto_di(contenuto()).tavole[0].tabella.righe


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=1, max_size=5))
@dosi(max_examples=80, deadline=None)
def test_every_small_count_of_any_table_is_hidden_with_its_ratio(coppie):
    righe = [riga(f"Comune {n}", u, d) for n, (u, d) in enumerate(coppie)]
    totale = riga("Totale", *map(sum, zip(*coppie, strict=True)))
    tabella = tavola(righe=righe, totale=totale)
    riserbo = Riserbo(contenuto(tabelle=[tabella]), 5)
    for n, r in [*enumerate(righe), (None, totale)]:
        for colonna in COLONNE[1:4]:
            valore, ragione = colonna.valore(r), riserbo.ragione(tabella, colonna, n)
            assert ragione is not None or not 0 < valore < 5
            assert valore > 0 or ragione is None
        fatta_di = [riserbo.ragione(tabella, c, n) for c in COLONNE[2:4]]
        assert (riserbo.ragione(tabella, COLONNE[4], n) is not None) == any(fatta_di)


def test_a_hidden_figure_is_written_the_same_everywhere():
    assert [str(Nascosta(r, 5)) for r in Ragione] == ["<5", "ris."]
