"""The parameters of a report: in words for its readers, and as the query string of its permalink."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict


def parametri_leggibili(form: forms.Form) -> list[tuple[str, str]]:
    """The parameters of a valid form as their reader chose them."""
    return [(str(campo.label), _scelta(campo, form.cleaned_data[campo.name])) for campo in form]


def _scelta(campo: forms.BoundField, valore: Any) -> str:
    if isinstance(valore, list | tuple):
        return ", ".join(_scelta(campo, v) for v in valore)
    if isinstance(campo.field, forms.ChoiceField) and not isinstance(campo.field, forms.ModelChoiceField):
        # A form may clean a choice into a number: its text is still that of the choice.
        return str({str(k): v for k, v in campo.field.choices}.get(str(valore), valore))
    if isinstance(valore, date):
        return f"{valore:%d/%m/%Y}"
    return "" if valore is None else str(valore)


def valori_scritti(form: forms.Form) -> dict[str, list[str]]:
    """What each field was given, as an address writes it; fields left empty are not there."""
    scritti = {campo.name: _scritti(campo.value()) for campo in form}
    return {nome: valori for nome, valori in scritti.items() if valori}


def _scritti(valore: Any) -> list[str]:
    if isinstance(valore, list | tuple):
        return [testo for v in valore for testo in _scritti(v)]
    if valore is None or valore == "":
        return []
    return [valore.isoformat() if isinstance(valore, date) else str(getattr(valore, "pk", valore))]


def interrogazione(form: forms.Form) -> str:
    """All the parameters, defaults included, always in the same order: the same question has one address only."""
    return urlencode(valori_scritti(form), doseq=True)


def diversi_dal_consueto(form: forms.Form) -> str:
    """Only the parameters that differ from their defaults: the others follow the defaults of the day they are read."""
    consueti = {nome: _scritti(campo.initial) for nome, campo in form.fields.items()}
    scelti = {nome: valori for nome, valori in valori_scritti(form).items() if valori != consueti[nome]}
    return urlencode(scelti, doseq=True)


def da_interrogazione(testo: str) -> QueryDict:
    return QueryDict(testo)
