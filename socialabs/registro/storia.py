"""The history of a record, as the database's triggers wrote it."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.contrib.auth import get_user_model
from django.db import models


# Fields that change by themselves with every change.
RUMORE = {"id", "creato_il", "modificato_il", "versione"}
# A context may name a process instead of a person.
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Cambio:
    campo: str
    prima: Any
    dopo: Any


@dataclass(frozen=True, slots=True)
class Voce:
    """One change: when, who (empty when nobody was at the keyboard), what kind ("insert", "update"), which fields."""

    quando: datetime.datetime
    chi: str
    genere: str
    cambi: tuple[Cambio, ...]


def storia_di(oggetto: models.Model) -> list[Voce]:
    """The changes of a record, latest first. Raises TypeError for a model that keeps no history.

    What the reader may see of the record is for the caller to decide: this shows every field that is tracked.
    """
    modello = _modello_degli_eventi(type(oggetto))
    eventi = list(modello.objects.filter(pgh_obj_id=oggetto.pk).select_related("pgh_context").order_by("pgh_id"))
    nomi = _nomi(eventi)
    return list(_voci(eventi, nomi))[::-1]


def _modello_degli_eventi(modello: type[models.Model]) -> type[models.Model]:
    for relazione in modello._meta.related_objects:
        if issubclass(relazione.related_model, pghistory.models.Event) and relazione.field.name == "pgh_obj":
            return relazione.related_model
    raise TypeError(f"{modello._meta.label} keeps no history")


def _attore(evento: Any) -> str:
    return (evento.pgh_context.metadata if evento.pgh_context else {}).get("attore", "")


def _nomi(eventi: list[Any]) -> Mapping[str, str]:
    ids = {attore for attore in map(_attore, eventi) if UUID.fullmatch(attore)}
    return {str(utente.pk): str(utente) for utente in get_user_model().objects.filter(pk__in=ids)}


def _voci(eventi: list[Any], nomi: Mapping[str, str]) -> Iterator[Voce]:
    precedente = None
    for evento in eventi:
        attore = _attore(evento)
        yield Voce(evento.pgh_created_at, nomi.get(attore, attore), evento.pgh_label, _cambi(precedente, evento))
        precedente = evento


def _cambi(prima: Any, dopo: Any) -> tuple[Cambio, ...]:
    """The fields that differ; at the first event, those that were filled in."""
    campi = [c for c in dopo._meta.concrete_fields if not c.name.startswith("pgh_") and c.name not in RUMORE]
    coppie = [(campo, getattr(prima, campo.attname, None), getattr(dopo, campo.attname)) for campo in campi]
    return tuple(Cambio(str(c.verbose_name), p, d) for c, p, d in coppie if p != d and not (p is None and d == ""))
