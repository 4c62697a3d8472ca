from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UtentiConfig(AppConfig):
    name = "socialabs.utenti"
    label = "utenti"
    verbose_name = _("Utenti")

    def ready(self) -> None:
        from socialabs.base import rotazione
        from socialabs.utenti import segnali  # noqa: F401  connects the register to sign-ins
        from socialabs.utenti.chiavi import conta_da_ricifrare, ricifra_lotto

        rotazione.registra(rotazione.Altrove("mfa_authenticator.data", conta_da_ricifrare, ricifra_lotto))
