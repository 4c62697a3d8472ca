"""The keys of second factors turn with the rest: who takes the old key away locks nobody out."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from socialabs.base.cifratura import ChiaveMancante, nuova_chiave
from socialabs.utenti import chiavi
from tests.fabbriche import UtenteFactory


@pytest.fixture
def fattori(db, settings) -> dict[str, str]:
    settings.FIELD_ENCRYPTION_KEYS = f"vecchia:{nuova_chiave()}"
    for numero in range(3):
        utente = UtenteFactory()
        Authenticator.objects.create(user=utente, type="totp", data={"secret": chiavi.cifra(f"SEGRETO{numero}")})
        dati = {"seed": chiavi.cifra(f"seme{numero}"), "used_mask": 0}
        Authenticator.objects.create(user=utente, type="recovery_codes", data=dati)
    Authenticator.objects.create(user=utente, type="webauthn", data={"credential": {}})
    vecchia = settings.FIELD_ENCRYPTION_KEYS
    settings.FIELD_ENCRYPTION_KEYS = f"nuova:{nuova_chiave()},{vecchia}"
    return {"nuova": settings.FIELD_ENCRYPTION_KEYS.split(",")[0], "vecchia": vecchia}


def test_the_command_turns_them_and_the_old_key_can_go(fattori, settings, come_proprietario) -> None:
    assert chiavi.conta_da_ricifrare() == 6
    with come_proprietario():
        call_command("ricifra", "--lotto", "2")
    settings.FIELD_ENCRYPTION_KEYS = fattori["nuova"]
    assert chiavi.conta_da_ricifrare() == 0
    segreti = {chiavi.decifra(f.data["secret"]) for f in Authenticator.objects.filter(type="totp")}
    assert segreti == {"SEGRETO0", "SEGRETO1", "SEGRETO2"}


def test_without_the_turn_they_would_be_lost(fattori, settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = fattori["nuova"]
    with pytest.raises(ChiaveMancante):
        chiavi.decifra(Authenticator.objects.filter(type="totp").first().data["secret"])
