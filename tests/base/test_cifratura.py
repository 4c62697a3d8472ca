import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from socialabs.base import cifratura


VECCHIA = "a:" + base64.urlsafe_b64encode(b"1" * 32).decode()
NUOVA = "b:" + base64.urlsafe_b64encode(b"2" * 32).decode()


def test_what_is_encrypted_comes_back_and_shows_nothing(settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = VECCHIA
    cifrato = cifratura.cifra(b"Rossi Maria")
    assert b"Rossi" not in cifrato
    assert cifratura.decifra_testo(cifrato) == "Rossi Maria"
    assert cifratura.cifra(b"x") != cifratura.cifra(b"x")


def test_keys_rotate(settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = VECCHIA
    vecchio = cifratura.cifra_testo("segreto")
    settings.FIELD_ENCRYPTION_KEYS = f"{NUOVA},{VECCHIA}"
    nuovo = cifratura.ricifra(vecchio)
    assert cifratura.chiave_di(vecchio) == "a" and cifratura.chiave_di(nuovo) == "b"
    assert cifratura.ricifra(nuovo) is nuovo
    settings.FIELD_ENCRYPTION_KEYS = NUOVA
    assert cifratura.decifra_testo(nuovo) == "segreto"
    with pytest.raises(cifratura.ChiaveMancante):
        cifratura.decifra(vecchio)


def test_an_altered_text_is_refused(settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = VECCHIA
    cifrato = bytearray(cifratura.cifra(b"segreto"))
    cifrato[-1] ^= 1
    with pytest.raises(cifratura.ChiaveMancante):
        cifratura.decifra(bytes(cifrato))


@pytest.mark.parametrize("valore", ["", "a", "a:corta", ":" + "A" * 43 + "="])
def test_a_malformed_setting_is_refused(settings, valore: str) -> None:
    settings.FIELD_ENCRYPTION_KEYS = valore
    with pytest.raises(ImproperlyConfigured):
        cifratura.cifra(b"x")
