"""A year with Law 68/1999 as the office lives it: a late employer, its requests, its convention, its certificate."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.anno import LAVORO, accedi, detto, fai, firma, linguetta, premi, riga, senza_difetti
from tests.browser.visita import NARROW, Visita, altro_visitatore


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")


@dataclass
class Persone:
    """Who meets about an employer: the office at its desks, the company on a phone."""

    operatore: Visita
    responsabile: Visita
    azienda: Visita


@pytest.fixture
def persone(browser: Browser, portale: str, anno: dict[str, Any]) -> Iterator[Persone]:
    with ExitStack() as aperte:
        entra = aperte.enter_context
        persone = Persone(
            operatore=entra(altro_visitatore(browser, portale)),
            responsabile=entra(altro_visitatore(browser, portale)),
            azienda=entra(altro_visitatore(browser, portale, NARROW)),
        )
        persone.operatore.entra("operatore-cm")
        persone.responsabile.entra("responsabile")
        accedi(persone.azienda, anno["ufficio"]["email"])
        yield persone


def test_the_office_follows_an_employer_from_its_delay_to_the_certificate(
    persone: Persone, visita: Visita, anno: dict[str, Any]
) -> None:
    sua = anno["ufficio"]
    verifica_e_segnala(persone, sua)
    decide_l_esonero(persone, sua)
    stipula_la_convenzione(persone, sua)
    codice = certifica(persone, sua)
    pubblico = visita.page
    pubblico.goto("/documenti/verifica/")
    pubblico.get_by_label("Codice di verifica").fill(codice)
    with pubblico.expect_navigation():
        pubblico.keyboard.press("Enter")
    expect(pubblico.locator("main")).to_contain_text("Documento autentico e valido")
    expect(pubblico.locator("main")).not_to_contain_text(sua["nome"])


def verifica_e_segnala(persone: Persone, sua: dict[str, Any]) -> None:
    """The late employer is on the office's list; what is found is recorded, and the letter issued once."""
    page = persone.operatore.page
    premi(page, "Oltre il termine", "link")
    page.get_by_role("link", name=sua["nome"]).click()
    expect(page.locator("main")).to_contain_text("passato da 40 giorni")
    page.get_by_label("Scopertura confermata").check()
    page.get_by_label("Che cosa è stato accertato").fill("Sentita l'azienda: nessuna richiesta.")
    premi(page, "Registra la verifica")
    detto(page, "Verifica registrata.")
    episodio = page.url
    senza_difetti(persone.operatore)

    page = persone.responsabile.page
    page.goto(episodio)
    premi(page, "Segnala all'Ispettorato", "link")
    premi(page, "Emetti il documento")
    page.get_by_role("link", name="Vai al risultato").click(timeout=LAVORO)
    with page.expect_download() as attesa:
        page.get_by_role("link", name="Scarica il PDF").click()
    with pikepdf.open(attesa.value.path()) as lettera:
        assert lettera.Root.MarkInfo.Marked
    page.goto(episodio)
    expect(page.get_by_role("link", name="Segnalazione all'Ispettorato del lavoro n.")).to_be_visible()
    expect(page.get_by_role("link", name="Segnala all'Ispettorato")).to_have_count(0)


def decide_l_esonero(persone: Persone, sua: dict[str, Any]) -> None:
    """Notice, observations, decision: of the two positions asked for, one, and the quota shows it."""
    page = persone.operatore.page
    page.goto("/provvedimenti/")
    riga(page, sua["nome"]).get_by_role("link").first.click()
    fai(page, "Prendi in carico")
    atto = page.url

    page = persone.responsabile.page
    page.goto(atto)
    premi(page, "Comunica il preavviso di rigetto", "link")
    page.get_by_label("Motivi che ostano all'accoglimento").fill("La relazione non dice quali posti.")
    premi(page, "Comunica il preavviso di rigetto")
    expect(page.locator("main")).to_contain_text("intanto il termine per decidere è fermo")

    telefono = persone.azienda.page
    telefono.goto(atto)
    premi(telefono, "Rispondi all'ufficio", "link")
    telefono.locator("main textarea").fill("Sono i posti dei due forni.")
    premi(telefono, "Rispondi all'ufficio")
    detto(telefono, "Risposta inviata.")

    page.goto(atto)
    premi(page, "Concedi", "link")
    page.get_by_label("Posizioni concesse").fill("1")
    page.get_by_label("Motivazione").fill("Il pericolo è documentato per una posizione.")
    premi(page, "Concedi")
    expect(page.locator(".intestazione-distintivi")).to_contain_text("Concesso in parte")
    senza_difetti(persone.responsabile)
    linguetta(page, "La quota")
    expect(page.locator(".risposta-frase")).to_contain_text("doveva assumere 2 persone con disabilità")
    expect(page.locator(".coperture")).to_contain_text("Esonero parziale di 1 posizione")


def stipula_la_convenzione(persone: Persone, sua: dict[str, Any]) -> None:
    """The committee's opinion, one text for all, a signature of each; then its hirings are not due yet."""
    page = persone.operatore.page
    page.goto("/convenzioni/")
    riga(page, sua["nome"]).get_by_role("link").first.click()
    fai(page, "Prendi in carico")
    fai(page, "Chiedi il parere del comitato")
    premi(page, "Registra il parere", "link")
    page.get_by_label("Favorevole", exact=True).check()
    page.get_by_label("Verbale del comitato").fill("Verbale n. 12")
    premi(page, "Registra il parere")
    fai(page, "Condividi il testo per la firma")

    telefono = persone.azienda.page
    telefono.goto("/")
    premi(telefono, "Convenzione n. 1, art. 11", "link")
    firma(telefono)
    senza_difetti(persone.azienda)

    page = persone.responsabile.page
    page.goto(telefono.url)
    firma(page)
    expect(page.locator(".intestazione-distintivi")).to_contain_text("Firmato")
    linguetta(page, "La quota")
    expect(page.locator(".risposta-frase")).to_contain_text("doveva assumere 1 persona con disabilità")
    expect(page.locator(".coperture")).to_contain_text("Convenzione art. 11")


def certifica(persone: Persone, sua: dict[str, Any]) -> str:
    """The certificate says that posts are missing, and why; its code."""
    page = persone.operatore.page
    page.goto("/ottemperanza/")
    riga(page, sua["nome"]).get_by_role("link").first.click()
    premi(page, "Prendi in carico")
    premi(page, "Manda alla firma")
    detto(page, "La risposta è alla firma del responsabile.")
    pratica = page.url

    page = persone.responsabile.page
    page.goto(pratica)
    expect(page.locator("main")).to_contain_text("scadeva il")
    premi(page, "Decidi ed emetti la risposta")
    page.get_by_role("link", name="Vai al risultato").click(timeout=LAVORO)
    premi(page, "Certificato di ottemperanza n.", "link")
    return codice_di(page)


def codice_di(page: Page) -> str:
    """The verification code that the document's page shows."""
    return page.get_by_text("Codice di verifica").locator("xpath=following::dd[1]").inner_text().strip()
