from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AziendeConfig(AppConfig):
    name = "aziende"
    verbose_name = _("Aziende")
