from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TavoloConfig(AppConfig):
    name = "tavolo"
    verbose_name = _("Tavolo")
