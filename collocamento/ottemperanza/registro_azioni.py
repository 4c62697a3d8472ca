from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "ottemperanza.dichiarazione": _("Ha preparato una dichiarazione di ottemperanza"),
        "ottemperanza.chiesta": _("Ha chiesto un certificato di ottemperanza"),
        "ottemperanza.registrata": _("Ha registrato una verifica di ottemperanza"),
        "ottemperanza.confermata": _("Ha confermato una richiesta di verifica di ottemperanza"),
        "ottemperanza.letta": _("Ha aperto una pratica di ottemperanza"),
        "ottemperanza.in_carico": _("Ha preso in carico una pratica di ottemperanza"),
        "ottemperanza.valutata": _("Ha proposto di nuovo i motivi di una pratica di ottemperanza"),
        "ottemperanza.proposta": _("Ha preparato la risposta di una pratica di ottemperanza"),
        "ottemperanza.restituita": _("Ha restituito una pratica di ottemperanza"),
        "ottemperanza.decisa": _("Ha deciso una pratica di ottemperanza"),
        "ottemperanza.evasa": _("Ha emesso la risposta di una pratica di ottemperanza"),
        "ottemperanza.archiviata": _("Ha archiviato una pratica di ottemperanza"),
        "ottemperanza.scaricata": _("Ha scaricato la risposta di ottemperanza dal collegamento"),
    }
)
