"""Who must have a second factor, and whether they have one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from socialabs.utenti.enums import RUOLI_CON_SECONDO_FATTORE
from socialabs.utenti.models import Appartenenza, Utente


FATTORI = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def ha_secondo_fattore(utente: Utente) -> bool:
    """True with an authenticator app or a passkey; recovery codes alone are no factor."""
    return Authenticator.objects.filter(user=utente, type__in=FATTORI).exists()


def deve_averlo(utente: Utente) -> bool:
    """True for roles that reach other people's data; the demonstration's accounts go without, there only."""
    if settings.DEMO and utente.di_prova:
        return False
    return (
        utente.is_staff
        or Appartenenza.objects.attive().filter(utente=utente, ruolo__in=RUOLI_CON_SECONDO_FATTORE).exists()
    )


def in_regola(utente: Utente) -> bool:
    return not deve_averlo(utente) or ha_secondo_fattore(utente)
