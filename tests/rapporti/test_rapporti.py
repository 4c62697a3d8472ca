"""A report from its declaration to page, workbook and accessible PDF, on figures invented here."""

from io import BytesIO

import pdfua
import pikepdf
import pytest
from django import forms
from django.conf import settings
from django.utils.translation import override
from lxml import etree
from openpyxl import load_workbook

from socialabs.archivio.models import FilePrivato
from socialabs.base import pdf as modulo_pdf
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.pdf import (
    PdfNonDisponibile,
    RisorsaEsterna,
    html_del_documento,
    pdf_disponibile,
    percorso_statico,
    scrivi_pdf,
)
from socialabs.lavori.enums import StatoLavoro
from socialabs.lavori.esecuzione import svolgi
from socialabs.lavori.models import Lavoro
from socialabs.rapporti import registro
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.documento import dati_del_pdf
from socialabs.rapporti.grafici import disegna
from socialabs.rapporti.registro import Rapporto
from socialabs.registro.models import Evento
from tests.fabbriche import EnteTitolareFactory


serve_pango = pytest.mark.skipif(not pdf_disponibile(), reason="Pango is not installed on this machine")

GRAFICO = Grafico(
    titolo="Frutti per albero",
    etichetta=lambda r: r["albero"],
    serie=[
        Serie("Raccolti", lambda r: r["raccolti"], Motivo.PIENO),
        Serie("Rimasti", lambda r: r["rimasti"], Motivo.TRATTEGGIO),
    ],
    testo=lambda r: f"{r['raccolti']} di {r['raccolti'] + r['rimasti']}",
)
COLONNE = [
    Colonna("albero", "Albero", lambda r: r["albero"]),
    Colonna("raccolti", "Raccolti", lambda r: r["raccolti"], Formato.INTERO),
]


def tabella(righe, totale=None):
    return Tabella("frutti", "Frutti", COLONNE, righe, totale=totale, grafico=GRAFICO)


RIGHE = [{"albero": "Melo", "raccolti": 30, "rimasti": 10}, {"albero": "Perù & <fico>", "raccolti": 0, "rimasti": 0}]


class Parametri(forms.Form):
    anno = forms.ChoiceField(label="Anno", choices=[("2025", "2025"), ("2026", "2026")], initial="2026")

    def __init__(self, *args, ctx, **kwargs):
        super().__init__(*args, **kwargs)


def risponde(ctx, parametri):
    totale = {"albero": "Totale", "raccolti": 30, "rimasti": 10}
    return Contenuto(
        risposta=f"Nel {parametri['anno']} si sono raccolti 30 frutti.",
        tabelle=[tabella(RIGHE, totale)],
        cifre=[{"etichetta": "Frutti", "valore": "30"}],
        note=["Frutti inventati."],
    )


@pytest.fixture
def rapporto(monkeypatch):
    monkeypatch.setattr(registro, "_rapporti", {})
    rapporto = Rapporto("frutteto", "Il frutteto", "Quanti frutti?", Parametri, risponde, frozenset({"op_cm"}))
    registro.registra(rapporto)
    return rapporto


def test_a_report_is_declared_once(rapporto):
    with pytest.raises(ValueError, match="frutteto"):
        registro.registra(rapporto)


def test_defaults_fill_missing_parameters(rapporto, ctx_di):
    form = rapporto.parametri(ctx_di("op_cm"), {})
    assert form.is_valid()
    assert form.cleaned_data == {"anno": "2026"}


# --- charts -------------------------------------------------------------------------------------------------------
def _svg(righe):
    return etree.fromstring(str(disegna(tabella(righe))).encode())


def test_a_chart_is_named_and_described():
    svg = _svg(RIGHE)
    spazio = {"s": "http://www.w3.org/2000/svg"}
    assert svg.get("role") == "img"
    assert svg.findtext("s:title", namespaces=spazio) == "Frutti per albero"
    assert "Melo: 30 di 40" in svg.findtext("s:desc", namespaces=spazio)


def test_a_chart_needs_no_style_and_tells_series_apart_without_colour():
    svg = _svg(RIGHE)
    assert not svg.xpath("//@style")
    assert not svg.xpath("//*[local-name()='style' or local-name()='script']")
    riempimenti = svg.xpath("//*[local-name()='svg']/*[local-name()='svg']/*[@stroke]/@fill")
    assert riempimenti == ["#0b3d91", "url(#frutti-tratteggio)"]


