import pytest
import time_machine

from tests.convenzioni.fabbriche import Parti, parti


@pytest.fixture
def marzo():
    """A day of 2026: the new ceiling of art. 12-bis holds."""
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def p(db: None, marzo: object, settings, tmp_path) -> Parti:
    settings.ARCHIVIO_DIR = tmp_path
    return parti()
