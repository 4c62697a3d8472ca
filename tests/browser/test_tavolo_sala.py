"""The room by the keyboard alone, notes that outlive the browser, the answer given from a telephone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visita import Visita, altro_visitatore


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")

LEGALE = 13


def sala(visita: Visita, tavolo: dict[str, Any]) -> Page:
    page = visita.entra("segreteria")
    page.goto(f"/tavolo/sedute/{tavolo['oggi']}/sala/")
    return page


def quorum(page: Page, presenti: int) -> None:
    nome = "presente" if presenti == 1 else "presenti"
    expect(page.locator("#quorum")).to_contain_text(f"{presenti} {nome} su 25, numero legale {LEGALE}")


def a_fuoco(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.id")


def tab_fino_a(page: Page, testo: str, massimo: int = 200) -> None:
    """Press Tab until what has the focus says `testo`."""
    for _volta in range(massimo):
        page.keyboard.press("Tab")
        if testo in a_fuoco(page):
            return
    raise AssertionError(f"Tab never reaches {testo!r}")


def attendi_il_fuoco(page: Page, selettore: str, testo: str) -> None:
    """Wait until what has the focus fits the selector and says `testo`; the pages' policy lets no script wait."""
    for _volta in range(50):
        adatto = page.evaluate("selettore => document.activeElement.matches(selettore)", selettore)
        if adatto and testo in a_fuoco(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the focus is on {a_fuoco(page)!r}")


def test_from_the_roll_call_to_a_decision_by_the_keyboard_alone(visita: Visita, tavolo: dict[str, Any]) -> None:
    page = sala(visita, tavolo)
    quorum(page, 0)
    page.keyboard.press("Alt+p")
    for presenti in range(1, LEGALE + 1):
        tab_fino_a(page, "Presente")
        while "Delegato" not in page.evaluate("document.activeElement.closest('.sala-atteso').innerText"):
            tab_fino_a(page, "Presente")
        page.keyboard.press("Enter")
        quorum(page, presenti)
        # The focus stays on the seat: its button now says that who came may leave.
        attendi_il_fuoco(page, "button", "Esce")
    expect(page.locator("#quorum")).to_contain_text("si può votare")
    page.locator("#contenuto").focus()
    tab_fino_a(page, "Apri la seduta")
    page.keyboard.press("Enter")
    expect(page.locator("#sala-stato")).to_contain_text("In corso")
    page.locator("#contenuto").focus()
    tab_fino_a(page, "Inizia il punto")
    page.keyboard.press("Enter")
    expect(page.locator("#punto")).to_contain_text("Concludi: trattato")
    expect(page.locator(":focus")).to_have_id("punto-titolo")
    page.keyboard.press("Alt+i")
    expect(page.locator(":focus")).to_have_id("id_intervento-partecipante")
    page.keyboard.press("ArrowDown")
    tab_fino_a(page, "Registra l'intervento")
    page.keyboard.press("Enter")
    expect(page.locator("#interventi li")).to_contain_text("Ha finito di parlare")
    page.keyboard.press("Alt+f")
    expect(page.locator("#interventi li")).not_to_contain_text("Ha finito di parlare")
    page.keyboard.press("Alt+v")
    expect(page.locator(":focus")).to_have_id("id_voto-quesito")
    page.keyboard.press("Control+a")
    page.keyboard.type("Si approva il programma annuale.")
    tab_fino_a(page, "Per appello nominale")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("c")
    page.keyboard.press("Tab")
    page.keyboard.press("a")
    tab_fino_a(page, "Registra il voto per nome")
    page.keyboard.press("Enter")
    expect(page.locator("#messaggi")).to_contain_text("favorevoli 11, contrari 1, astenuti 1")
    tab_fino_a(page, "Iscrivi la decisione")
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        tab_fino_a(page, "Iscrivi la decisione")
    page.keyboard.press("Enter")
    expect(page.locator("#messaggi")).to_contain_text(re.compile(r"Decisione n\. \d+/\d+ iscritta"))
    expect(page.locator("#punto")).to_contain_text("Si approva il programma annuale.")
    assert visita.violazioni() == []


def test_notes_survive_a_browser_closed_by_mistake(visita: Visita, tavolo: dict[str, Any]) -> None:
    page = sala(visita, tavolo)
    page.get_by_role("link", name="Accessibilità delle sedi").click()
    note = page.locator("#id_note")
    note.press_sequentially("Il relatore presenta.")
    expect(page.locator("#note-stato")).to_contain_text("Salvati alle")
    # The network goes, one writes on, the browser is closed.
    indirizzo = page.url
    visita.context.route("**/note/", lambda route: route.abort())
    note.press_sequentially(" Chiedono la parola in tre.")
    page.close()
    visita.context.unroute("**/note/")
    page = visita.page = visita.context.new_page()
    page.goto(indirizzo)
    expect(page.locator("#id_note")).to_have_value("Il relatore presenta.")
    expect(page.locator(".sala-bozza")).to_contain_text("Chiedono la parola in tre.")
    page.get_by_role("button", name="Recuperalo").click()
    expect(page.locator("#note-stato")).to_contain_text("Salvati alle")
    page.reload()
    expect(page.locator("#id_note")).to_have_value("Il relatore presenta. Chiedono la parola in tre.")
    expect(page.locator(".sala-bozza")).to_have_count(0)


def test_two_secretaries_see_each_other_and_merge_their_notes(
    visita: Visita, tavolo: dict[str, Any], browser: Browser, portale: str
) -> None:
    prima = sala(visita, tavolo)
    with altro_visitatore(browser, portale) as altra:
        seconda = sala(altra, tavolo)
        for page in (prima, seconda):
            page.get_by_role("link", name="Accessibilità delle sedi").click()
        presenti = int(seconda.locator("#quorum").inner_text().split()[0])
        # What the news takes away while it has the focus leaves it to the part it was in, never to nowhere.
        ultimo = seconda.locator("#presenze button").last
        ultimo.evaluate("button => { button.removeAttribute('id'); button.focus(); }")
        prima.locator(".sala-atteso", has_text="Delegato").first.get_by_role("button").click()
        quorum(seconda, presenti + 1)
        attendi_il_fuoco(seconda, "#presenze", "Appello e presenze")
        prima.locator("#id_note").fill("Scrive la prima.")
        expect(prima.locator("#note-stato")).to_contain_text("Salvati alle")
        seconda.locator("#id_note").fill("Scrive la seconda.")
        expect(seconda.locator("#note")).to_contain_text("Un'altra persona ha scritto nel frattempo")
        expect(seconda.locator("#note-sue")).to_contain_text("Scrive la prima.")
        seconda.get_by_role("button", name="Aggiungi in fondo").click()
        seconda.get_by_role("button", name="Salva il testo unito").click()
        expect(seconda.locator("#id_note")).to_have_value("Scrive la seconda.\n\nScrive la prima.")
        # The browser itself reports the refusal (409), which is what was wanted.
        altra.complaints[:] = [testo for testo in altra.complaints if "409" not in testo]


def test_a_member_answers_from_the_mail_on_a_telephone(visita_da_telefono: Visita, tavolo: dict[str, Any]) -> None:
    page = visita_da_telefono.page
    page.goto(tavolo["collegamenti"][0])
    expect(page.locator("h1")).to_contain_text("Gruppo di venticinque, seduta n.")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert visita_da_telefono.violazioni() == []
    page.get_by_label("Sarò assente").check()
    page.get_by_label("Nota per la segreteria").fill("Fuori sede")
    page.get_by_role("button", name="Invia la risposta").click()
    expect(page.locator("#contenuto")).to_contain_text("Risposta registrata")
    page.get_by_label("Sarò presente").check()
    page.get_by_role("button", name="Cambia la risposta").click()
    expect(page.locator(".risposta-modulo")).to_contain_text("Sarò presente")


def test_the_answer_needs_no_javascript(visita_senza_javascript: Visita, tavolo: dict[str, Any]) -> None:
    page = visita_senza_javascript.page
    page.goto(tavolo["collegamenti"][1])
    page.get_by_role("button", name="Conferma la ricezione").click()
    expect(page.locator(".risposta-modulo")).to_contain_text("Convocazione ricevuta il")


def test_the_room_fits_a_telephone(visita_da_telefono: Visita, tavolo: dict[str, Any]) -> None:
    page = sala(visita_da_telefono, tavolo)
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert visita_da_telefono.violazioni() == []
