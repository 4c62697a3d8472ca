"""Frozen figures: exactly what was shown, for good, with the name of who answers for them."""

import hashlib
import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from lxml import etree
from openpyxl import load_workbook

from socialabs.base.pdf import html_del_documento
from socialabs.lavori.models import Lavoro
from socialabs.rapporti.azioni.istantanee import approva, congela
from socialabs.rapporti.confronto import confronta
from socialabs.rapporti.contenuto import Contenuto
from socialabs.rapporti.documento import dati_del_pdf
from socialabs.rapporti.errori import GiaApprovata
from socialabs.rapporti.estratto import da_json
from socialabs.rapporti.lavori import _figure
from socialabs.rapporti.models import Approvazione, Istantanea
from socialabs.registro.models import Evento
from tests.rapporti.frutteto import RIGHE, tabella


@pytest.fixture
def istantanea(rapporto, form_di):
    form, ctx = form_di(rapporto)
    return congela(rapporto, form, ctx=ctx, nota="Per la relazione")


@pytest.fixture
def altra_risposta(cambia_rapporto):
    """From now on the report answers otherwise."""

    def cambia():
        righe = [{**RIGHE[0], "raccolti": 33}, {"albero": "Pero", "raccolti": 1, "rimasti": 0}]
        totale = {"albero": "Totale", "raccolti": 34, "rimasti": 0}
        nuova = Contenuto(
            risposta="Ora 34.", tabelle=[tabella(righe, totale)], cifre=[{"etichetta": "Frutti", "valore": "34"}]
        )
        cambia_rapporto(dati=lambda ctx, parametri: nuova)

    return cambia


def test_freezing_keeps_parameters_code_digest_who_when_and_why(rapporto, client_di, settings):
    settings.VERSIONE = "9.8.7"
    client = client_di("op_cm")
    risposta = client.post("/rapporti/frutteto/congela/", {"anno": "2025", "nota": "Per la relazione"})
    istantanea = Istantanea.objects.get()
    assert risposta.url == istantanea.get_absolute_url()
    assert istantanea.impronta == hashlib.sha256(istantanea.contenuto.encode()).hexdigest()
    assert (istantanea.interrogazione, istantanea.codice) == ("anno=2025", "9.8.7")
    assert (istantanea.congelata_da, istantanea.nota) == (client.ctx.utente, "Per la relazione")
    assert json.loads(istantanea.contenuto)["tavole"][0]["totale"] == ["Totale", 30]
    assert Evento.objects.filter(verbo="rapporto.congelato", oggetto_id=istantanea.pk).exists()


def test_a_form_sent_twice_freezes_once(rapporto, client_di):
    client, chiave = client_di("op_cm"), "0190a5b2-0000-7000-8000-000000000001"
    prima, seconda = (
        client.post("/rapporti/frutteto/congela/", {"anno": "2025", "chiave_idempotenza": chiave}) for _ in range(2)
    )
    assert prima.url == seconda.url
    assert Istantanea.objects.count() == 1


def test_figures_come_back_from_their_text_as_they_were(istantanea):
    assert da_json(istantanea.contenuto).in_json() == istantanea.contenuto


def test_every_output_shows_the_figures_of_that_day(istantanea, altra_risposta, client_di):
    altra_risposta()
    client = client_di("responsabile")
    indirizzo = istantanea.get_absolute_url()
    pagina = client.get(indirizzo)
    assert "Nel 2025 si sono raccolti 30 frutti." in pagina.text and "Ora 34." not in pagina.text
    assert istantanea.impronta in pagina.text and "Quelli nella cesta." in pagina.text
    libro = load_workbook(BytesIO(client.get(f"{indirizzo}xlsx/").content))
    assert [c.value for c in libro["Frutti"][4]] == ["Totale", 30]
    note = {riga[0].value: riga[1].value for riga in libro["Note e filtri"].iter_rows(min_row=2)}
    assert note["Impronta SHA-256"] == istantanea.impronta and note["Approvate da"] == "non ancora"
    with ZipFile(BytesIO(client.get(f"{indirizzo}csv/").content)) as archivio:
        assert "Totale;30" in archivio.read("frutti.csv").decode()
    client.post(f"{indirizzo}pdf/")
    estratto, origine = _figure(Lavoro.objects.get().argomenti, client.ctx)
    foglio = html_del_documento("rapporti/documento.html", dati_del_pdf(estratto, origine))
    assert "si sono raccolti 30 frutti" in foglio and istantanea.impronta in foglio


