from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "cpi.comuni_assegnati": _("Ha assegnato i comuni a un centro per l'impiego"),
        "ente.configurato": _("Ha configurato l'ente titolare"),
        "patrono.impostato": _("Ha impostato un santo patrono"),
        "patrono.tolto": _("Ha tolto un santo patrono"),
    }
)
