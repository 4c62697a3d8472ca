from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromemoriaConfig(AppConfig):
    name = "socialabs.promemoria"
    label = "promemoria"
    verbose_name = _("Promemoria")
