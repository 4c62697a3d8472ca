from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "socialabs.base"
    label = "base"
    verbose_name = _("Base")

    def ready(self) -> None:
        from socialabs.celery import app  # noqa: F401  the Celery app must exist before any shared task

        autodiscover_modules("navigazione", "cruscotto", "ricerca", "riferimenti", "lavori")
        autodiscover_modules("documenti", "scadenze", "rapporti")
