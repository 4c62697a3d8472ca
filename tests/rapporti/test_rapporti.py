"""A report from its declaration to page, workbook and accessible PDF, on figures invented here."""

import dataclasses
import datetime
from io import BytesIO
from zipfile import ZipFile

import pdfua
import pikepdf
import pytest
import time_machine
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import override
from lxml import etree
from openpyxl import load_workbook

from socialabs.archivio.models import FilePrivato
from socialabs.base import pdf as modulo_pdf
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
from socialabs.rapporti.contenuto import Contenuto
from socialabs.rapporti.documento import chiesto_da, dati_del_pdf
from socialabs.rapporti.parametri import (
    da_interrogazione,
    diversi_dal_consueto,
    interrogazione,
    parametri_leggibili,
)
from socialabs.rapporti.pubblicazione import estrai
from socialabs.registro.models import Evento
from tests.fabbriche import EnteTitolareFactory
from tests.rapporti.frutteto import tabella


serve_pango = pytest.mark.skipif(not pdf_disponibile(), reason="Pango is not installed on this machine")


def test_a_report_is_declared_once(rapporto):
    with pytest.raises(ValueError, match="frutteto"):
        registro.registra(rapporto)


def test_defaults_fill_missing_parameters(rapporto, ctx_di):
    form = rapporto.parametri(ctx_di("op_cm"), {})
    assert form.is_valid()
    assert form.cleaned_data == {"anno": "2026"}


# --- pages --------------------------------------------------------------------------------------------------------
def test_every_form_of_a_report_can_be_sent(rapporto, client_di):
    client = client_di("op_cm")
    client.handler.enforce_csrf_checks = True
    moduli = etree.HTML(client.get("/rapporti/frutteto/").text).xpath("//main//form[@method='post']")
    assert len(moduli) == 2
    for modulo in moduli:
        campi = {i.get("name"): i.get("value") for i in modulo.xpath(".//input[@type='hidden']")}
        assert client.post(modulo.get("action"), campi).status_code == 302


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
    assert risposta.context["estratto"] is None
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


def test_the_csv_is_a_table_each_and_notes_and_runs_no_formula(rapporto, cambia_rapporto, client_di):
    righe = [{"albero": "=1+1", "raccolti": -3, "rimasti": 0}]
    cambia_rapporto(
        dati=lambda ctx, p: Contenuto(risposta="Uno.", tabelle=[tabella(righe)], note=["Frutti inventati."])
    )
    risposta = client_di("op_cm").get("/rapporti/frutteto/csv/?anno=2025")
    with ZipFile(BytesIO(risposta.content)) as archivio:
        assert archivio.namelist() == ["frutti.csv", "note.csv"]
        assert archivio.read("frutti.csv").decode("utf-8-sig").splitlines() == ["Albero;Raccolti", "'=1+1;-3"]
        note = archivio.read("note.csv").decode()
    for testo in (
        "Quanti frutti?",
        "Anno;2025",
        "Frutti inventati.",
        "Raccolti;Quelli nella cesta.",
        "Estratto da;Ada",
    ):
        assert testo in note
    assert Evento.objects.filter(verbo="esportazione", etichetta="frutteto").exists()


def test_a_text_where_a_number_was_expected_is_no_formula_either(rapporto, cambia_rapporto, client_di):
    righe = [{"albero": "Melo", "raccolti": "=1+1", "rimasti": 0}]
    cambia_rapporto(dati=lambda ctx, p: Contenuto(risposta="Uno.", tabelle=[tabella(righe, grafico=None)]))
    risposta = client_di("op_cm").get("/rapporti/frutteto/csv/")
    with ZipFile(BytesIO(risposta.content)) as archivio:
        assert b"Melo;'=1+1" in archivio.read("frutti.csv")


def test_every_table_says_what_its_columns_are_when_it_was_read_and_by_which_code(rapporto, client_di, settings):
    settings.VERSIONE = "9.8.7"
    with time_machine.travel("2026-03-02T09:30:00Z", tick=False):
        pagina = client_di("op_cm").get("/rapporti/frutteto/?anno=2025").text
    assert "Quelli nella cesta." in pagina
    assert "Estratto il 02/03/2026 10:30, SOCIALABS 9.8.7." in pagina


def test_the_permalink_is_complete_and_gives_the_same_page(rapporto, client_di):
    client = client_di("op_cm")
    prima = client.get("/rapporti/frutteto/")
    assert prima.context["permalink"] == "http://testserver/rapporti/frutteto/?anno=2026"
    dopo = client.get(prima.context["permalink"])
    assert dopo.context["estratto"].risposta == prima.context["estratto"].risposta
    assert dopo.context["permalink"] == prima.context["permalink"]


def test_parameters_of_every_kind_survive_the_address(rapporto, ctx_di):
    class Ricco(forms.Form):
        dal = forms.DateField(initial=datetime.date(2025, 1, 31))
        quali = forms.MultipleChoiceField(choices=[("a", "Mele"), ("b", "Pere"), ("c", "Uva")], initial=["a"])
        anno = forms.TypedChoiceField(choices=[("2025", "duemilaventicinque")], coerce=int, initial="2025")

        def __init__(self, *args, ctx, **kwargs):
            super().__init__(*args, **kwargs)

    ctx, ricco = ctx_di("op_cm"), dataclasses.replace(rapporto, modulo=Ricco)
    form = ricco.parametri(ctx, QueryDict("quali=b&quali=c"))
    assert form.is_valid()
    assert interrogazione(form) == "dal=2025-01-31&quali=b&quali=c&anno=2025"
    assert diversi_dal_consueto(form) == "quali=b&quali=c"
    stesso = ricco.parametri(ctx, da_interrogazione(interrogazione(form)))
    assert stesso.is_valid() and stesso.cleaned_data == form.cleaned_data
    assert [valore for _nome, valore in parametri_leggibili(form)] == ["31/01/2025", "Pere, Uva", "duemilaventicinque"]


def test_reports_stand_under_their_heading_and_are_found_by_words(rapporto, client_di):
    for n in range(15):
        nuovo = dataclasses.replace(rapporto, chiave=f"orto-{n}", titolo=f"L'orto {n}", gruppo="Orti")
        registro.registra(nuovo)
    client = client_di("op_cm")
    gruppi = client.get("/rapporti/").context["gruppi"]
    assert [(nome, len(rapporti)) for nome, rapporti in gruppi] == [("Orti", 15), ("Altri rapporti", 1)]
    trovati = client.get("/rapporti/?q=ORTO 7")
    assert [r.chiave for _nome, rapporti in trovati.context["gruppi"] for r in rapporti] == ["orto-7"]
    assert "Nessun rapporto con queste parole" in client.get("/rapporti/?q=zucche").text


def test_a_page_of_this_room_is_no_report(rapporto):
    with pytest.raises(ValueError, match="invii"):
        registro.registra(dataclasses.replace(rapporto, chiave="invii"))


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
def html(rapporto, form_di):
    EnteTitolareFactory()
    form, ctx = form_di(rapporto)
    return html_del_documento("rapporti/documento.html", dati_del_pdf(estrai(rapporto, ctx, form), chiesto_da(ctx)))


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
