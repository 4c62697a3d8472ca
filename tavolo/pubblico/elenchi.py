"""The public lists: as those of the portal, but nothing of the visitor is remembered."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from socialabs.base.elenchi import ORDINE, Elenco
from tavolo.enums import StatoSeduta, TipoDecisione
from tavolo.forms.sedute import TAVOLO
from tavolo.models import Gruppo


class FiltriPubblici(forms.Form):
    anno = forms.IntegerField(label=_("Anno"), required=False, min_value=1990, max_value=2100)
    organo = forms.ChoiceField(label=_("Organo"), required=False)

    senza_facoltativo = True

    def __init__(self, *args: Any, gruppi: Iterable[Gruppo], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organo"].choices = [
            ("", _("Tutti")),
            (TAVOLO, _("Tavolo territoriale")),
            *((str(gruppo.pk), gruppo.nome) for gruppo in gruppi),
        ]


class FiltriSedutePubbliche(FiltriPubblici):
    verbale = forms.BooleanField(label=_("Solo con il verbale pubblicato"), required=False)


class FiltriDecisioniPubbliche(FiltriPubblici):
    q = forms.CharField(
        label=_("Che cosa è stato deciso su…"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    tipo = forms.ChoiceField(label=_("Tipo"), required=False, choices=[("", _("Tutti")), *TipoDecisione.choices])
    field_order = ["q", "anno", "organo", "tipo"]


class ElencoPubblico(Elenco):
    """A list that opens as its address says: no session, so no memory of filters."""

    percorso = ""

    @property
    def azzera(self) -> str:
        return self.request.path

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        organo = dati.get("organo")
        if organo == TAVOLO:
            return righe.filter(**{f"{self.percorso}gruppo__isnull": True})
        return righe.filter(**{f"{self.percorso}gruppo": uuid.UUID(organo)}) if organo else righe


class ElencoSedutePubbliche(ElencoPubblico):
    """Past meetings by year and organ."""

    chiave = "tavolo-sedute-pubbliche"
    modulo = FiltriSedutePubbliche
    ordine_iniziale = "-data"
    ordini = {"data": ["inizio", "anno", "numero"]}

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        righe = super().filtra(righe, dati)
        if anno := dati.get("anno"):
            righe = righe.filter(anno=anno)
        return righe.filter(stato=StatoSeduta.PUBBLICATO) if dati.get("verbale") else righe


class ElencoDecisioniPubbliche(ElencoPubblico):
    """The public register: words first, when there are any the nearest decisions come first."""

    chiave = "tavolo-decisioni-pubbliche"
    modulo = FiltriDecisioniPubbliche
    ordine_iniziale = "-numero"
    ordini = {"numero": ["anno", "numero"], "rilevanza": ["rango", "anno", "numero"]}
    percorso = "punto__seduta__"

    @property
    def ordine(self) -> str:
        cercate = self.form.cleaned_data.get("q") and ORDINE not in self.request.GET
        return "-rilevanza" if cercate else super().ordine

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        righe = super().filtra(righe, dati)
        if anno := dati.get("anno"):
            righe = righe.filter(anno=anno)
        if tipo := dati.get("tipo"):
            righe = righe.filter(tipo=tipo)
        testo = dati.get("q")
        return righe.cerca(testo) if testo else righe.annotate(rango=Value(0.0))
