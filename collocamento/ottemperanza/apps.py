from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OttemperanzaConfig(AppConfig):
    name = "collocamento.ottemperanza"
    verbose_name = _("Ottemperanza")
