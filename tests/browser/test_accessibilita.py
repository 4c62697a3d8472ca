"""axe on every page that each role can reach by following links, at a desk and on a phone."""

import re
from urllib.parse import urlparse

import pytest

from socialabs.utenti.demo import CONTI


# One page of each kind is enough: an id or a filter makes another address, not another page.
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[A-Z]\d{3}/|/\d+/")
SKIPPED = re.compile(r"\.(zip|csv|xlsx|pdf)$|/esporta|/scarica|/logout|/amministrazione/|formato=")
MOST_PAGES = 60


def kind(path: str) -> str:
    return VARIABLE.sub("*", path)


def crawl(visita, start: str) -> list[str]:
    """Visit each kind of page once; what was wrong, page by page."""
    waiting, seen, faults = [start], set(), []
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if kind(path) in seen:
            continue
        seen.add(kind(path))
        response = visita.page.goto(path)
        if response is None or response.status != 200:
            faults.append(f"{path}: {response.status if response else 'nessuna risposta'}")
            continue
        faults += [f"{path}: {violation}" for violation in visita.violazioni()]
        overflow = visita.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        if overflow:
            faults.append(f"{path}: la pagina scorre in orizzontale")
        links = visita.page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
        here = urlparse(visita.page.url).netloc
        waiting += [
            urlparse(link).path for link in links if urlparse(link).netloc == here and not SKIPPED.search(link)
        ]
    assert len(seen) > 3
    return faults


@pytest.mark.parametrize("chiave", [conto.chiave for conto in CONTI])
def test_no_violation_at_the_desk(visita, chiave: str) -> None:
    visita.entra(chiave)
    assert crawl(visita, "/") == []


@pytest.mark.parametrize("chiave", ["operatore-cm", "azienda"])
def test_no_violation_on_a_phone(visita_da_telefono, chiave: str) -> None:
    visita_da_telefono.entra(chiave)
    assert crawl(visita_da_telefono, "/") == []


@pytest.mark.parametrize("path", ["/conto/login/", "/accessibilita/", "/privacy/", "/conto/password/reset/"])
def test_public_pages_have_no_violation(visita, path: str) -> None:
    visita.page.goto(path)
    assert visita.violazioni() == []
