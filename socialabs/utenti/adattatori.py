"""How allauth behaves here: nobody signs up by themselves, and the keys of second factors are encrypted."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from socialabs.utenti import chiavi
from socialabs.utenti.secondo_fattore import FATTORI, deve_averlo


class ContoAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of who has just signed in: sending them straight from the password to the password helps nobody."""
        registrate = get_authentication_records(self.request, self.request.user)
        appena = any(time.time() - r["at"] < app_settings.REAUTHENTICATION_TIMEOUT for r in registrate)
        return not appena and super().is_reauthentication_required(app=app, **kwargs)


class SecondoFattoreAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return chiavi.cifra(text)

    def decrypt(self, encrypted_text: str) -> str:
        return chiavi.decifra(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays where the role wants one."""
        if authenticator.type not in FATTORI or not deve_averlo(authenticator.user):
            return True
        altri = Authenticator.objects.filter(user=authenticator.user, type__in=FATTORI)
        return altri.exclude(pk=authenticator.pk).exists()
