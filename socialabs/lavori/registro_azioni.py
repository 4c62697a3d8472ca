from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "lavoro.avviato": _("Ha avviato un lavoro"),
        "lavoro.annullato": _("Ha annullato un lavoro"),
    }
)
