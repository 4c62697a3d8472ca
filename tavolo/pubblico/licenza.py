"""The licence of the open data: dated configuration, so that a new one begins on its day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from socialabs.base.giorni import oggi


@dataclass(frozen=True, slots=True)
class Licenza:
    dal: date
    codice: str
    nome: str
    url: str


class SenzaLicenza(Exception):
    """No licence of the file is in force: data cannot be given out without one."""


def licenza(giorno: date | None = None) -> Licenza:
    """The licence in force on `giorno` (today by default). Raises SenzaLicenza."""
    giorno = giorno or oggi()
    file = tomllib.loads(Path(settings.TAVOLO_LICENZE).read_text())
    in_vigore = [riga for riga in (Licenza(**voce) for voce in file["licenza"]) if riga.dal <= giorno]
    if not in_vigore:
        raise SenzaLicenza(str(settings.TAVOLO_LICENZE))
    return max(in_vigore, key=lambda riga: riga.dal)
