from typing import Any

from collocamento.models import Datore
from tests.porte import Porta
from tests.scena import Scena


PORTE: dict[str, Porta] = {}


def scena(scena: Scena) -> dict[str, Any]:
    """What stands behind the doors in the matrix: things of the employer of the holders."""
    return {}


def demo(datore: Datore) -> dict[str, Any]:
    """The same in the demonstration: things of the employer of its account."""
    return {}
