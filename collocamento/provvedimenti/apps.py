from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvvedimentiConfig(AppConfig):
    name = "collocamento.provvedimenti"
    verbose_name = _("Esoneri e sospensioni")
