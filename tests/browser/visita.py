"""A person at the browser, and what she saw while loading a package."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page


AXE = (Path(__file__).resolve().parents[1] / "vendor/axe-core/axe.min.js").read_text()
# The pieces of a page, which are what axe judges: every element where it stands, with the attributes that axe reads,
# and the headings by twos. Texts and addresses count as being there or not: they differ from reader to reader.
PIECES = r"""(page) => {
    const READ = new Set(['class', 'type', 'role', 'scope', 'lang', 'tabindex', 'aria-hidden', 'autocomplete']);
    const NOTED = new Set(['alt', 'colspan', 'controls', 'disabled', 'for', 'headers', 'hidden', 'href', 'id', 'label',
        'open', 'placeholder', 'readonly', 'required', 'rowspan', 'src', 'start', 'summary', 'title']);
    const noted = (name) => NOTED.has(name) || name.startsWith('aria-');
    const piece = (element) => {
        const attributes = [...element.attributes].flatMap(({name, value}) =>
            READ.has(name) ? `${name}=${value}` : noted(name) ? (value ? name : `${name}=`) : []);
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const above = element.parentElement;
        return `${above.localName}.${above.className}|${[element.localName, ...attributes.sort(), text].join(' ')}`;
    };
    const headings = [...page.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => heading.localName);
    return [...page.querySelectorAll('body *')].map(piece).concat(
        headings.map((heading, n) => `${headings[n - 1]}|${heading}`));
}"""
PIECES_HERE = f"() => ({PIECES})(document)"
# On the whole page, or on some of the elements that PIECES tells, by their place among them.
RUN_AXE = """(places) => axe.run(
    places ? {include: [...document.querySelectorAll('body *')].filter((_, n) => places.includes(n))} : document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'], preload: false,
})"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


# The pieces examined so far, by anybody on any page, for each width of the window.
EXAMINED: dict[int, set[str]] = {}


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
        """What axe finds on the page as it is, where it has a piece never examined: WCAG 2.2 A and AA, best practices.

        On a phone, where pages are looked at after the desk, the new elements alone are examined.
        """
        pieces = self.page.evaluate(PIECES_HERE)
        new = self.unexamined(pieces)
        if not new:
            return []
        places = None
        if self.size == WIDE and self.page.viewport_size == NARROW:
            places = [n for n, piece in enumerate(pieces) if self._known_as(piece) in new]
        self.examined.update(new)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE, places)
        return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]

    def unexamined(self, pieces: list[str]) -> set[str]:
        """The pieces never examined in a window as wide as this."""
        return {self._known_as(piece) for piece in pieces} - self.examined

    def _known_as(self, piece: str) -> str:
        """On a phone an element is the same wherever it stands."""
        return piece.split("|")[-1] if self.page.viewport_size == NARROW else piece

    @property
    def examined(self) -> set[str]:
        """The pieces examined so far in a window as wide as this."""
        return EXAMINED.setdefault(self.page.viewport_size["width"], set())


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
