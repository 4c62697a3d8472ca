"""Italian sentences for the verbs of the register. Each app declares its own in its module `registro_azioni`."""

from collections.abc import Mapping

from django.apps import apps


_etichette: dict[str, str] = {}
_ruoli: dict[str, str] = {}


def registra(etichette: Mapping[str, str]) -> None:
    """Declare verbs: {"prospetto.importato": _("Ha importato un prospetto")}."""
    _etichette.update(etichette)


def etichetta(verbo: str) -> str:
    """The sentence of a verb, or the verb itself where no app declares it."""
    return str(_etichette.get(verbo, verbo))


def registra_ruoli(ruoli: Mapping[str, str]) -> None:
    """Declare the roles by name: this floor knows only their codes."""
    _ruoli.update(ruoli)


def nome_del_ruolo(ruolo: str) -> str:
    return str(_ruoli.get(ruolo, ruolo))


def nome_del_tipo(tipo: str) -> str:
    """The name of a kind of object in words; a kind that is no model (a list, a report) stays as it is."""
    try:
        return str(apps.get_model(tipo)._meta.verbose_name)
    except (LookupError, ValueError):
        return tipo


def scelte() -> list[tuple[str, str]]:
    """(verb, sentence) of all the declared ones, by sentence: choices of a filter."""
    return sorted(((verbo, str(frase)) for verbo, frase in _etichette.items()), key=lambda voce: voce[1].lower())
