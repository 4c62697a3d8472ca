"""The portal as a newcomer meets it: `manage.py avvia` on an empty folder, driven through a real Chromium."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, sync_playwright

from socialabs.servizi import porte, sistema
from socialabs.servizi.cartella import Cartella, read_state
from socialabs.servizi.processi import start_time
from tests.browser.visita import NARROW, Caricamento, Visita, altro_visitatore


ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = sistema.chromium()
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
START_SECONDS = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark = pytest.mark.skip(reason=f"non c'è Chromium: {sistema.advice([sistema.CHROMIUM])}")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and "browser" in item.fixturenames:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def cartella(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the portal keeps its data."""
    return tmp_path_factory.mktemp("portale")


@pytest.fixture(scope="session")
def nel_portale(cartella: Path, portale: str) -> Callable[[str], None]:
    """`nel_portale(code)`: run Python on the portal's own data, for what no page can bring about (time passing)."""
    servizi = json.loads((cartella / "dati" / "servizi.json").read_text())

    def esegui(codice: str) -> None:
        comando = [sys.executable, "manage.py", "shell", "-v0", "-c", codice]
        subprocess.run(comando, cwd=ROOT, env=os.environ | servizi["ambiente"], check=True, timeout=120)

    return esegui


def environment() -> dict[str, str]:
    """The environment without the test database's addresses: the portal has its own."""
    return {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL"}}


@pytest.fixture(scope="session")
def portale(cartella: Path) -> Iterator[str]:
    """The address of a portal started from nothing with its demo data; stopped as by Ctrl-C, it leaves nothing."""
    log, dati, porta = cartella / "avvia.log", cartella / "dati", free_port()
    command = [sys.executable, "manage.py", "avvia", "--dati", str(dati), "--porta", str(porta)]
    with log.open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=said, stderr=subprocess.STDOUT)
    pids = []
    try:
        address = wait_for_address(process, log)
        pids = [item["pid"] for item in read_state(Cartella.at(dati))["processi"]]
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0, log.read_text()
    assert log.read_text().endswith("Portale fermato.\n")
    assert [pid for pid in pids if start_time(pid)] == []
    assert porte.is_free(porta) and read_state(Cartella.at(dati)) is None
    Cartella.at(dati).erase()


def free_port() -> int:
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


@pytest.fixture(scope="session")
def caricamento(browser: Browser, portale: str) -> Iterator[Caricamento]:
    """The demo package loaded from the page by the front-desk operator, who reloads while it goes on."""
    with altro_visitatore(browser, portale) as visita:
        page = visita.entra("operatore-cpi")
        page.get_by_role("link", name="Prospetti ricevuti").first.click()
        page.get_by_role("button", name="Carica il pacchetto dimostrativo").click()
        page.wait_for_url("**/lavori/*/")
        lavoro = urlparse(page.url).path
        avanzamento = [page.locator(".lavoro").inner_text()]
        page.reload()
        avanzamento.append(page.locator(".lavoro").inner_text())
        page.get_by_role("link", name="Vai al risultato").click(timeout=240_000)
        page.wait_for_url("**/collocamento/consegne/*/")
        yield Caricamento(avanzamento, lavoro, urlparse(page.url).path)


@pytest.fixture(scope="session")
def tavolo(portale: str, cartella: Path) -> dict[str, Any]:
    """Meetings of two working groups, put into the running portal (see tavolo_in_scena)."""
    return in_scena("tavolo_in_scena", cartella)


@pytest.fixture(scope="session")
def anno(portale: str, cartella: Path) -> dict[str, Any]:
    """The employers of the year's journeys, put into the running portal (see anno_in_scena)."""
    return in_scena("anno_in_scena", cartella)


def in_scena(modulo: str, cartella: Path) -> dict[str, Any]:
    """What `allestisci` of a module of this folder makes in the running portal, as it tells."""
    fatto = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", f"from tests.browser.{modulo} import *; allestisci()"],
        cwd=ROOT,
        env=environment() | {"SOCIALABS_DATI": str(cartella / "dati")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    # Not check=True: what went wrong is in the output, which CalledProcessError does not show.
    assert fatto.returncode == 0, fatto.stdout
    return json.loads(fatto.stdout.strip().splitlines()[-1])


@pytest.fixture
def visita(browser: Browser, portale: str) -> Iterator[Visita]:
    """A visitor at a desk (1280 pixels)."""
    with altro_visitatore(browser, portale) as visita:
        yield visita


@pytest.fixture
def visita_da_telefono(browser: Browser, portale: str) -> Iterator[Visita]:
    """A visitor with a phone (390 pixels)."""
    with altro_visitatore(browser, portale, NARROW) as visita:
        yield visita


@pytest.fixture
def visita_senza_javascript(browser: Browser, portale: str) -> Iterator[Visita]:
    with altro_visitatore(browser, portale, java_script_enabled=False) as visita:
        yield visita
