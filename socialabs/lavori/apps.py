from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LavoriConfig(AppConfig):
    name = "socialabs.lavori"
    label = "lavori"
    verbose_name = _("Lavori")

    def ready(self) -> None:
        from socialabs.lavori import segnali  # noqa: F401  connects Celery's signals
