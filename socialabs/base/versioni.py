"""Optimistic locking: nobody overwrites a text that they have not read."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from socialabs.base.giorni import adesso
from socialabs.base.modelli import ModelloVersionato


class ConflittoVersione(Exception):
    """The row moved on since it was read; `attuale` is what it says now."""

    def __init__(self, attuale: ModelloVersionato):
        super().__init__(f"{attuale._meta.label} {attuale.pk}")
        self.attuale = attuale


def salva_versionato(oggetto: ModelloVersionato, versione_letta: int, campi: Iterable[str]) -> None:
    """Save `campi` of `oggetto` if the row is still at `versione_letta`.

    Raises ConflittoVersione, with the row as it is now, otherwise.
    """
    model = type(oggetto)
    valori = {campo: getattr(oggetto, campo) for campo in campi}
    with transaction.atomic():
        righe = model._base_manager.filter(pk=oggetto.pk, versione=versione_letta).update(
            **valori, versione=F("versione") + 1, modificato_il=adesso()
        )
        if not righe:
            raise ConflittoVersione(model._base_manager.get(pk=oggetto.pk))
    oggetto.versione = versione_letta + 1
