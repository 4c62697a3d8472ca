from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RapportiConfig(AppConfig):
    name = "socialabs.rapporti"
    label = "rapporti"
    verbose_name = _("Rapporti")
