from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostaConfig(AppConfig):
    name = "socialabs.posta"
    label = "posta"
    verbose_name = _("Posta")
