"""axe on every page that each role can reach by following links, at a desk and on a phone."""

import re
from urllib.parse import urlparse

import pytest

from socialabs.utenti.demo import CONTI
from tests.browser.visita import NARROW, WIDE, Caricamento, Visita


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")

# One page of each kind is enough: an id or a filter makes another address, not another page.
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[A-Z]\d{3}/|(?:/\d+)+/")
DOWNLOADS = re.compile(
    r"\.(zip|csv|xlsx|pdf|xml|json|ics)$|/pubblico/dati/$|/(archivio|esporta|scarica|originale|rifiutati|modello|xlsx|xml|csv|pdf)/"
)
# The link of an invitation, in the mail that carries it, works once and for its addressee.
SKIPPED = re.compile(r"/logout|/amministrazione/|formato=|/utenti/invito/")
# Whoever is asking, these are the same pages: the first role that meets them visits them for all.
SHARED = re.compile(r"^/(accessibilita|privacy|conto|utenti/profilo|tavolo/pubblico)/")
MOST_PAGES = 60
# The page without what differs from one reader or one day to another: two pages alike here are alike for axe.
SKELETON = r"""() => document.querySelector('main').outerHTML
    .replace(/>[^<]*</g, '><').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replace(/ value="[^"]*"/g, '')"""


@pytest.fixture(scope="module")
def visti() -> set[str]:
    """Shared pages already visited and skeletons already examined, by any role."""
    return set()


def kind(path: str) -> str:
    return VARIABLE.sub("*", path)


def crawl(visita: Visita, starts: list[str], visti: set[str]) -> list[str]:
    """Visit each kind of page once; what was wrong, page by page."""
    waiting, seen, met, faults = list(starts), set(), set(), []
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        met.add(kind(path))
        if kind(path) in seen | visti:
            continue
        seen.add(kind(path))
        if SHARED.match(path):
            visti.add(kind(path))
        response = visita.page.goto(path)
        if response is None or response.status != 200:
            faults.append(f"{path}: {response.status if response else 'nessuna risposta'}")
            continue
        faults += [f"{path}: {fault}" for fault in faults_of(visita, visti, whole=len(seen) == 1)]
        waiting += links(visita)
    assert len(met) > 3
    return faults


def faults_of(visita: Visita, visti: set[str], *, whole: bool) -> list[str]:
    """What is wrong with the page as it is; axe skips a page like one examined before, unless asked for `whole`."""
    found = []
    for size in (NARROW, WIDE):
        visita.page.set_viewport_size(size)
        if visita.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            found.append(f"la pagina scorre in orizzontale a {size['width']} pixel")
    visita.page.set_viewport_size(visita.size)
    skeleton = visita.page.evaluate(SKELETON)
    if whole or skeleton not in visti:
        visti.add(skeleton)
        found += visita.violazioni()
    return found


def links(visita: Visita) -> list[str]:
    """The paths of this portal's pages that the page leads to; those in a mail shown are for its addressee."""
    hrefs = visita.page.eval_on_selector_all("a[href]:not(.messaggio-testo a)", "links => links.map(a => a.href)")
    found = [urlparse(link) for link in hrefs]
    here = urlparse(visita.page.url).netloc
    return [
        link.path
        for link in found
        if link.netloc == here and not DOWNLOADS.search(link.path) and not SKIPPED.search(link.geturl())
    ]


@pytest.mark.parametrize("chiave", [conto.chiave for conto in CONTI])
def test_no_violation_at_the_desk(visita: Visita, chiave: str, caricamento: Caricamento, visti: set[str]) -> None:
    visita.entra(chiave)
    starts = ["/", caricamento.lavoro, caricamento.esito] if chiave == "operatore-cpi" else ["/"]
    assert crawl(visita, starts, visti) == []


def test_no_violation_on_a_phone(visita_da_telefono: Visita, caricamento: Caricamento) -> None:
    visita_da_telefono.entra("operatore-cm")
    assert crawl(visita_da_telefono, ["/", caricamento.esito], set()) == []


def test_the_tables_public_pages_have_no_violation(visita: Visita) -> None:
    """Without signing in, at a desk and on a phone, from the page to its minutes, decisions and open data."""
    assert crawl(visita, ["/tavolo/pubblico/"], set()) == []


@pytest.mark.parametrize(
    "path", ["/conto/login/", "/accessibilita/", "/privacy/", "/conto/password/reset/", "/manca/"]
)
def test_public_pages_have_no_violation(visita: Visita, path: str) -> None:
    visita.page.goto(path)
    assert visita.violazioni() == []
