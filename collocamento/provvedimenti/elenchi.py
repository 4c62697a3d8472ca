"""Acts across employers: the list, and the columns that leave the house."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.provvedimenti.enums import APERTI, EFFICACI
from collocamento.provvedimenti.forms.filtri import FiltriProvvedimenti
from collocamento.provvedimenti.scheda import oggetto
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.giorni import oggi
from socialabs.base.testo import cerca_denominazione


ORGANIZZAZIONE = "datore__organizzazione"


def _vigore(quale: str) -> Q:
    giorno, efficaci = oggi(), Q(stato__in=EFFICACI)
    if quale == "futuro":
        return efficaci & Q(dal__gt=giorno)
    if quale == "scaduto":
        return efficaci & Q(al__lt=giorno)
    return efficaci & Q(dal__lte=giorno) & (Q(al__isnull=True) | Q(al__gte=giorno))


def _termine(quale: str) -> Q:
    giorno, aperti = oggi(), Q(stato__in=APERTI)
    if quale == "fine_90":
        return Q(stato__in=EFFICACI, dal__lte=giorno, al__range=(giorno, giorno + timedelta(days=90)))
    if quale == "settimana":
        return aperti & Q(termine__range=(giorno, giorno + timedelta(days=7)))
    return aperti & Q(termine__lt=giorno) if quale == "oltre" else aperti


class ElencoProvvedimenti(Elenco):
    """What waits for a decision comes first, the nearest due date at the top; then the latest periods."""

    chiave = "provvedimenti"
    modulo = FiltriProvvedimenti
    ordine_iniziale = "termine"
    ordini = {
        "termine": ["termine", "dal"],
        "denominazione": [f"{ORGANIZZAZIONE}__denominazione_ordinabile"],
        "genere": ["genere", "dal"],
        "stato": ["stato", "termine"],
        "presentata": ["presentata_il"],
        "dal": ["dal"],
        "al": ["al"],
    }

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        condizioni = Q()
        if testo := dati.get("q"):
            condizioni &= cerca_denominazione(testo, ORGANIZZAZIONE)
        if vigore := dati.get("vigore"):
            condizioni &= _vigore(vigore)
        if termine := dati.get("termine"):
            condizioni &= _termine(termine)
        if provincia := dati.get("provincia"):
            condizioni &= Q(provincia=provincia) | Q(altra_provincia=provincia)
        esatti = {nome: dati[nome] for nome in ("genere", "stato") if dati.get(nome)}
        return righe.filter(condizioni, **esatti).per_elenco()


COLONNE = [
    Colonna("azienda", _("Azienda"), lambda p: p.datore.organizzazione.denominazione),
    Colonna("codice_fiscale", _("Codice fiscale"), lambda p: p.datore.organizzazione.codice_fiscale),
    Colonna("genere", _("Tipo"), lambda p: p.get_genere_display()),
    Colonna("stato", _("Stato"), lambda p: p.get_stato_display()),
    Colonna("provincia", _("Provincia (ISTAT)"), lambda p: p.provincia),
    Colonna("altra_provincia", _("Altra provincia (ISTAT)"), lambda p: p.altra_provincia),
    Colonna("oggetto", _("Oggetto"), oggetto),
    Colonna("posizioni", _("Posizioni chieste"), lambda p: p.posizioni, Formato.INTERO),
    Colonna("posizioni_concesse", _("Posizioni concesse"), lambda p: p.posizioni_concesse, Formato.INTERO),
    Colonna("dal", _("Dal"), lambda p: p.dal, Formato.DATA),
    Colonna("al", _("Al"), lambda p: p.al, Formato.DATA),
    Colonna("presentata_il", _("Presentato il"), lambda p: p.presentata_il, Formato.DATA),
    Colonna("termine", _("Da decidere entro il"), lambda p: p.termine, Formato.DATA),
    Colonna("deciso_il", _("Deciso il"), lambda p: p.deciso_il, Formato.DATA),
]
