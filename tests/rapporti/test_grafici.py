"""Charts: named and told in words, drawn in proportion, with fills that hold in grey and for colour-blind eyes."""

from itertools import combinations

import pytest
from lxml import etree

from socialabs.rapporti.contenuto import Grafico, Motivo, Serie, TipoGrafico
from socialabs.rapporti.estratto import Figura, Voce
from socialabs.rapporti.grafici import SEGNI, disegna, disegna_figura
from tests.rapporti.frutteto import RIGHE, tabella


NS = {"s": "http://www.w3.org/2000/svg"}
ANNI = [
    {"anno": 2023, "raccolti": 40, "rimasti": 10},
    {"anno": 2024, "raccolti": 0, "rimasti": 25},
    {"anno": 2025, "raccolti": 80, "rimasti": 5},
]


def negli_anni(tipo):
    return Grafico(
        titolo="Frutti negli anni",
        etichetta=lambda r: str(r["anno"]),
        serie=[
            Serie("Raccolti", lambda r: r["raccolti"], Motivo.PIENO),
            Serie("Rimasti", lambda r: r["rimasti"], Motivo.TRATTEGGIO),
        ],
        testo=lambda r: f"{r['raccolti']} raccolti",
        tipo=tipo,
    )


def _svg(righe, **altro):
    return etree.fromstring(str(disegna(tabella(righe, **altro))).encode())


def test_a_chart_is_named_and_described():
    svg = _svg(RIGHE)
    assert svg.get("role") == "img"
    assert svg.findtext("s:title", namespaces=NS) == "Frutti per albero"
    assert "Melo: 30 di 40" in svg.findtext("s:desc", namespaces=NS)


def test_a_chart_tells_series_apart_without_colour():
    riempimenti = _svg(RIGHE).xpath("//*[local-name()='svg']/*[local-name()='svg']/*[@stroke]/@fill")
    assert riempimenti == ["#0b3d91", "url(#frutti-tratteggio)"]


@pytest.mark.parametrize("tipo", TipoGrafico)
def test_no_chart_needs_style_or_script_and_every_pattern_it_names_is_there(tipo):
    svg = _svg(ANNI, grafico=negli_anni(tipo))
    assert not svg.xpath("//@style")
    assert not svg.xpath("//*[local-name()='style' or local-name()='script']")
    nominati = {fill[5:-1] for fill in svg.xpath("//@fill") if fill.startswith("url(#")}
    assert nominati <= set(svg.xpath("//*[local-name()='pattern']/@id"))
    assert svg.xpath("//*[local-name()='desc']")[0].text.startswith("2023: 40 raccolti")


def test_bars_are_in_proportion():
    larghezze = [int(w) for w in _svg(RIGHE).xpath("//*[local-name()='svg']/*[local-name()='svg']/*[@stroke]/@width")]
    assert larghezze == [360, 120]


def rettangoli(svg):
    return [
        (r.get("fill"), float(r.get("x")), float(r.get("y")), float(r.get("height")))
        for r in svg.xpath("/s:svg/s:rect[@stroke]", namespaces=NS)
    ][2:]


def test_columns_stand_side_by_side_in_proportion_and_bear_their_figure():
    svg = _svg(ANNI, grafico=negli_anni(TipoGrafico.COLONNE))
    alte = [h for _fill, _x, _y, h in rettangoli(svg)]
    # The axis goes to 80; a zero has no column.
    assert alte == [100.0, 25.0, 62.5, 200.0, 12.5]
    assert {"40", "25", "80"} <= {t.text for t in svg.xpath("//s:text", namespaces=NS)}


def test_stacked_columns_stand_on_one_another():
    primo, secondo, *_altri = rettangoli(_svg(ANNI, grafico=negli_anni(TipoGrafico.IMPILATE)))
    assert primo[1] == secondo[1]
    assert secondo[2] + secondo[3] == primo[2]


def test_lines_join_the_years_and_stop_at_a_hidden_one():
    serie = [("Raccolti", Motivo.PIENO)]
    voci = [Voce(str(n), "", [valore]) for n, valore in enumerate([10, 20, None, 30])]
    svg = etree.fromstring(str(disegna_figura("x", Figura("Anni", TipoGrafico.LINEE, serie, voci))).encode())
    spezzate = [p.get("points").split() for p in svg.xpath("//s:polyline", namespaces=NS)]
    assert [len(punti) for punti in spezzate] == [2, 1]
    assert svg.xpath("//s:text[. = 'ris.']", namespaces=NS)


def test_a_long_series_of_years_keeps_the_latest_and_says_so():
    righe = [{"anno": anno, "raccolti": 1, "rimasti": 1} for anno in range(2000, 2026)]
    svg = _svg(righe, grafico=negli_anni(TipoGrafico.LINEE))
    testi = [t.text for t in svg.xpath("//s:text", namespaces=NS)]
    assert "2025" in testi and "2013" not in testi
    assert "Altre 14 voci sono nella tabella." in testi


def test_numbers_of_the_drawing_are_not_written_as_italians_write_them():
    svg = _svg(ANNI, grafico=negli_anni(TipoGrafico.LINEE))
    for nome in ("x", "y", "width", "height"):
        assert all("," not in valore for valore in svg.xpath(f"//@{nome}"))


def test_no_rows_no_chart():
    assert disegna(tabella([])) == ""


# --- colours ----------------------------------------------------------------------------------------------------
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
OCCHI = {
    "ordinario": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "grigio": [[0.2126, 0.7152, 0.0722]] * 3,
}


def lineare(colore):
    canali = [int(colore[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canali]


def chiarezza(motivo, occhio):
    """The relative luminance of a fill seen from afar, where its texture melts into one tint."""
    segno = SEGNI[motivo]
    visto = [sum(m * c for m, c in zip(riga, lineare(segno.inchiostro), strict=True)) for riga in OCCHI[occhio]]
    inchiostro = sum(p * min(1, max(0, c)) for p, c in zip((0.2126, 0.7152, 0.0722), visto, strict=True))
    return segno.copertura * inchiostro + (1 - segno.copertura)


@pytest.mark.parametrize("occhio", OCCHI)
def test_any_two_fills_differ_by_more_than_their_hue(occhio):
    for uno, altro in combinations(Motivo, 2):
        chiaro, scuro = sorted((chiarezza(uno, occhio), chiarezza(altro, occhio)), reverse=True)
        assert (chiaro + 0.05) / (scuro + 0.05) > 1.15, (uno, altro)
