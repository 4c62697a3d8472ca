from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DichiarazioniConfig(AppConfig):
    name = "collocamento.dichiarazioni"
    verbose_name = _("Prospetti in preparazione")
