"""The lists of conventions: the office's, with its export, and the one of who takes people in."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import BREVE, IN_VIGORE, Stato, Tipo
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.giorni import oggi
from socialabs.base.testo import cerca_denominazione


ORGANIZZAZIONE = "datore__organizzazione"
TUTTI = ("", _("Tutti"))
SCADENZE = [
    ("", _("Quando che sia")),
    ("90", _("Entro 90 giorni")),
    ("365", _("Entro un anno")),
    ("scadute", _("Già passate")),
]


class FiltriConvenzioni(forms.Form):
    q = forms.CharField(label=_("Datore: denominazione o codice fiscale"), required=False, max_length=100)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False, choices=[TUTTI, *BREVE.items()])
    stato = forms.ChoiceField(label=_("Stato"), required=False, choices=[TUTTI, *Stato.choices])
    scadenza = forms.ChoiceField(label=_("Finisce"), required=False, choices=SCADENZE)
    ritardo = forms.BooleanField(label=_("Solo con impegni in ritardo"), required=False)

    senza_facoltativo = True


class ElencoConvenzioni(Elenco):
    """Conventions of all employers in scope, the state as it stands today."""

    chiave = "convenzioni"
    modulo = FiltriConvenzioni
    ordine_iniziale = "-presentata"
    ordini = {
        "datore": [f"{ORGANIZZAZIONE}__denominazione_ordinabile"],
        "tipo": ["tipo"],
        "stato": ["condizione"],
        "presentata": ["presentata_il", "creato_il"],
        "fine": ["al"],
    }

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        condizioni = Q()
        if testo := dati.get("q"):
            condizioni &= cerca_denominazione(testo, ORGANIZZAZIONE)
        if tipo := dati.get("tipo"):
            condizioni &= Q(tipo=tipo)
        if stato := dati.get("stato"):
            condizioni &= Q(condizione=stato)
        if scadenza := dati.get("scadenza"):
            condizioni &= _finisce(scadenza)
        if dati.get("ritardo"):
            condizioni &= Q(ritardo=True, stato__in=IN_VIGORE)
        return righe.filter(condizioni)


def _finisce(quando: str) -> Q:
    if quando == "scadute":
        return Q(stato__in=IN_VIGORE, al__lt=oggi())
    return Q(stato__in=IN_VIGORE, al__range=(oggi(), oggi() + timedelta(days=int(quando))))


class ElencoRicevute(ElencoConvenzioni):
    chiave = "convenzioni_ricevute"


COLONNE = [
    Colonna("datore", _("Datore di lavoro"), lambda c: c.datore.organizzazione.denominazione),
    Colonna("codice_fiscale", _("Codice fiscale"), lambda c: c.datore.organizzazione.codice_fiscale),
    Colonna("tipo", _("Tipo"), lambda c: Tipo(c.tipo).label),
    Colonna("destinatario", _("Destinatario"), lambda c: c.destinatario.denominazione if c.destinatario_id else ""),
    Colonna("stato", _("Stato"), lambda c: c.nome_stato),
    Colonna("presentata", _("Presentata il"), lambda c: c.presentata_il, Formato.DATA),
    Colonna("stipulata", _("Stipulata il"), lambda c: c.firmata_il, Formato.DATA),
    Colonna("dal", _("Dal"), lambda c: c.dal, Formato.DATA),
    Colonna("al", _("Al"), lambda c: c.al, Formato.DATA),
    Colonna("posti", _("Posti previsti"), lambda c: c.posti, Formato.INTERO),
    Colonna("coperti", _("Posti coperti"), lambda c: c.coperti, Formato.INTERO),
    Colonna("ritardo", _("Impegni in ritardo"), lambda c: c.ritardo and c.in_vigore, Formato.SI_NO),
]