def test_bars_are_in_proportion():
    larghezze = [int(w) for w in _svg(RIGHE).xpath("//*[local-name()='svg']/*[local-name()='svg']/*[@stroke]/@width")]
    assert larghezze == [360, 120]


def test_no_rows_no_chart():
    assert disegna(tabella([])) == ""


# --- pages --------------------------------------------------------------------------------------------------------
def test_the_page_answers_first_and_is_logged(rapporto, client_di):
    risposta = client_di("op_cm").get("/rapporti/frutteto/?anno=2025")
    assert "Nel 2025 si sono raccolti 30 frutti." in risposta.text
    assert "<svg" in risposta.text
    assert "style=" not in risposta.text
    assert Evento.objects.filter(verbo="rapporto.letto", etichetta="frutteto").count() == 1


def test_a_role_that_may_not_ask_finds_nothing(rapporto, client_di):
    client = client_di("op_cpi")
    assert client.get("/rapporti/frutteto/").status_code == 404
    assert client.get("/rapporti/frutteto/xlsx/").status_code == 404
    assert client.post("/rapporti/frutteto/pdf/").status_code == 404
    assert "Quanti frutti?" not in client.get("/rapporti/").text


def test_the_list_shows_title_and_question(rapporto, client_di):
    assert "Quanti frutti?" in client_di("op_cm").get("/rapporti/").text


def test_wrong_parameters_are_explained_and_nothing_is_computed(rapporto, client_di):
    risposta = client_di("op_cm").get("/rapporti/frutteto/?anno=1800")
    assert risposta.status_code == 200
    assert risposta.context["contenuto"] is None
    assert risposta.context["form"].errors["anno"]


def test_the_workbook_has_tables_total_and_notes(rapporto, client_di):
    risposta = client_di("op_cm").get("/rapporti/frutteto/xlsx/?anno=2025")
    libro = load_workbook(BytesIO(risposta.content))
    assert [[c.value for c in riga] for riga in libro["Frutti"].iter_rows()] == [
        ["Albero", "Raccolti"],
        ["Melo", 30],
        ["Perù & <fico>", 0],
        ["Totale", 30],
    ]
    note = {riga[0].value: riga[1].value for riga in libro["Note e filtri"].iter_rows(min_row=2)}
    assert note["Anno"] == "2025"
    assert note["Avvertenza"] == "Frutti inventati."
    assert Evento.objects.filter(verbo="esportazione", etichetta="frutteto").exists()


# --- PDF ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def archivio(settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path


def _svolgi(lavoro):
    Lavoro.objects.filter(pk=lavoro.pk).update(stato=StatoLavoro.IN_CORSO, battito=lavoro.accodato_il, tentativi=1)
    lavoro.refresh_from_db()
    svolgi(lavoro)
    lavoro.refresh_from_db()
    return lavoro


@serve_pango
def test_the_pdf_is_made_by_a_job_and_downloaded_from_the_archive(rapporto, client_di, archivio):
    client = client_di("op_cm")
    risposta = client.post("/rapporti/frutteto/pdf/", {"anno": "2025"})
    lavoro = Lavoro.objects.get()
    assert risposta.url == lavoro.get_absolute_url()
    _svolgi(lavoro)
    assert lavoro.stato == StatoLavoro.COMPLETATO, lavoro.errore
    documento = client.get(lavoro.url_risultato)
    assert b"".join(documento).startswith(b"%PDF")
    assert FilePrivato.objects.get().scade_il is not None
    assert Evento.objects.filter(verbo="file.scaricato").exists()


@serve_pango
@pytest.mark.parametrize("lingua", ["it", "en"])
def test_the_pdf_is_in_the_language_of_who_asked(rapporto, client_di, archivio, lingua):
    client = client_di("op_cm")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = lingua
    client.post("/rapporti/frutteto/pdf/", {"anno": "2025"})
    with override("it"):
        lavoro = _svolgi(Lavoro.objects.get())
        documento = pikepdf.open(BytesIO(b"".join(client.get(lavoro.url_risultato))))
    assert documento.Root.Lang == lingua


def test_a_job_of_who_lost_the_role_fails_with_a_sentence(rapporto, client_di, archivio):
    client = client_di("op_cm")
    client.post("/rapporti/frutteto/pdf/", {"anno": "2025"})
    client.ctx.appartenenza.ruolo = "op_cpi"
    client.ctx.appartenenza.save()
    lavoro = _svolgi(Lavoro.objects.get())
    assert lavoro.stato == StatoLavoro.FALLITO
    assert "non è più consentito" in lavoro.errore


