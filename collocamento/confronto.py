"""Two versions of a return side by side: every value that changed, and where it stands in the form."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collocamento.models import Prospetto


# The parts of the form by the names that its readers know; any other field is called as in the form.
NOMI: dict[str, Promise] = {
    "dati": _("Quadro 1, dati del prospetto"),
    "sede_legale": _("Quadro 1, sede legale"),
    "gradualita": _("gradualità"),
    "sospensione_mobilita": _("sospensione per mobilità"),
    "selezioni_pubbliche": _("selezioni pubbliche"),
    "fogli": _("Quadro 2"),
    "riepilogo": _("Quadro 3"),
    "dipendenti": _("personale dipendente"),
    "non_dipendenti": _("personale non dipendente"),
    "base_art3": _("base di computo art. 3"),
    "base_art18": _("base di computo art. 18"),
    "quota_art18": _("quota art. 18"),
    "scoperture_art18": _("scoperture art. 18"),
    "esuberi_art18": _("esuberi art. 18"),
    "categorie_protette": _("categorie protette"),
}


class Cambiamento(NamedTuple):
    """A place of the form and its value before and after; an empty text is a value that was not there."""

    dove: str
    prima: str
    dopo: str


def differenze_fra(prima: Prospetto, dopo: Prospetto) -> list[Cambiamento]:
    """What differs between quadri 1, 2 and 3 of two documents, in the order of the form. No person is compared."""
    return differenze_fra_contenuti(_contenuto(prima), _contenuto(dopo))


def differenze_fra_contenuti(prima: dict[str, Any], dopo: dict[str, Any]) -> list[Cambiamento]:
    """The same for two contents as a return keeps them (`contenuto`, and quadro 3 under `riepilogo`)."""
    vecchie, nuove = dict(_foglie(prima)), dict(_foglie(dopo))
    luoghi = [*vecchie, *(luogo for luogo in nuove if luogo not in vecchie)]
    return [
        Cambiamento(luogo, vecchie.get(luogo, ""), nuove.get(luogo, ""))
        for luogo in luoghi
        if vecchie.get(luogo, "") != nuove.get(luogo, "")
    ]


def _contenuto(prospetto: Prospetto) -> dict[str, Any]:
    return {**prospetto.contenuto, "riepilogo": prospetto.dichiarati}


def _foglie(valore: Any, luogo: str = "") -> Iterator[tuple[str, str]]:
    """Every single value below `valore` with its path in words; sheets are named by province, other rows by number."""
    if isinstance(valore, dict):
        for nome, sotto in valore.items():
            yield from _foglie(sotto, _sotto(luogo, str(NOMI.get(nome) or nome.replace("_", " "))))
    elif isinstance(valore, list):
        for numero, sotto in enumerate(valore, 1):
            nome = sotto.get("provincia") if isinstance(sotto, dict) else None
            yield from _foglie(sotto, _sotto(luogo, str(nome or numero)))
    elif valore not in (None, ""):
        yield luogo, str(valore)


def _sotto(luogo: str, nome: str) -> str:
    return f"{luogo} › {nome}" if luogo else nome
