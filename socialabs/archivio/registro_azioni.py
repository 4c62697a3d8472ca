from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "file.depositato": _("Ha depositato un file"),
        "file.scaricato": _("Ha scaricato un file"),
        "file.eliminato": _("Ha eliminato un file"),
        "file.orfani": _("Ha eliminato file senza più riferimento"),
    }
)
