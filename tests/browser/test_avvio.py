"""The first command for real: from an empty folder to a page. That it leaves nothing is asked by `portale`."""

import json
import urllib.request
from pathlib import Path
from urllib.parse import urlparse

import pytest

from socialabs.servizi import avvia
from socialabs.servizi.cartella import Cartella, read_state


pytestmark = [pytest.mark.processi, pytest.mark.xdist_group("browser")]


def test_from_an_empty_folder_to_a_page(portale: str, cartella: Path) -> None:
    assert f"{portale}\n" in (cartella / "avvia.log").read_text()
    with urllib.request.urlopen(f"{portale}/") as page:
        assert page.status == 200
    assert avvia.health(urlparse(portale).port)["database"] is True


def test_the_portal_tells_its_parts_and_its_accounts(portale: str, cartella: Path) -> None:
    dati = Cartella.at(cartella / "dati")
    assert len(read_state(dati)["processi"]) == 6
    assert len(json.loads(dati.accounts_file.read_text())) == 15