def test_without_pango_the_job_says_what_to_install(rapporto, client_di, archivio, monkeypatch):
    def manca():
        raise PdfNonDisponibile("manca la libreria Pango sul server: apt-get install libpango-1.0-0")

    monkeypatch.setattr(modulo_pdf, "_weasyprint", manca)
    client_di("op_cm").post("/rapporti/frutteto/pdf/", {"anno": "2025"})
    lavoro = _svolgi(Lavoro.objects.get())
    assert lavoro.stato == StatoLavoro.FALLITO
    assert "apt-get install" in lavoro.errore


@pytest.fixture
def html(rapporto, ctx_di):
    EnteTitolareFactory()
    ctx = ctx_di("op_cm")
    form = rapporto.parametri(ctx, {"anno": "2025"})
    form.is_valid()
    return html_del_documento(
        "rapporti/documento.html", dati_del_pdf(rapporto, rapporto.dati(ctx, form.cleaned_data), form, ctx)
    )


def test_the_document_bears_body_date_parameters_and_author(html):
    for testo in (
        "Provincia della Spezia",
        "Servizio collocamento mirato",
        "Estratto il",
        "Anno: <strong>2025",
        "Ada",
    ):
        assert testo in html


@serve_pango
def test_the_pdf_is_accessible(html):
    with pikepdf.open(BytesIO(scrivi_pdf(html))) as documento:
        radice = documento.Root
        assert str(radice.Lang) == "it"
        assert bool(radice.MarkInfo.Marked)
        assert bool(radice.ViewerPreferences.DisplayDocTitle)
        assert str(documento.docinfo["/Title"]) == "Il frutteto"
        assert documento.open_metadata().get("pdfuaid:part") == "1"
        assert [str(v.title) for v in _segnalibri(documento)] == ["Il frutteto", "Frutti", "Come leggere i dati"]
        ruoli, figure = _albero(radice.StructTreeRoot)
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/Figure"} <= ruoli
        assert figure == ["Frutti per albero"]
        assert _caratteri_non_incorporati(documento) == []


@serve_pango
def test_the_pdf_passes_the_checker(html, tmp_path):
    percorso = tmp_path / "rapporto.pdf"
    percorso.write_bytes(scrivi_pdf(html))
    errori = [f for f in pdfua.validate(percorso).findings if f.severity == pdfua.Severity.ERROR]
    assert errori == []


@serve_pango
def test_a_document_cannot_fetch_anything_else(tmp_path):
    segreto = tmp_path / "segreto.png"
    segreto.write_bytes(b"")
    for indirizzo in (segreto.as_uri(), "https://example.org/a.png", "file:///statici/../manage.py"):
        with pytest.raises(RisorsaEsterna):
            scrivi_pdf(f'<html lang="it"><title>x</title><img alt="x" src="{indirizzo}"></html>')


def test_only_static_files_have_a_path():
    assert percorso_statico("file:///statici/css/documento.css").is_file()
    for indirizzo in (
        "statici:///nessuno.css",
        "statici:///css/../../manage.py",
        "file:///etc/hosts",
        "statici://h/a",
    ):
        with pytest.raises(RisorsaEsterna):
            percorso_statico(f"file:///statici/{indirizzo}")


def _segnalibri(documento):
    with documento.open_outline() as indice:

        def tutti(voci):
            for voce in voci:
                yield voce
                yield from tutti(voce.children)

        return list(tutti(indice.root))


def _albero(nodo):
    ruoli, figure = set(), []

    def visita(elemento):
        if not isinstance(elemento, pikepdf.Dictionary):
            return
        if "/S" in elemento:
            ruoli.add(str(elemento.S))
            if str(elemento.S) == "/Figure":
                figure.append(str(elemento.get("/Alt", "")))
        figli = elemento.get("/K")
        for figlio in figli if isinstance(figli, pikepdf.Array) else [figli]:
            visita(figlio)

    visita(nodo)
    return ruoli, figure


def _caratteri_non_incorporati(documento):
    mancanti = []
    for oggetto in documento.objects:
        if isinstance(oggetto, pikepdf.Dictionary) and oggetto.get("/Type") == pikepdf.Name.FontDescriptor:
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(oggetto.keys()):
                mancanti.append(str(oggetto.FontName))
    return mancanti
