"""The office's list of what companies have shared."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from socialabs.base.elenchi import Elenco
from socialabs.base.testo import cerca_denominazione


class FiltriCondivise(forms.Form):
    q = forms.CharField(label=_("Azienda"), required=False, max_length=80)

    senza_facoltativo = True


class ElencoCondivise(Elenco):
    chiave = "simulazioni.condivise"
    modulo = FiltriCondivise
    ordini = {
        "data": ("condivisa_il",),
        "azienda": ("scenario__datore__organizzazione__denominazione_ordinabile",),
        "nome": ("scenario__nome",),
    }
    ordine_iniziale = "-data"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        testo = dati.get("q")
        return righe.filter(cerca_denominazione(testo, "scenario__datore__organizzazione")) if testo else righe
