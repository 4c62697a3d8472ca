"""What the year's journeys share: signing in with a password, an employer's tabs, a page looked at for its faults."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.anno_in_scena import PAROLA
from tests.browser.visita import NARROW, Visita


# A worker makes a document in the meantime of other tests' work.
LAVORO = 120_000


def accedi(visita: Visita, email: str) -> Page:
    """Sign in as somebody who is not a demonstration account, by the keyboard."""
    page = visita.page
    page.goto("/conto/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PAROLA)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/conto/login/" not in url)
    return page


def apri(page: Page, datore: dict[str, Any]) -> None:
    page.goto(f"/posizione/datori/{datore['datore']}/")


def linguetta(page: Page, nome: str) -> None:
    """Go to one of the employer's pages."""
    page.get_by_role("navigation", name="Pagine di questa azienda").get_by_role("link", name=nome, exact=True).click()
    expect(page.locator(".linguette [aria-current=page]")).to_have_text(nome)


def premi(page: Page, nome: str, ruolo: str = "button") -> None:
    """Press what is called so (whatever follows is for screen readers), and land on the page that it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role(ruolo, name=nome).first.click()


def fai(page: Page, passo: str) -> None:
    """Take a step that asks to be confirmed: its link, then the button of the same name."""
    premi(page, passo, "link")
    premi(page, passo)


def detto(page: Page, messaggio: str) -> None:
    expect(page.locator("#messaggi")).to_contain_text(messaggio)


def riga(page: Page, testo: str) -> Locator:
    """The first row of the page's table that says so."""
    return page.locator("main tbody tr", has_text=testo).first


def firma(page: Page) -> None:
    page.get_by_label("Ho letto il testo").check()
    premi(page, "Firma il testo")
    detto(page, "Firma registrata.")


def senza_difetti(visita: Visita) -> None:
    """axe finds nothing, and the page is no wider than a phone."""
    assert visita.violazioni() == []
    visita.page.set_viewport_size(NARROW)
    assert visita.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    visita.page.set_viewport_size(visita.size)
