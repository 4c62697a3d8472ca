from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "convenzione.iniziata": _("Ha iniziato una proposta di convenzione"),
        "convenzione.modificata": _("Ha modificato una convenzione"),
        "convenzione.presentata": _("Ha presentato una proposta di convenzione"),
        "convenzione.ritirata": _("Ha ritirato una proposta di convenzione"),
        "convenzione.istruttoria": _("Ha preso in carico una convenzione"),
        "convenzione.al_comitato": _("Ha chiesto il parere del comitato su una convenzione"),
        "convenzione.parere": _("Ha registrato il parere del comitato su una convenzione"),
        "convenzione.riaperta": _("Ha riaperto l'istruttoria di una convenzione"),
        "convenzione.respinta": _("Ha respinto una proposta di convenzione"),
        "convenzione.testo_condiviso": _("Ha condiviso un testo alla firma"),
        "convenzione.testo_superato": _("Ha tolto un testo dalla firma"),
        "convenzione.firmata": _("Ha firmato un testo"),
        "convenzione.firma_su_carta": _("Ha registrato una firma su carta"),
        "convenzione.atto_concluso": _("Ha completato le firme di un atto"),
        "convenzione.coperta": _("Ha registrato assunzioni di una convenzione"),
        "convenzione.sollecitata": _("Ha registrato un sollecito"),
        "convenzione.conclusa": _("Ha concluso una convenzione"),
        "quadro.registrato": _("Ha registrato i parametri della convenzione quadro"),
    }
)
