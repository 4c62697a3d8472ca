"""axe on every page that each role can reach by following links, at a desk and on a phone."""

import re
from collections import Counter
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser

from socialabs.utenti.demo import CONTI
from tests.browser.visita import NARROW, PIECES, WIDE, Caricamento, Visita, altro_visitatore


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")

# One page of each kind is enough: an id or a filter makes another address, not another page.
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[A-Z]\d{3}/|(?:/\d+)+/|/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/")
DOWNLOADS = re.compile(
    r"\.(zip|csv|xlsx|pdf|xml|json|ics)$|/pubblico/dati/$|/(archivio|esporta|scarica|originale|rifiutati|modello|xlsx|xml|csv|pdf)/"
)
# The link of an invitation, in the mail that carries it, works once and for its addressee.
SKIPPED = re.compile(r"/logout|/amministrazione/|formato=|/utenti/invito/")
# Whoever is asking, these are the same pages: the first role that meets them visits them for all.
SHARED = re.compile(r"^/(accessibilita|privacy|conto|utenti/profilo|tavolo/pubblico)/")
# Who has pages of their own comes first: a kind of page that two people have met, a third does not ask for.
VISITORS = (
    *("segreteria", "responsabile", "consulente", "operatore-cpi", "tavolo", "sistema", "operatore-cm", "azienda"),
    *("cooperativa", "auditor", "amministratore", "comitato", "tutor", "due-incarichi", "persona"),
)
ENOUGH_VISITORS = 2
LEAST_KINDS = 200
PUBLIC = ["/conto/login/", "/accessibilita/", "/privacy/", "/conto/password/reset/", "/tavolo/pubblico/"]
# A page as the server gives it, without drawing it: its links, but those in a mail shown (for its addressee), and its
# pieces.
GLANCE = f"""async (path) => {{
    const answer = await fetch(path, {{headers: {{Accept: 'text/html'}}}});
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return {{
        status: answer.status,
        links: [...page.querySelectorAll('a[href]:not(.messaggio-testo a)')].map(
            (link) => new URL(link.getAttribute('href'), answer.url).href),
        pieces: ({PIECES})(page),
    }};
}}"""


def kind(path: str) -> str:
    return VARIABLE.sub("*", path)


def crawl(visita: Visita, starts: list[str], met: Counter[str]) -> list[str]:
    """Visit each kind of page once; what was wrong, page by page. Drawn and examined is what has a piece never met."""
    visita.page.goto(starts[0])
    faults = [f"{starts[0]}: {fault}" for fault in faults_of(visita)]
    waiting, seen = list(starts), set()
    while waiting:
        path = waiting.pop(0)
        enough = 1 if SHARED.match(path) else ENOUGH_VISITORS
        if kind(path) in seen or (met[kind(path)] >= enough and path not in starts):
            continue
        seen.add(kind(path))
        met[kind(path)] += 1
        page = visita.page.evaluate(GLANCE, path)
        if page["status"] != 200:
            faults.append(f"{path}: {page['status']}")
            continue
        waiting += pages_among(page["links"], visita)
        if new := visita.unexamined(page["pieces"]):
            visita.page.goto(path)
            faults += [f"{path}: {fault}" for fault in faults_of(visita)]
            visita.examined.update(new)
    assert len(seen) >= len(starts)
    return faults


def faults_of(visita: Visita) -> list[str]:
    """What is wrong with the page as it is drawn, at a desk and on a phone."""
    found = []
    for size in (WIDE, NARROW):
        visita.page.set_viewport_size(size)
        if visita.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            found.append(f"la pagina scorre in orizzontale a {size['width']} pixel")
        found += [f"{fault} ({size['width']} pixel)" for fault in visita.violazioni()]
    visita.page.set_viewport_size(WIDE)
    return found


def pages_among(links: list[str], visita: Visita) -> list[str]:
    """The paths of this portal's pages among the links."""
    here = urlparse(visita.page.url).netloc
    return [
        urlparse(link).path
        for link in links
        if urlparse(link).netloc == here and not DOWNLOADS.search(urlparse(link).path) and not SKIPPED.search(link)
    ]


def test_no_violation_on_any_page_of_any_role(browser: Browser, portale: str, caricamento: Caricamento) -> None:
    """One test, since what one visitor has met the next need not examine."""
    assert set(VISITORS) == {conto.chiave for conto in CONTI}
    met: Counter[str] = Counter()
    with altro_visitatore(browser, portale) as nobody:
        faults = crawl(nobody, PUBLIC, met)
    for chiave in VISITORS:
        starts = ["/", caricamento.lavoro, caricamento.esito] if chiave == "operatore-cpi" else ["/"]
        with altro_visitatore(browser, portale) as visita:
            visita.entra(chiave)
            faults += [f"{chiave} {fault}" for fault in crawl(visita, starts, met)]
    assert not faults, "\n".join(faults)
    assert len(met) >= LEAST_KINDS


def test_a_page_that_is_not_there_has_no_violation(visita: Visita) -> None:
    visita.page.goto("/manca/")
    assert faults_of(visita) == []
