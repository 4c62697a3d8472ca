"""Figures of a return for the pages: those of quadro 3 by province, and two years side by side."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.models import Prospetto
from collocamento.scheda import ETICHETTE


# Figures of quadro 3 that stand in a row, national or provincial.
RIEPILOGO = (
    ("base_art3", gettext_lazy("Base art. 3")),
    ("base_art18", gettext_lazy("Base art. 18")),
    ("quota_disabili", gettext_lazy("Quota disabili")),
    ("disabili", gettext_lazy("In forza")),
    ("esonerati", gettext_lazy("Esonerati")),
    ("scoperture_disabili", gettext_lazy("Mancano")),
    ("quota_art18", gettext_lazy("Quota art. 18")),
    ("categorie_protette", gettext_lazy("In forza art. 18")),
    ("scoperture_art18", gettext_lazy("Mancano art. 18")),
)


class Riga(NamedTuple):
    nome: str
    valori: list[Any]


class Coppia(NamedTuple):
    etichetta: str
    prima: Any
    dopo: Any
    scarto: str


def figure_dichiarate(dichiarati: Mapping[str, Any], province: Mapping[str, str]) -> dict[str, Any]:
    """Quadro 3 as a table: the country first; empty when there is none."""
    nazionale = dichiarati.get("nazionale")
    if not nazionale:
        return {}
    # The form calls the exempt positions of the country by another name.
    righe = [Riga(_("Italia"), _valori({**nazionale, "esonerati": nazionale.get("esoneri")}))]
    for codice, cifre in dichiarati.get("province", {}).items():
        righe.append(Riga(province.get(codice, codice), _valori(cifre)))
    return {"intestazioni": [titolo for _nome, titolo in RIEPILOGO], "righe": righe}


def _valori(cifre: Mapping[str, Any]) -> list[Any]:
    return [cifre.get(nome) for nome, _titolo in RIEPILOGO]


def cifre_affiancate(prima: Prospetto, dopo: Prospetto) -> list[Coppia]:
    """The engine's national figures of two returns, with the difference where they are numbers."""
    coppie = []
    for nome, etichetta in ETICHETTE.items():
        vecchia, nuova = getattr(prima.calcolo, nome, None), getattr(dopo.calcolo, nome, None)
        if vecchia is None or isinstance(vecchia, bool):
            continue
        numeri = isinstance(vecchia, int) and isinstance(nuova, int)
        scarto = f"{nuova - vecchia:+d}".replace("-", "−") if numeri and nuova != vecchia else ""
        coppie.append(Coppia(str(etichetta), vecchia, nuova, scarto))
    return coppie
