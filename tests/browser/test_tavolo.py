"""The secretariat plans a meeting by keyboard alone, without JavaScript; a member then reads what is for members."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visita import NARROW, WIDE, Visita, altro_visitatore
from tests.fabbriche import partita_iva


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")


def premi(page: Page, nome: str) -> None:
    """Reach a button by its name and press it by keyboard."""
    page.get_by_role("button", name=nome, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def aggiungi_ente(page: Page, numero: int, nome: str, delegato: str) -> None:
    page.goto("/tavolo/componenti/nuovo/")
    page.get_by_label("Codice fiscale dell'ente").fill(partita_iva(7000 + numero))
    page.get_by_label("Denominazione").fill(nome)
    page.get_by_label("Genere").select_option("comune")
    page.get_by_label("Membro dal").fill("2026-01-01")
    premi(page, "Aggiungi l'ente")
    page.get_by_role("link", name="Nomina un delegato o un supplente").first.click()
    page.locator("#id_nome").fill(delegato)
    page.locator("#id_cognome").fill(f"Esempio {numero}")
    page.get_by_label("Mandato dal").fill("2026-01-01")
    premi(page, "Registra il mandato")


def aggiungi_punto(page: Page, titolo: str, tipo: str = "decisione") -> None:
    page.locator("#id_titolo").fill(titolo)
    page.locator("#id_tipo").select_option(tipo)
    premi(page, "Aggiungi il punto")


def titoli(page: Page) -> list[str]:
    return [" ".join(testo.split()) for testo in page.locator(".odg-titolo").all_inner_texts()]


def test_a_meeting_is_planned_without_javascript_and_every_page_is_accessible(browser: Browser, portale: str) -> None:
    with altro_visitatore(browser, portale, WIDE, java_script_enabled=False) as visita:
        page = visita.entra("segreteria")
        for numero, nome in enumerate(("Comune dell'Esempio", "Azienda sanitaria dell'Esempio")):
            aggiungi_ente(page, numero, nome, "Ada")
        page.goto("/tavolo/sedute/nuova/")
        page.get_by_label("Prima convocazione").fill("2099-06-10T15:00")
        page.get_by_label("Luogo").fill("Sala dell'Esempio")
        premi(page, "Pianifica")
        for titolo in ("Bando per i laboratori", "Varie", "Tempi"):
            aggiungi_punto(page, titolo)
        aggiungi_punto(page, "Appunto", "interno")
        premi(page, "Sposta su: Tempi")
        premi(page, "Metti sotto il punto precedente: Tempi")
        assert titoli(page) == [
            "1 Bando per i laboratori Decisione",
            "1.1 Tempi Decisione",
            "2 Varie Decisione",
            "Appunto Interno della segreteria",
        ]
        seduta = page.url.split("ordine-del-giorno/")[0]
    with altro_visitatore(browser, portale) as visita:
        visita.entra("segreteria")
        accessibili(visita, seduta)


def accessibili(visita: Visita, seduta: str) -> None:
    """axe on each page, and no page wider than its window, at a desk and on a phone."""
    for percorso in ("/tavolo/", "/tavolo/componenti/", "/tavolo/regolamento/", seduta, f"{seduta}ordine-del-giorno/"):
        visita.page.goto(percorso)
        for misura in (NARROW, WIDE):
            visita.page.set_viewport_size(misura)
            larga = visita.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
            assert not larga, (percorso, misura)
        assert visita.violazioni() == [], percorso


def test_a_member_finds_the_table_and_no_button_to_change_it(visita: Visita) -> None:
    page = visita.entra("tavolo")
    page.get_by_role("link", name="Tavolo", exact=True).first.click()
    page.get_by_role("link", name="Componenti", exact=True).click()
    assert page.get_by_role("heading", name="Componenti del tavolo").is_visible()
    assert page.get_by_role("link", name="Aggiungi un ente").count() == 0
    assert page.goto("/tavolo/componenti/nuovo/").status == 404
