from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvvedimentiConfig(AppConfig):
    name = "collocamento.provvedimenti"
    verbose_name = _("Esoneri e sospensioni")

    def ready(self) -> None:
        from collocamento.provvedimenti import fonte  # noqa: F401  what the acts do to the position is declared there
