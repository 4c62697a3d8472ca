"""Filters of the pages of the position."""

from django import template

from collocamento.posizione import elenchi
from collocamento.posizione.models import Episodio


register = template.Library()


@register.filter
def ritardo(episodio: Episodio) -> int | None:
    """Days past the term; None where no term runs."""
    return elenchi.ritardo(episodio)


@register.filter
def verifica_in_parole(esito: str | None) -> str:
    """The outcome of a check; empty where there was none."""
    return elenchi.esito_in_parole(esito)
