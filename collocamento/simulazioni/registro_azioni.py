from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "scenario.creato": _("Ha creato una simulazione"),
        "scenario.modificato": _("Ha modificato una simulazione"),
        "scenario.ripartito": _("Ha fatto ripartire una simulazione dai dati di oggi"),
        "scenario.eliminato": _("Ha eliminato una simulazione"),
        "scenario.condiviso": _("Ha condiviso una simulazione con l'ufficio"),
        "scenario.revocato": _("Ha revocato la condivisione di una simulazione"),
    }
)
