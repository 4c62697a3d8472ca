from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SimulazioniConfig(AppConfig):
    name = "collocamento.simulazioni"
    verbose_name = _("Simulazioni")
