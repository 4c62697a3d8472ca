"""Journeys through the portal as the people of the office, of companies and of oversight make them."""

import csv
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlparse

import pikepdf
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visita import Caricamento, Visita, altro_visitatore


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")

OBBLIGHI = "/collocamento/obblighi/"
CODICE_FISCALE = re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]")
LAVORO_SECONDI = 90


def quanti(page: Page) -> int:
    """How many employers the list says it has found."""
    return int(page.locator(".elenco-risposta strong").first.inner_text().replace(".", ""))


def primo_datore(page: Page) -> Page:
    """Open the first employer of the list."""
    page.locator("table.obblighi tbody a").first.click()
    page.wait_for_url("**/collocamento/datori/**")
    return page


def scaricato(page: Page, nome: str, ruolo: str = "link") -> Path:
    """The file that the link or button called `nome` gives."""
    with page.expect_download() as attesa:
        page.get_by_role(ruolo, name=nome).first.click()
    return attesa.value.path()


# --- The newcomer: from the package to the report ------------------------------------------------------------------


def test_progress_survives_a_reload(caricamento: Caricamento) -> None:
    for testo in caricamento.avanzamento:
        assert re.search("In coda|Lavoro in corso|Il lavoro è finito", testo)


def test_the_outcome_says_what_was_refused_and_why(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.goto(caricamento.esito)
    righe = page.locator("#contenuto tbody tr")
    assert righe.count() > 0
    for testo in righe.all_inner_texts():
        nome, _riga, motivo = testo.split("\t")
        assert nome and len(motivo.split()) > 3
    contenuto = scaricato(page, "Scarica l'elenco in CSV").read_text(encoding="utf-8-sig")
    rifiutati = list(csv.DictReader(io.StringIO(contenuto), delimiter=";"))
    assert {riga["File"] for riga in rifiutati} >= set(page.locator("#contenuto tbody th").all_inner_texts())
    assert all(riga["Motivo"] for riga in rifiutati)


def test_gaps_are_filtered_in_place_and_remembered(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.get_by_role("link", name="Obblighi", exact=True).click()
    # Loaded whole: a choice made before htmx has started would wait for the button.
    page.wait_for_url(f"**{OBBLIGHI}**")
    tutti = quanti(page)
    page.evaluate("window.stessaPagina = true")
    page.get_by_label("Scopertura", exact=True).select_option(label="Con scopertura")
    page.wait_for_url("**scopertura=si**")
    assert page.evaluate("window.stessaPagina")
    scoperti = quanti(page)
    assert 0 < scoperti < tutti
    mancano = page.locator("table.obblighi tbody tr").all_inner_texts()
    assert all(re.search(r"\t[1-9]", riga) for riga in mancano)
    page.get_by_role("link", name="Prospetti ricevuti").click()
    page.get_by_role("link", name="Obblighi", exact=True).click()
    expect(page.get_by_label("Scopertura", exact=True)).to_have_value("si")
    assert quanti(page) == scoperti
    page.get_by_role("link", name="Azzera i filtri").click()
    expect(page.locator(".elenco-risposta strong").first).not_to_have_text(str(scoperti))
    assert quanti(page) == tutti


def test_back_button_returns_to_the_list_as_it_was(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.goto(OBBLIGHI)
    page.get_by_label("Classe", exact=True).select_option("C")
    page.wait_for_url("**classe=C**")
    in_c = quanti(page)
    primo_datore(page)
    page.go_back()
    assert "classe=C" in page.url
    assert quanti(page) == in_c


def test_a_figure_opens_into_its_formula_and_article(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.goto(f"{OBBLIGHI}?scopertura=si")
    primo_datore(page)
    quota = page.locator("details.derivazione", has_text="Quota di persone con disabilità").first
    expect(quota.locator("cite").first).to_be_hidden()
    quota.locator("summary").click()
    expect(quota.locator("cite").first).to_contain_text("art.")
    formule = quota.locator(".derivazione-formula").all_inner_texts()
    valore = quota.locator(".derivazione-valore").inner_text()
    assert any(re.search(rf"= .*\b{valore}\b", formula) for formula in formule)


def test_report_as_accessible_pdf_and_workbook(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.get_by_role("link", name="Rapporti").first.click()
    page.get_by_role("link", name="Situazione degli obblighi L. 68/99", exact=True).click()
    expect(page.locator("main svg[role=img]").first).to_be_visible()
    cartella = load_workbook(io.BytesIO(scaricato(page, "Scarica in Excel").read_bytes()))
    assert sum(foglio.max_row for foglio in cartella) > 20
    page.get_by_role("button", name="Crea il PDF").click()
    page.wait_for_url("**/lavori/*/")
    expect(page.get_by_role("link", name="Vai al risultato")).to_be_visible(timeout=LAVORO_SECONDI * 1000)
    with pikepdf.open(scaricato(page, "Vai al risultato")) as documento:
        assert documento.Root.MarkInfo.Marked
        assert documento.Root.Lang == "it"
        assert "/StructTreeRoot" in documento.Root
        with documento.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert "obblighi" in meta["dc:title"].lower()


def test_exports_are_exactly_what_is_filtered(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.goto(f"{OBBLIGHI}?scopertura=art18")
    righe = scaricato(page, "CSV").read_text(encoding="utf-8-sig").splitlines()
    assert len([riga for riga in righe if re.match(r'"?\d{11}|.*;"?\d{11}', riga)]) == quanti(page)


def test_a_file_that_is_no_archive_is_refused_in_plain_words(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.goto(OBBLIGHI)
    prima = quanti(page)
    page.goto("/collocamento/consegne/")
    consegne = page.locator("#contenuto tbody tr").count()
    rotto = {"name": "rotto.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04 non sono un archivio"}
    page.locator("input[type=file]").set_input_files(rotto)
    page.get_by_role("button", name="Carica e importa").click()
    page.wait_for_load_state()
    if "/lavori/" in page.url:
        expect(page.locator(".alert-danger")).to_be_visible(timeout=LAVORO_SECONDI * 1000)
    assert "Lo zip è danneggiato" in page.locator(".alert-danger, .invalid-feedback").first.inner_text()
    page.goto("/collocamento/consegne/")
    assert page.locator("#contenuto tbody tr").count() in (consegne, consegne + 1)
    page.goto(OBBLIGHI)
    assert quanti(page) == prima


def test_an_archive_with_one_bad_file_takes_the_rest(visita: Visita, caricamento: Caricamento) -> None:
    archivio = io.BytesIO()
    with zipfile.ZipFile(archivio, "w") as scrittura:
        scrittura.writestr("non_valido.xml", "<Prospetto>")
        scrittura.writestr("leggimi.txt", "ciao")
    page = visita.entra("operatore-cpi")
    page.goto("/collocamento/consegne/")
    carico = {"name": "due.zip", "mimeType": "application/zip", "buffer": archivio.getvalue()}
    page.locator("input[type=file]").set_input_files(carico)
    page.get_by_role("button", name="Carica e importa").click()
    page.get_by_role("link", name="Vai al risultato").click(timeout=LAVORO_SECONDI * 1000)
    expect(page.locator("#contenuto tbody tr", has_text="non_valido.xml")).to_contain_text(re.compile(r"\b1\b"))


# --- Who may see what ----------------------------------------------------------------------------------------------


def lavoratori_dichiarati(page: Page, motivo: str) -> list[str]:
    """Tax codes of the workers declared by the first employer of the list, read by giving `motivo`."""
    page.goto(OBBLIGHI)
    primo_datore(page)
    page.locator("summary", has_text="Mostra i lavoratori").click()
    page.get_by_label("Perché leggi i dati dei lavoratori").fill(motivo)
    page.get_by_role("button", name="Mostra i lavoratori").click()
    page.wait_for_url("**/lavoratori/")
    return CODICE_FISCALE.findall(page.locator("main tbody").inner_text())


def test_workers_are_read_for_a_reason_that_the_auditor_finds(
    visita: Visita, browser: Browser, portale: str, caricamento: Caricamento
) -> None:
    motivo = "Verifica della scopertura dichiarata"
    lavoratori = lavoratori_dichiarati(visita.entra("operatore-cm"), motivo)
    assert lavoratori
    with altro_visitatore(browser, portale) as auditor:
        page = auditor.entra("auditor")
        page.get_by_role("link", name="Registro").first.click()
        expect(page.locator("#elenco tbody tr", has_text=motivo).first).to_contain_text("Paolo Vernazza")
        assert not set(lavoratori) & set(CODICE_FISCALE.findall(page.content()))


def test_the_front_desk_sees_no_worker(
    visita: Visita, browser: Browser, portale: str, caricamento: Caricamento
) -> None:
    with altro_visitatore(browser, portale) as collega:
        lavoratori = lavoratori_dichiarati(collega.entra("operatore-cm"), "Colloquio con il datore")
    page = visita.entra("operatore-cpi")
    page.goto(OBBLIGHI)
    primo_datore(page)
    assert "dati sanitari" in page.locator("main").inner_text()
    assert page.get_by_text("Mostra i lavoratori").count() == 0
    assert page.get_by_role("link", name="Originale XML").count() == 0
    assert lavoratori
    assert not set(lavoratori) & set(CODICE_FISCALE.findall(page.content()))


def test_a_company_reads_its_own_answer_and_no_other(
    visita: Visita, browser: Browser, portale: str, caricamento: Caricamento
) -> None:
    with altro_visitatore(browser, portale) as ufficio:
        page = ufficio.entra("operatore-cpi")
        page.goto(OBBLIGHI)
        altrui = urlparse(primo_datore(page).url).path
        altro_nome = page.locator("h1").inner_text()

    page = visita.entra("azienda")
    risposta = page.locator(".risposta-breve").first
    for parola in ("Deve avere in forza", "Copre", "Mancano"):
        expect(risposta).to_contain_text(parola)
    nome = risposta.locator("h3").inner_text()
    assert nome != altro_nome
    risposta.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1, name=nome)).to_be_visible()
    for vietato in (altrui, OBBLIGHI, "/collocamento/consegne/", caricamento.esito):
        assert page.goto(vietato).status == 404
        assert altro_nome not in page.content()


def test_a_consultant_sees_the_companies_that_delegated(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("consulente")
    deleganti = sorted(page.locator(".risposta-breve h3").all_inner_texts())
    page.goto(f"{OBBLIGHI}?classe=")
    seguite = {nome.split("\n")[0] for nome in page.locator("table.obblighi tbody th a").all_inner_texts()}
    assert len(deleganti) == 2
    assert seguite <= set(deleganti)
    page.locator("table.obblighi tbody a").first.click()
    page.wait_for_url("**/posizione/datori/**")
    assert any(nome in page.locator(".intestazione-sopra").inner_text() for nome in deleganti)
    expect(page.locator(".risposta-frase")).to_contain_text("azienda")


def test_two_hats_are_switched_from_the_menu(visita: Visita) -> None:
    page = visita.entra("due-incarichi")
    expect(page.locator(".tendina-chi")).to_contain_text("Referente d'azienda")
    page.locator("details.tendina summary").click()
    page.get_by_role("button", name="Componente del tavolo").click()
    expect(page.locator(".tendina-chi")).to_contain_text("Componente del tavolo")
    assert page.goto("/collocamento/mia-azienda/").status == 404
    page.goto("/")
    page.locator("details.tendina summary").click()
    page.get_by_role("button", name="Referente d'azienda").click()
    expect(page.locator(".tendina-chi")).to_contain_text("Referente d'azienda")


def test_an_invitation_is_handed_over_and_accepted(visita: Visita, browser: Browser, portale: str) -> None:
    page = visita.entra("azienda")
    page.get_by_role("link", name="Persone").first.click()
    page.get_by_role("link", name="Invita").first.click()
    page.get_by_label("Indirizzo e-mail").fill("nuova.collega@socialabs.example")
    page.get_by_label("Ruolo").select_option(label="Referente d'azienda")
    page.get_by_role("button", name="Invita").click()
    collegamento = page.get_by_label("Collegamento da consegnare a mano").input_value()

    with altro_visitatore(browser, portale) as invitata:
        page = invitata.page
        page.goto(collegamento)
        page.get_by_label("Nome", exact=True).fill("Nuova")
        page.get_by_label("Cognome").fill("Collega")
        for campo in page.locator("input[type=password]").all():
            campo.fill("una frase lunga 68 e nuova")
        page.get_by_role("button", name="Crea il conto e accetta").click()
        if "/login/" in page.url:
            page.get_by_label("E-mail").fill("nuova.collega@socialabs.example")
            page.get_by_label("Password").fill("una frase lunga 68 e nuova")
            page.get_by_role("button", name="Accedi").click()
        expect(page.locator(".tendina-chi")).to_contain_text("Nuova Collega")
        expect(page.locator(".risposta-breve").first).to_contain_text("Deve avere in forza")
        seconda = invitata.context.new_page()
        seconda.goto(collegamento)
        expect(seconda.locator("main")).not_to_contain_text("Crea il conto e accetta")


# --- Other ways of using it ----------------------------------------------------------------------------------------


def test_the_keyboard_alone_is_enough(visita: Visita, caricamento: Caricamento) -> None:
    page = visita.entra("operatore-cpi")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Vai al contenuto")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Cerca nel portale")).to_be_focused()
    page.keyboard.type("S.r.l.")
    page.keyboard.press("Enter")
    expect(page.locator(".trovati a").first).to_be_visible()
    page.goto("/")
    menu = page.locator("#menu-principale a").first
    for _ in range(15):
        page.keyboard.press("Tab")
        if menu.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/collocamento/obblighi/**")
    page.locator("table.obblighi tbody a").first.focus()
    page.keyboard.press("Enter")
    dettaglio = page.locator("details.derivazione").first
    dettaglio.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(dettaglio.locator("li").first).to_be_visible()


def test_a_deadline_is_dealt_with_by_the_keyboard_alone(visita: Visita) -> None:
    page = visita.entra("due-incarichi")
    campana = page.locator(".campana")

    def premi(voce: Locator) -> None:
        voce.focus()
        page.keyboard.press("Enter")

    da_leggere = int(re.search(r"\d+", campana.inner_text())[0])
    premi(page.locator("#menu-principale").get_by_role("link", name="Scadenze"))
    premi(page.get_by_role("link", name="Mese", exact=True))
    prima = page.locator(".periodo h2").inner_text()
    premi(page.get_by_role("link", name="Mese seguente"))
    expect(page.locator(".periodo h2")).not_to_have_text(prima)

    # The unread item leads to its deadline, and is read by that.
    premi(campana)
    premi(page.locator("form .avvisi-titolo", has_text="Delega che finisce"))
    expect(page.get_by_role("heading", level=1, name="Delega che finisce")).to_be_visible()
    expect(campana).to_contain_text("Nessun avviso" if da_leggere == 1 else str(da_leggere - 1))
    page.get_by_label("Nota").focus()
    page.keyboard.type("Ci siamo accordati per rinnovarla")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#messaggi")).to_contain_text("non partono altri promemoria")
    expect(page.locator(".intestazione-distintivi")).to_contain_text("Fatta")
    expect(page.locator("main")).to_contain_text("Ci siamo accordati per rinnovarla")
    premi(page.get_by_role("button", name="Riapri"))
    expect(page.locator(".intestazione-distintivi")).to_contain_text("Da fare")


def test_arrows_go_from_day_to_day_in_the_month(visita: Visita) -> None:
    page = visita.entra("due-incarichi")
    page.goto("/scadenze/mese/2030/5/")
    page.locator("[data-giorno]").first.focus()
    for tasto, giorno in (("ArrowRight", "2030-05-02"), ("ArrowDown", "2030-05-09"), ("ArrowLeft", "2030-05-08")):
        page.keyboard.press(tasto)
        expect(page.locator(":focus time")).to_have_attribute("datetime", giorno)
    page.keyboard.press("PageDown")
    page.wait_for_url("**/scadenze/mese/2030/6/**")


def test_the_language_is_switched_and_stays(visita: Visita) -> None:
    page = visita.entra("operatore-cpi")
    expect(page.locator("html")).to_have_attribute("lang", "it")
    page.locator(".testata-lingua button[value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(OBBLIGHI)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".testata-lingua button[value=it]").click()
    expect(page.locator("html")).to_have_attribute("lang", "it")


def test_everything_works_without_javascript(visita_senza_javascript: Visita, caricamento: Caricamento) -> None:
    page = visita_senza_javascript.entra("operatore-cpi")
    page.goto("/collocamento/consegne/")
    page.get_by_role("button", name="Carica il pacchetto dimostrativo").click()
    for _ in range(LAVORO_SECONDI):
        if page.get_by_role("link", name="Vai al risultato").count():
            break
        page.wait_for_timeout(1000)
        page.get_by_role("link", name="Aggiorna la pagina").click()
    page.get_by_role("link", name="Vai al risultato").click()
    expect(page.get_by_role("heading", name="File rifiutati")).to_be_visible()
    page.get_by_role("link", name="Vai agli obblighi").click()
    tutti = quanti(page)
    page.get_by_label("Scopertura", exact=True).select_option("no")
    page.get_by_role("button", name="Filtra").click()
    senza = quanti(page)
    assert 0 < senza < tutti
    page.locator(".paginazione a", has_text="2").first.click()
    assert "scopertura=no" in page.url
    assert quanti(page) == senza
    primo_datore(page)
    page.locator("details.derivazione summary").first.click()
    expect(page.locator("details.derivazione").first.locator("cite").first).to_be_visible()


@pytest.mark.parametrize("conto", ["operatore-cpi", "operatore-cm", "responsabile", "amministratore"])
def test_the_menu_of_the_office_is_one_line_and_its_groups_open_a_bar(visita: Visita, conto: str) -> None:
    page = visita.entra(conto)
    voci = page.locator("#menu-principale > ul > li")
    assert len({voce.bounding_box()["y"] for voce in voci.all()}) == 1
    page.get_by_role("link", name="Procedimenti", exact=True).click()
    barra = page.get_by_role("navigation", name="Procedimenti")
    expect(barra.locator("[aria-current=page]")).to_have_count(1)
    barra.get_by_role("link", name="Prospetti in preparazione").click()
    expect(barra.locator("[aria-current=page]")).to_have_text("Prospetti in preparazione")


def test_on_a_phone_the_menu_opens_and_the_list_is_read(visita_da_telefono: Visita, caricamento: Caricamento) -> None:
    page = visita_da_telefono.entra("operatore-cpi")
    voce = page.locator("#menu-principale").get_by_role("link", name="Obblighi")
    expect(voce).to_be_hidden()
    page.get_by_role("button", name="Menu principale").click()
    voce.click()
    nome = page.locator("table.obblighi tbody a").first
    nome.scroll_into_view_if_needed()
    riquadro = nome.bounding_box()
    assert riquadro["x"] >= 0
    assert riquadro["x"] + riquadro["width"] <= 390


@pytest.mark.parametrize("chiave", ["sistema", "tutor", "persona"])
def test_other_roles_see_no_business(visita: Visita, caricamento: Caricamento, chiave: str) -> None:
    page = visita.entra(chiave)
    for vietato in (OBBLIGHI, "/collocamento/consegne/", caricamento.esito, "/rapporti/obblighi/"):
        assert page.goto(vietato).status == 404
