"""The keys of second factors, encrypted inside the JSON that allauth keeps, and turned with all other secrets."""

import base64
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from socialabs.base.cifratura import chiave_corrente, chiave_di, cifra_testo, decifra_testo, ricifra


# Where allauth puts a secret: the app's key, and the seed of the recovery codes.
SEGRETI = ("secret", "seed")


def cifra(testo: str) -> str:
    return base64.b64encode(cifra_testo(testo)).decode()


def decifra(cifrato: str) -> str:
    """Raises ChiaveMancante when the key is unknown or the text was altered."""
    return decifra_testo(base64.b64decode(cifrato))


def conta_da_ricifrare() -> int:
    return sum(1 for fattore in Authenticator.objects.only("data") if _vecchi(fattore.data))


@transaction.atomic
def ricifra_lotto(lotto: int) -> int:
    """Bring at most `lotto` factors under the current key. Raises ChiaveMancante when one's key is unknown."""
    vecchi = [f for f in Authenticator.objects.select_for_update().order_by("pk") if _vecchi(f.data)][:lotto]
    for fattore in vecchi:
        for nome in _vecchi(fattore.data):
            fattore.data[nome] = base64.b64encode(ricifra(base64.b64decode(fattore.data[nome]))).decode()
        fattore.save(update_fields=["data"])
    return len(vecchi)


def _vecchi(dati: dict[str, Any]) -> list[str]:
    corrente = chiave_corrente()
    return [n for n in SEGRETI if n in dati and chiave_di(base64.b64decode(dati[n])) != corrente]
