"""Minutes from the draft to the public: the secretariat writes, a member comments, silence consents."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visita import Visita, altro_visitatore


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")

TERMINE_PASSATO = """
from datetime import timedelta
from socialabs.base.giorni import oggi
from tavolo.models import Verbale

Verbale.objects.filter(seduta="%s").update(osservazioni_entro=oggi() - timedelta(days=1))
"""
SCRITTO = "Si discute delle fermate degli autobus e dei loro orari."
LAVORO = 90_000


def senza_violazioni(visita: Visita) -> None:
    assert visita.violazioni() == []


def premi(page: Page, nome: str, ruolo: str = "button") -> None:
    with page.expect_navigation():
        page.get_by_role(ruolo, name=nome, exact=True).first.click()


def test_minutes_go_from_the_draft_to_the_public(
    browser: Browser, portale: str, visita: Visita, tavolo: dict[str, Any], nel_portale: Callable[[str], None]
) -> None:
    page = visita.entra("segreteria")
    page.goto(f"/tavolo/sedute/{tavolo['svolta']}/")
    premi(page, "Inizia il verbale")
    verbale = page.url
    testo = page.get_by_label("Testo: Trasporti")
    testo.fill(SCRITTO)
    expect(page.locator(".verbale-salvato", has_text="Salvato").first).to_be_visible()
    page.reload()
    expect(page.get_by_label("Testo: Trasporti")).to_have_value(SCRITTO)
    senza_violazioni(visita)
    premi(page, "Invia ai componenti", "link")
    premi(page, "Invia ai componenti")
    with altro_visitatore(browser, portale) as membro:
        sua = membro.entra("tavolo")
        sua.goto(verbale)
        assert "Segretissimo" not in sua.content()
        sua.locator("#scrivi").get_by_label("Punto").select_option(label="Trasporti")
        sua.locator("#scrivi").get_by_label("Osservazione", exact=True).fill("Mancano le corse serali.")
        premi(sua, "Invia l'osservazione")
        senza_violazioni(membro)
    page.goto(verbale)
    page.get_by_role("link", name="Esamina").first.click()
    page.get_by_label("Accolta", exact=True).check()
    page.get_by_label("Testo del punto").fill("Si discute delle fermate, degli orari e delle corse serali.")
    premi(page, "Registra il trattamento")
    expect(page.locator(".commento .differenze ins").last).to_contain_text("corse serali")
    nel_portale(TERMINE_PASSATO % tavolo["svolta"])
    page.goto(verbale)
    premi(page, "Registra l'approvazione", "link")
    premi(page, "Registra l'approvazione")
    expect(page.locator(".verbale-approvazione")).to_contain_text("per silenzio")
    premi(page, "Sigilla la versione pubblica", "link")
    premi(page, "Emetti il documento")
    expect(page.get_by_role("link", name="Vai al risultato")).to_be_visible(timeout=LAVORO)
    page.goto(verbale)
    premi(page, "Pubblica")
    expect(page.locator(".distintivo").first).to_have_text("Verbale pubblicato")
    with page.expect_download() as attesa:
        page.get_by_role("link", name="Scarica il PDF").click()
    assert attesa.value.path().read_bytes().startswith(b"%PDF-")
