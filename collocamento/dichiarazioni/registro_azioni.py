from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "dichiarazione.cominciata": _("Ha cominciato un prospetto nel portale"),
        "dichiarazione.letta": _("Ha letto un prospetto preparato nel portale"),
        "dichiarazione.lavoratori_copiati": _("Ha copiato nel prospetto i lavoratori dell'organico"),
        "dichiarazione.pronta": _("Ha chiuso un prospetto da inviare"),
        "dichiarazione.riaperta": _("Ha riaperto un prospetto da inviare"),
        "dichiarazione.cancellata": _("Ha messo da parte la bozza di un prospetto"),
        "dichiarazione.esportata": _("Ha scaricato il file di un prospetto"),
        "dichiarazione.presentata": _("Ha registrato l'invio di un prospetto"),
        "dichiarazione.correzione": _("Ha cominciato una rettifica o un annullamento"),
        "dichiarazione.termini": _("Ha modificato i termini per le rettifiche"),
    }
)
