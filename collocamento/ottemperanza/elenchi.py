"""The office's list of requests, and its columns."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from collocamento.ottemperanza.enums import APERTI
from collocamento.ottemperanza.forms import FiltriPratiche
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.giorni import oggi
from socialabs.base.testo import cerca_denominazione


ORGANIZZAZIONE = "datore__organizzazione"
VICINO = timedelta(days=7)


class ElencoPratiche(Elenco):
    chiave = "ottemperanza"
    modulo = FiltriPratiche
    ordine_iniziale = "termine"
    ordini = {
        "termine": ["chiusa", "entro_il"],
        "ricevuta": ["ricevuta_il"],
        "azienda": [f"{ORGANIZZAZIONE}__denominazione_ordinabile", "codice_fiscale"],
        "stato": ["stato", "entro_il"],
    }

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        condizioni = Q()
        if testo := dati.get("q"):
            di_chi = cerca_denominazione(testo, ORGANIZZAZIONE)
            condizioni &= di_chi | Q(codice_fiscale__istartswith=testo) | Q(ente__icontains=testo)
        for campo in ("tipo", "esito"):
            if valore := dati.get(campo):
                condizioni &= Q(**{campo: valore})
        if stato := dati.get("stato"):
            condizioni &= Q(stato__in=APERTI) if stato == "aperte" else Q(stato=stato)
        if termine := dati.get("termine"):
            giorno = oggi()
            fino = giorno - timedelta(days=1) if termine == "scaduto" else giorno + VICINO
            condizioni &= Q(stato__in=APERTI, entro_il__lte=fino)
        chiusa = Case(When(stato__in=APERTI, then=0), default=1)
        return righe.filter(condizioni).annotate(chiusa=chiusa).select_related(ORGANIZZAZIONE, "in_carico_a")


PRATICHE = [
    Colonna("tipo", _("Che cosa"), lambda p: p.get_tipo_display()),
    Colonna("azienda", _("Azienda"), lambda p: p.azienda),
    Colonna("codice_fiscale", _("Codice fiscale"), lambda p: p.codice_fiscale),
    Colonna("ente", _("Ente richiedente"), lambda p: p.ente),
    Colonna("ufficio", _("Ufficio"), lambda p: p.ufficio),
    Colonna("riferimento", _("Gara o procedura"), lambda p: p.riferimento),
    Colonna("ricevuta", _("Ricevuta il"), lambda p: p.ricevuta_il, Formato.DATA),
    Colonna("entro", _("Rispondere entro il"), lambda p: p.entro_il, Formato.DATA),
    Colonna("stato", _("Stato"), lambda p: p.get_stato_display()),
    Colonna("esito", _("Esito"), lambda p: p.get_esito_display()),
    Colonna("giorno", _("Situazione al"), lambda p: p.giorno, Formato.DATA),
    Colonna("decisa", _("Decisa il"), lambda p: p.decisa_il, Formato.ORA),
    Colonna("valida", _("Valida fino al"), lambda p: p.valida_fino_al, Formato.DATA),
]
