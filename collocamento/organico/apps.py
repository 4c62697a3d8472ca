from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganicoConfig(AppConfig):
    name = "collocamento.organico"
    verbose_name = _("Organico")
