from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ArchivioConfig(AppConfig):
    name = "socialabs.archivio"
    label = "archivio"
    verbose_name = _("Archivio")

    def ready(self) -> None:
        autodiscover_modules("origini")
