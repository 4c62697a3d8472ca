"""The closed lists of a worker's row: the values are the engine's, the words are for whoever keeps the list."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collocamento.normativa import Attivita, Contratto, Modalita, NonVedente, Origine, TipoDisabilita


CONTRATTI = {
    Contratto.INDETERMINATO: _("A tempo indeterminato"),
    Contratto.TERMINE: _("A termine"),
    Contratto.STAGIONALE: _("Stagionale"),
    Contratto.APPRENDISTATO: _("Apprendistato"),
    Contratto.INTERMITTENTE: _("Intermittente (a chiamata)"),
    Contratto.DIRIGENTE: _("Dirigente"),
    Contratto.SOCIO_LAVORATORE: _("Socio di cooperativa di produzione e lavoro"),
    Contratto.DOMICILIO: _("Lavoro a domicilio"),
    Contratto.INSERIMENTO: _("Contratto di inserimento"),
    Contratto.LSU: _("Lavoro socialmente utile"),
    Contratto.EMERSIONE: _("Emersione dal lavoro irregolare"),
    Contratto.SOMMINISTRATO_UTILIZZATORE: _("Somministrato che lavora qui"),
    Contratto.SOMMINISTRATO_AGENZIA: _("Somministrato, per l'agenzia che lo assume"),
}
ATTIVITA = {
    Attivita.ORDINARIA: _("Ordinaria"),
    Attivita.SPORT_PROFESSIONISTICO: _("Sport professionistico"),
    Attivita.TRASPORTO_VIAGGIANTE: _("Personale viaggiante del trasporto aereo, marittimo o terrestre"),
    Attivita.AUTOTRASPORTO_VIAGGIANTE: _("Personale viaggiante dell'autotrasporto"),
    Attivita.CANTIERE_EDILE: _("Cantiere edile e trasporti del settore"),
    Attivita.IMPIANTI_A_FUNE: _("Impianti a fune, esercizio e regolarità"),
    Attivita.MINIERA_SOTTERRANEO: _("Sottosuolo di miniera"),
    Attivita.NON_TECNICO_AMMINISTRATIVO: _("Né tecnico-esecutiva né amministrativa (partiti, sindacati, non profit)"),
    Attivita.POLIZIA_DIFESA_OPERATIVO: _("Polizia, protezione civile e difesa, non amministrativa"),
    Attivita.CAMBIO_APPALTO: _("Acquisito con un cambio di appalto"),
}
MODALITA = {
    Modalita.SEDE: _("In sede"),
    Modalita.TELELAVORO_CONCILIAZIONE: _("Telelavoro per conciliare lavoro e famiglia"),
    Modalita.LAVORO_AGILE: _("Lavoro agile"),
}
ORIGINI = {
    Origine.PRIMA_DELL_ASSUNZIONE: _("C'era prima dell'assunzione"),
    Origine.MALATTIA_IN_SERVIZIO: _("Malattia durante il rapporto"),
    Origine.INFORTUNIO_IN_SERVIZIO: _("Infortunio o malattia professionale"),
}
TIPI_DISABILITA = {
    TipoDisabilita.FISICA: _("Fisica o sensoriale"),
    TipoDisabilita.INTELLETTIVA_PSICHICA: _("Intellettiva o psichica"),
}
NON_VEDENTI = {
    NonVedente.CENTRALINISTA: _("Centralinista non vedente"),
    NonVedente.MASSOFISIOTERAPISTA: _("Massofisioterapista o terapista non vedente"),
}

# The rules by which a worker counts (`normativa.computabilita`), in two or three words.
REGOLE = {
    "ordinario": _("Computato"),
    "part_time": _("Part time, in proporzione"),
    "intermittente": _("A chiamata, in proporzione"),
    "disabile": _("Copre la quota disabili"),
    "disabile_inail": _("Copre la quota disabili (INAIL)"),
    "art18": _("Art. 18, fuori dalla base"),
    "somministrato": _("Somministrato"),
    "somministrato_agenzia": _("Somministrato, agenzia"),
    "termine_breve": _("Escluso: termine breve"),
    "stagionale_breve": _("Escluso: stagionale breve"),
    "sostituto": _("Escluso: sostituto"),
    "apprendista": _("Escluso: apprendista"),
    "escluso": _("Escluso dal computo"),
    "non_tecnico": _("Escluso: fuori dalle aree computate"),
    "telelavoro": _("Escluso: telelavoro"),
    "solo_art3": _("Escluso dalla sola base disabili"),
}


def scelte(etichette: Mapping[StrEnum, Promise]) -> list[tuple[str, Promise]]:
    """The choices of a field whose values are the engine's."""
    return [(voce.value, etichetta) for voce, etichetta in etichette.items()]


class ModoImportazione(TextChoices):
    """What a file says of the workers whom it does not name."""

    AGGIORNA = "aggiorna", _("Contiene solo chi è da aggiungere o da cambiare")
    COMPLETO = "completo", _("Contiene tutto l'organico: chi manca non lavora più")
