"""The demo corpus, read once."""

import json
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest


DEMO = Path(__file__).resolve().parents[2] / "demo"


@pytest.fixture(scope="session")
def corpus() -> Mapping[str, bytes]:
    """Every file of the demo zip, by name."""
    with ZipFile(DEMO / "prospetti_demo.zip") as archivio:
        return {nome: archivio.read(nome) for nome in archivio.namelist()}


@pytest.fixture(scope="session")
def attesi() -> dict:
    """What an import of the demo zip must decide."""
    return json.loads((DEMO / "prospetti_demo_attesi.json").read_text())


@pytest.fixture(scope="session")
def modello(corpus) -> bytes:
    """A valid return of ordinary size."""
    return corpus["prospetto_0112600000003206.xml"]
