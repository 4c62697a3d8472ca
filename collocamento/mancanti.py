"""The employers that sent a return the year before and not for this one: a list to look at, not of the guilty."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.elenchi import cerca_testo
from collocamento.models import Datore, Prospetto
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato


def attesi(anno: int) -> QuerySet:
    """Employers from whom a return of `anno` may be expected: they sent that of the year before."""
    return Datore.objects.filter(pk__in=Prospetto.objects.validi(anno - 1).values("datore"))


def mancanti(anno: int) -> QuerySet:
    """Those that have not sent it."""
    return attesi(anno).exclude(pk__in=Prospetto.objects.validi(anno).values("datore"))


class FiltriMancanti(forms.Form):
    q = forms.CharField(label=_("Denominazione o codice fiscale"), required=False, max_length=80)


class ElencoMancanti(Elenco):
    chiave = "mancanti"
    modulo = FiltriMancanti
    ordini = {"denominazione": ["organizzazione__denominazione_ordinabile"], "lavoratori": ["lavoratori"]}
    ordine_iniziale = "denominazione"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        righe = righe.select_related("organizzazione__comune__provincia")
        return righe.filter(cerca_testo(dati["q"], "organizzazione")) if dati.get("q") else righe


COLONNE = [
    Colonna("codice_fiscale", _("Codice fiscale"), lambda r: r.organizzazione.codice_fiscale),
    Colonna("denominazione", _("Denominazione"), lambda r: r.organizzazione.denominazione),
    Colonna("comune", _("Comune"), lambda r: str(r.organizzazione.comune or "")),
    Colonna("lavoratori", _("Lavoratori in Italia"), lambda r: r.lavoratori, Formato.INTERO),
    Colonna("ultimo_anno", _("Ultimo anno dichiarato"), lambda r: r.ultimo_anno, Formato.INTERO),
]
