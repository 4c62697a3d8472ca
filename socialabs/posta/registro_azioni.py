from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "posta.accodata": _("Ha scritto un messaggio"),
        "posta.letta": _("Ha aperto un messaggio in uscita"),
        "posta.reinviata": _("Ha spedito di nuovo un messaggio"),
        "posta.eliminata": _("Ha eliminato la posta oltre la conservazione"),
    }
)