# --- nobody changes them --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tabella_sql", ["rapporti_istantanea", "rapporti_approvazione"])
@pytest.mark.parametrize("sql", ["update {t} set creato_il = now()", "delete from {t}", "truncate {t} cascade"])
def test_the_web_role_may_not_touch_them(istantanea, ctx_di, tabella_sql, sql):
    approva(istantanea, ctx=ctx_di("responsabile"))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql.format(t=tabella_sql))


@pytest.mark.parametrize("tabella_sql", ["rapporti_istantanea", "rapporti_approvazione"])
@pytest.mark.parametrize("sql", ["update {t} set creato_il = now()", "delete from {t}"])
def test_not_even_the_owner_of_the_tables_does(istantanea, ctx_di, come_proprietario, tabella_sql, sql):
    approva(istantanea, ctx=ctx_di("responsabile"))
    with come_proprietario(), pytest.raises(ProgrammingError, match="pgtrigger: Cannot"), transaction.atomic():
        connection.cursor().execute(sql.format(t=tabella_sql))


def test_a_digest_that_is_not_of_the_figures_is_refused(istantanea):
    istantanea.pk, istantanea.contenuto = None, istantanea.contenuto.replace("30", "31")
    istantanea._state.adding = True
    with pytest.raises(IntegrityError, match="istantanea_impronta"), transaction.atomic():
        istantanea.save(force_insert=True)


# --- the signature --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ruolo", ["responsabile", "amm_prov"])
def test_who_answers_for_the_office_signs_by_name(istantanea, client_di, ruolo):
    client = client_di(ruolo)
    assert "Approvi queste cifre?" in client.get(istantanea.get_absolute_url()).text
    client.post(f"{istantanea.get_absolute_url()}approva/")
    approvazione = Approvazione.objects.get()
    assert (approvazione.firmata_da, approvazione.ruolo) == (client.ctx.utente, ruolo)
    assert approvazione.impronta == istantanea.impronta
    assert Evento.objects.filter(verbo="rapporto.approvato", oggetto_id=istantanea.pk).count() == 1
    pagina = client.get(istantanea.get_absolute_url()).text
    assert str(client.ctx.utente) in pagina and "Approvi queste cifre?" not in pagina


def test_every_form_of_the_page_can_be_sent(istantanea, client_di):
    client = client_di("responsabile")
    client.handler.enforce_csrf_checks = True
    pagina = client.get(istantanea.get_absolute_url())
    moduli = etree.HTML(pagina.text).xpath("//main//form[@method='post']")
    assert len(moduli) == 2
    for modulo in moduli:
        segno = modulo.xpath(".//input[@name='csrfmiddlewaretoken']/@value")
        assert client.post(modulo.get("action"), {"csrfmiddlewaretoken": segno}).status_code == 302


def test_who_froze_the_figures_signs_them_only_if_the_role_may(rapporto, client_di):
    operatore, responsabile = client_di("op_cm"), client_di("responsabile")
    for client in (operatore, responsabile):
        client.post("/rapporti/frutteto/congela/", {"anno": "2025"})
        client.post(f"{Istantanea.objects.latest('creato_il').get_absolute_url()}approva/")
    assert [a.firmata_da for a in Approvazione.objects.all()] == [responsabile.ctx.utente]


def test_a_signature_is_given_once(istantanea, ctx_di, client_di):
    prima = approva(istantanea, ctx=ctx_di("responsabile"))
    with pytest.raises(GiaApprovata):
        approva(istantanea, ctx=ctx_di("amm_prov"))
    client_di("amm_prov").post(f"{istantanea.get_absolute_url()}approva/")
    assert Approvazione.objects.get() == prima
    assert Evento.objects.filter(verbo="rapporto.approvato").count() == 1


