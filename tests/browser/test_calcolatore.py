"""The public calculator by the keyboard alone, on a phone and without JavaScript; a scenario by htmx and without."""

import io

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.visita import Visita


pytestmark = pytest.mark.xdist_group("browser")

INDIRIZZO = "/simulazioni/calcolatore/"


def vai_a(page: Page, etichetta: str) -> None:
    """Press Tab until the field called so has the focus."""
    campo = page.get_by_label(etichetta, exact=True)
    for _passo in range(60):
        page.keyboard.press("Tab")
        if campo.evaluate("campo => campo === document.activeElement"):
            return
    raise AssertionError(f"{etichetta} is not reached by Tab")


def test_the_keyboard_alone_is_enough(visita: Visita) -> None:
    page = visita.page
    page.goto(INDIRIZZO)
    assert visita.violazioni() == []
    vai_a(page, "Quante persone avete alle dipendenze, in tutta Italia?")
    page.keyboard.type("18")
    vai_a(page, "Gruppo 1: quante persone (facoltativo)")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    risposta = page.locator("#risposta")
    expect(risposta).to_contain_text("Dovete assumere 1 persona con disabilità")
    expect(page.get_by_role("heading", name="La risposta")).to_be_focused()
    assert "?" not in page.url
    assert visita.violazioni() == []
    assert {cookie["name"] for cookie in visita.context.cookies()} <= {"csrftoken"}


def test_a_wrong_answer_leads_to_its_question(visita: Visita) -> None:
    page = visita.page
    page.goto(INDIRIZZO)
    vai_a(page, "Gruppo 1: quante persone (facoltativo)")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    riepilogo = page.locator(".riepilogo-errori")
    expect(riepilogo).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Quante persone avete alle dipendenze, in tutta Italia?")).to_be_focused()
    assert visita.violazioni() == []


def test_it_works_on_a_phone_and_prints_the_answer_alone(visita_da_telefono: Visita) -> None:
    page = visita_da_telefono.page
    page.goto(INDIRIZZO)
    page.get_by_label("Quante persone avete alle dipendenze, in tutta Italia?").fill("12")
    page.get_by_role("button", name="Calcola", exact=True).click()
    expect(page.locator("#risposta")).to_contain_text("alla 15ª persona")
    expect(page.locator("#opportunita")).to_contain_text("che cosa potete fare lo stesso")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert visita_da_telefono.violazioni() == []
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Calcola", exact=True)).to_be_hidden()
    expect(page.locator("#risposta")).to_be_visible()
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as stampa:
        assert len(stampa.pages) == 1


def test_it_works_without_javascript(visita_senza_javascript: Visita) -> None:
    page = visita_senza_javascript.page
    page.goto(INDIRIZZO)
    page.get_by_label("Quante persone avete alle dipendenze, in tutta Italia?").fill("52")
    page.get_by_role("button", name="Calcola", exact=True).click()
    expect(page.locator("#risposta")).to_contain_text("Dovete assumere 4 persone con disabilità")


def test_a_scenario_is_computed_at_every_change_and_kept(visita: Visita) -> None:
    page = visita.entra("azienda")
    apri_le_simulazioni(page)
    page.get_by_label("Nome della simulazione").fill("Prova dal browser")
    page.get_by_role("button", name="Comincia").click()
    page.get_by_label("Che cosa cambia").select_option(label="Personale in più o in meno")
    page.get_by_role("button", name="Aggiungi").click()
    page.get_by_label("Quante persone").fill("40")
    page.keyboard.press("Tab")
    expect(page.locator("#esito")).to_contain_text("Salvato alle")
    expect(page.locator("#esito .tabella-confronto").first).to_contain_text("+40")
    assert visita.violazioni() == []
    page.reload()
    expect(page.get_by_label("Quante persone")).to_have_value("40")
    page.get_by_role("button", name="Togli").click()
    expect(page.locator("#esito")).to_contain_text("Nessuna cifra cambia.")


def test_a_scenario_works_without_javascript(visita_senza_javascript: Visita) -> None:
    page = visita_senza_javascript.entra("azienda")
    apri_le_simulazioni(page)
    page.get_by_role("link", name="Una convenzione in due anni").click()
    page.get_by_label("Assunzioni programmate").fill("2")
    page.get_by_role("button", name="Calcola e salva").click()
    expect(page.get_by_label("Assunzioni programmate")).to_have_value("2")
    expect(page.locator("#esito")).to_contain_text("−2")


def apri_le_simulazioni(page: Page) -> None:
    page.goto("/collocamento/mia-azienda/")
    page.get_by_role("navigation", name="Pagine di questa azienda").get_by_role("link", name="Simulazioni").click()
