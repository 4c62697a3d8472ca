from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from socialabs.registro.concessioni import dopo_le_migrazioni


class RegistroConfig(AppConfig):
    name = "socialabs.registro"
    label = "registro"
    verbose_name = _("Registro")

    def ready(self) -> None:
        # Django sends post_migrate once per app: hanging on ours alone runs the grants once per migrate.
        post_migrate.connect(dopo_le_migrazioni, sender=self)
        autodiscover_modules("registro_azioni")
