from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollocamentoConfig(AppConfig):
    name = "collocamento"
    verbose_name = _("Collocamento")
