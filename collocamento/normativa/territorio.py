"""Which region a province belongs to, by ISTAT code or by initials."""

from __future__ import annotations

from functools import cache

from collocamento.normativa.catalogo import leggi


@cache
def _regioni() -> dict[str, str]:
    return {
        codice: regione
        for regione, province in leggi("province")["regioni"].items()
        for provincia in province
        for codice in provincia.split()
    }


def regione(provincia: str) -> str | None:
    """ISTAT code of the region of a province, None for a province not in the table."""
    return _regioni().get(provincia)


def stessa_regione(una: str, altra: str) -> bool | None:
    """Whether two provinces are in one region; None when the table has not both."""
    prima, seconda = regione(una), regione(altra)
    return None if prima is None or seconda is None else prima == seconda
