"""Columns of the lists that leave the office."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from collocamento.enums import MotivoRifiuto
from collocamento.settori import sezione_di
from socialabs.base.esportazioni import Colonna, Formato


def _comune(riga: Any) -> str:
    comune = getattr(riga, "comune", None) or riga.prospetto.comune_sede
    return comune.nome if comune else ""


def _settore(riga: Any) -> str:
    sezione = sezione_di(riga.prospetto.settore)
    return str(sezione.nome) if sezione else ""


def _cifra(chiave: str, titolo: Any, nota: Any = "") -> Colonna:
    return Colonna(chiave, titolo, lambda riga: getattr(riga, chiave), Formato.INTERO, nota)


OBBLIGHI = [
    Colonna("codice_fiscale", _("Codice fiscale"), lambda r: r.prospetto.datore.organizzazione.codice_fiscale),
    Colonna("denominazione", _("Denominazione"), lambda r: r.prospetto.datore.organizzazione.denominazione),
    Colonna("comune", _("Comune"), _comune, nota=_("Sede di riferimento nella provincia, o sede legale.")),
    Colonna("ateco", _("ATECO"), lambda r: r.prospetto.settore),
    Colonna("settore", _("Settore"), _settore),
    Colonna("tipologia", _("Tipologia"), lambda r: r.prospetto.get_tipologia_display()),
    Colonna("classe", _("Classe"), lambda r: r.prospetto.calcolo.classe, nota=_("Per base nazionale, art. 3 c. 1.")),
    _cifra("lavoratori", _("Lavoratori")),
    _cifra("base_art3", _("Base art. 3")),
    _cifra("base_art18", _("Base art. 18")),
    _cifra("quota_disabili", _("Quota disabili")),
    _cifra("quota_art18", _("Quota art. 18")),
    _cifra("disabili_in_forza", _("Disabili in forza")),
    _cifra("art18_in_forza", _("Art. 18 in forza")),
    _cifra("esonerati", _("Esonerati"), _("Posizioni esonerate con autorizzazione o autocertificate.")),
    _cifra("compensazione_disabili", _("Compensazione disabili"), _("Positiva: posti in più in questa provincia.")),
    _cifra("compensazione_art18", _("Compensazione art. 18")),
    _cifra("scopertura_disabili", _("Mancano disabili"), _("Scopertura dopo esoneri e compensazioni.")),
    _cifra("scopertura_art18", _("Mancano art. 18")),
    _cifra("scopertura_dovuta_ora", _("Disabili dovuti ora"), _("Dopo sospensioni e convenzioni dell'art. 11.")),
    _cifra("scopertura_art18_dovuta_ora", _("Art. 18 dovuti ora")),
    Colonna("sospeso", _("Sospensione"), lambda r: r.sospensione_in_corso, Formato.SI_NO),
    Colonna("convenzione", _("Convenzione"), lambda r: r.convenzione_in_corso, Formato.SI_NO),
    Colonna("ritardo", _("In ritardo"), lambda r: r.prospetto.in_ritardo, Formato.SI_NO),
    Colonna("giorni", _("Giorni di ritardo"), lambda r: r.prospetto.giorni_ritardo, Formato.INTERO),
    Colonna("divergenze", _("Divergenze"), lambda r: len(r.prospetto.differenze), Formato.INTERO),
    Colonna("anomalie", _("Anomalie"), lambda r: len(r.prospetto.anomalie), Formato.INTERO),
    Colonna("invio", _("Inviato il"), lambda r: r.prospetto.data_invio, Formato.ORA),
    Colonna("comunicazione", _("Codice comunicazione"), lambda r: r.prospetto.codice_comunicazione),
]

RIFIUTATI = [
    Colonna("nome", _("File"), lambda f: f.nome),
    Colonna("riga", _("Riga"), lambda f: f.riga, Formato.INTERO),
    Colonna("motivo", _("Motivo"), lambda f: MotivoRifiuto(f.motivo).label),
    Colonna("messaggio", _("Spiegazione"), lambda f: f.messaggio),
]
