from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConvenzioniConfig(AppConfig):
    name = "collocamento.convenzioni"
    verbose_name = _("Convenzioni")

    def ready(self) -> None:
        from collocamento.convenzioni import apporti  # noqa: F401  it declares itself to the position
