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
# A page as the server gives it, without drawing it: its links but those in a mail shown (for its addressee), and its
# pieces, which are what axe judges: every element where it stands, and the headings by twos. Texts and addresses
# count only as being there or not: they differ from one reader to another.
GLANCE = r"""async (path) => {
    const KEPT = new Set(['class', 'type', 'role', 'scope', 'lang', 'tabindex', 'aria-hidden', 'autocomplete']);
    const place = (element) => element ? `${element.localName}.${element.className}` : '';
    const piece = (element) => {
        const attributes = [...element.attributes].map(({name, value}) =>
            KEPT.has(name) ? `${name}=${value}` : value ? name : `${name}=`);
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const {parentElement: above} = element;
        return [place(above?.parentElement), place(above), element.localName, ...attributes.sort(), text].join(' ');
    };
    const answer = await fetch(path, {headers: {Accept: 'text/html'}});
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const headings = [...page.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => heading.localName);
    return {
        status: answer.status,
        links: [...page.querySelectorAll('a[href]:not(.messaggio-testo a)')].map(
            (link) => new URL(link.getAttribute('href'), answer.url).href),
        pieces: [...page.querySelectorAll('main *')].map(piece).concat(
            headings.map((heading, n) => `${headings[n - 1]} ${heading}`)),
    };
}"""


@pytest.fixture(scope="module")
def visti() -> set[str]:
    """Shared pages already visited and pieces already examined, by any role."""
    return set()


def kind(path: str) -> str:
    return VARIABLE.sub("*", path)


def crawl(visita: Visita, starts: list[str], visti: set[str]) -> list[str]:
    """Visit each kind of page once; what was wrong, page by page. Drawn and examined is what has a piece never met."""
    visita.page.goto(starts[0])
    faults = [f"{starts[0]}: {fault}" for fault in faults_of(visita)]
    waiting, seen, met = list(starts), set(), set()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        met.add(kind(path))
        if kind(path) in seen | visti:
            continue
        seen.add(kind(path))
        if SHARED.match(path):
            visti.add(kind(path))
        page = visita.page.evaluate(GLANCE, path)
        if page["status"] != 200:
            faults.append(f"{path}: {page['status']}")
            continue
        waiting += pages_among(page["links"], visita)
        if not visti.issuperset(page["pieces"]):
            visti.update(page["pieces"])
            visita.page.goto(path)
            faults += [f"{path}: {fault}" for fault in faults_of(visita)]
    assert len(met) > 3
    return faults


def faults_of(visita: Visita) -> list[str]:
    """What is wrong with the page as it is drawn."""
    found = []
    for size in (NARROW, WIDE):
        visita.page.set_viewport_size(size)
        if visita.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            found.append(f"la pagina scorre in orizzontale a {size['width']} pixel")
    visita.page.set_viewport_size(visita.size)
    return found + visita.violazioni()


def pages_among(links: list[str], visita: Visita) -> list[str]:
    """The paths of this portal's pages among the links."""
    here = urlparse(visita.page.url).netloc
    return [
        urlparse(link).path
        for link in links
        if urlparse(link).netloc == here and not DOWNLOADS.search(urlparse(link).path) and not SKIPPED.search(link)
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
