"""A person at the browser, and what she saw while loading a package."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page


AXE = (Path(__file__).resolve().parents[1] / "vendor/axe-core/axe.min.js").read_text()
RUN_AXE = """() => axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'], preload: false,
})"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Visita:
    """One person at the browser.

    Anything that the page's security policy or scripts complain of is kept in `complaints`; that the page itself was
    refused (a 404 that a test wants) is not.
    """

    def __init__(self, browser: Browser, portale: str, size: dict[str, int], **options: Any):
        self.context = browser.new_context(viewport=size, locale="it-IT", base_url=portale, **options)
        self.page: Page = self.context.new_page()
        self.size = size
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type == "error" and not refused:
            self.complaints.append(message.text)

    def entra(self, chiave: str) -> Page:
        """Sign in with the one click of the demo account `chiave`."""
        self.page.goto("/conto/login/")
        self.page.locator(f'form[action$="/{chiave}/"] button').first.click()
        self.page.wait_for_url(lambda url: "/conto/login/" not in url)
        return self.page

    def violazioni(self) -> list[str]:
        """What axe finds on the page as it is: WCAG 2.2 A and AA and best practices."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE)
        return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]


@contextmanager
def altro_visitatore(browser: Browser, portale: str, size: dict[str, int] = WIDE, **options: Any) -> Iterator[Visita]:
    """Somebody at a browser of her own, who in the end must have found nothing to complain of."""
    visita = Visita(browser, portale, size, **options)
    yield visita
    visita.context.close()
    # Said in full: outside the test modules pytest shows no values.
    assert visita.complaints == [], visita.complaints


@dataclass(frozen=True, slots=True)
class Caricamento:
    """What a newcomer saw while loading the demo package, and the addresses (paths) of the job and of the outcome."""

    avanzamento: list[str]
    lavoro: str
    esito: str