def test_a_role_that_does_not_answer_for_the_figures_is_refused_by_the_database_too(istantanea, ctx_di):
    with pytest.raises(IntegrityError, match="approvazione_di_chi_risponde"), transaction.atomic():
        Approvazione.objects.create(
            istantanea=istantanea, firmata_da=ctx_di("op_cm").utente, ruolo="op_cm", impronta=istantanea.impronta
        )


# --- who sees them --------------------------------------------------------------------------------------------------
def test_a_role_that_may_not_ask_the_report_finds_no_snapshot_of_it(istantanea, client_di):
    client = client_di("op_cpi")
    for parte in ("", "xlsx/", "csv/", "confronto/"):
        assert client.get(f"{istantanea.get_absolute_url()}{parte}").status_code == 404
    for parte in ("pdf/", "approva/"):
        assert client.post(f"{istantanea.get_absolute_url()}{parte}").status_code == 404
    assert client.post("/rapporti/frutteto/congela/").status_code == 404
    assert not Istantanea.objects.visible_to(client.ctx).exists()


def test_a_report_that_is_declared_no_more_keeps_its_snapshots_closed(istantanea, ctx_di, monkeypatch):
    from socialabs.rapporti import registro

    monkeypatch.setattr(registro, "_rapporti", {})
    assert not Istantanea.objects.visible_to(ctx_di("responsabile")).exists()


def test_the_list_is_narrowed_and_its_queries_do_not_grow(
    rapporto, form_di, ctx_di, client_di, django_assert_max_num_queries
):
    form, ctx = form_di(rapporto)
    prima = congela(rapporto, form, ctx=ctx)
    client = client_di("responsabile")
    approva(prima, ctx=client.ctx)
    client.get("/rapporti/istantanee/")
    with django_assert_max_num_queries(30) as poche:
        client.get("/rapporti/istantanee/")
    quante = len(poche)
    dell_elenco = [q["sql"] for q in poche.captured_queries if '"nota"' in q["sql"]]
    assert dell_elenco and not any('"contenuto"' in sql for sql in dell_elenco)
    for _volta in range(9):
        congela(rapporto, form, ctx=ctx_di("op_cm"))
    with django_assert_max_num_queries(quante):
        pagina = client.get("/rapporti/istantanee/")
    assert len(pagina.context["elenco"].pagina) == 10
    pagina = client.get("/rapporti/istantanee/?rapporto=frutteto&approvata=si")
    assert [i.pk for i in pagina.context["elenco"].pagina] == [prima.pk]


# --- beside today's -------------------------------------------------------------------------------------------------
def test_the_comparison_tells_only_what_changed(istantanea, altra_risposta, client_di):
    client = client_di("op_cm")
    indirizzo = f"{istantanea.get_absolute_url()}confronto/"
    assert "Nulla è cambiato" in client.get(indirizzo).text
    altra_risposta()
    in_breve, frutti = client.get(indirizzo).context["tavole"]
    assert [(d.voce, d.allora, d.oggi) for d in in_breve.differenze] == [("Frutti", "30", "34")]
    assert [(d.voce, d.allora, d.oggi, d.scarto) for d in frutti.differenze] == [
        ("Melo", "30", "33", "+3"),
        ("Perù & <fico>", "c'era", "non c'è più", ""),
        ("Totale", "30", "34", "+4"),
        ("Pero", "non c'era", "c'è", ""),
    ]


def test_parameters_that_are_valid_no_more_are_told(istantanea, cambia_rapporto, client_di):
    from django import forms

    class Altri(forms.Form):
        anno = forms.ChoiceField(choices=[("2030", "2030")], initial="2030")

        def __init__(self, *args, ctx, **kwargs):
            super().__init__(*args, **kwargs)

    cambia_rapporto(modulo=Altri)
    assert (
        "oggi il rapporto non si può chiedere"
        in client_di("op_cm").get(f"{istantanea.get_absolute_url()}confronto/").text
    )


def test_a_hidden_figure_gives_no_difference(istantanea):
    dati = json.loads(istantanea.contenuto)
    dati["soglia"], dati["tavole"][0]["totale"][1] = 5, {"ris": "soglia"}
    (tavola,) = confronta(istantanea.estratto, da_json(json.dumps(dati)))
    assert [(d.allora, d.oggi, d.scarto) for d in tavola.differenze] == [("30", "<5", "")]
