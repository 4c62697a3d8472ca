from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PosizioneConfig(AppConfig):
    name = "collocamento.posizione"
    verbose_name = _("Posizione")

    def ready(self) -> None:
        from collocamento.posizione import ascolto  # noqa: F401  declares itself
