"""The portal as a newcomer meets it: `manage.py avvia` on an empty folder, driven through a real Chromium."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = (ROOT / "tests/vendor/axe-core/axe.min.js").read_text()
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=it-IT",
    # Chromium's own sandbox does not start under root, as in CI.
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
START_SECONDS = 120


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark = pytest.mark.skip(reason="non c'è Chromium: apt-get install chromium")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def portale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal started from nothing with its demo data, stopped at the end as by Ctrl-C."""
    folder = tmp_path_factory.mktemp("portale")
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL"}}
    log = (folder / "avvia.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "avvia", "--dati", str(folder / "dati"), "--porta", str(free_port())],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        yield wait_for_address(process, folder / "avvia.log")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0, (folder / "avvia.log").read_text()
        log.close()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_address(process: subprocess.Popen, log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"http://localhost:\d+", log.read_text()):
            return found[0]
        time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visita:
    """One person at the browser. Anything that the page's security policy or scripts complain of is an error."""

    def __init__(self, browser: Browser, portale: str, size: dict[str, int]):
        self.context = browser.new_context(viewport=size, locale="it-IT", base_url=portale)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def entra(self, chiave: str) -> Page:
        """Sign in with the one click of the demo account `chiave`."""
        self.page.goto("/conto/login/")
        self.page.locator(f'form[action$="/{chiave}/"] button').first.click()
        self.page.wait_for_load_state()
        return self.page

    def violazioni(self) -> list[str]:
        """What axe finds on the page as it is: WCAG 2.2 A and AA and best practices."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]


@pytest.fixture
def visita(browser: Browser, portale: str) -> Iterator[Visita]:
    """A visitor at a desk (1280 pixels)."""
    yield from visit(browser, portale, WIDE)


@pytest.fixture
def visita_da_telefono(browser: Browser, portale: str) -> Iterator[Visita]:
    """A visitor with a phone (390 pixels)."""
    yield from visit(browser, portale, NARROW)


def visit(browser: Browser, portale: str, size: dict[str, int]) -> Iterator[Visita]:
    visita = Visita(browser, portale, size)
    yield visita
    visita.context.close()
    assert visita.complaints == []
