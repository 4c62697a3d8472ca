"""The readings of the law in use, in words: every result is shown with them."""

from __future__ import annotations

from dataclasses import fields

from collocamento.normativa.catalogo import catalogo
from collocamento.normativa.tipi import IMPOSTAZIONI, Impostazioni


def letture(impostazioni: Impostazioni = IMPOSTAZIONI, lang: str = "it") -> dict[str, str]:
    """For each setting, the sentence that says which reading is used, in Italian ("it") or English ("en")."""
    frasi = catalogo()["letture"]
    return {
        campo.name: frasi[f"{campo.name}_{getattr(impostazioni, campo.name)}"][lang] for campo in fields(impostazioni)
    }
