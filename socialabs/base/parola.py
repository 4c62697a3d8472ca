"""Seal a short secret under a passphrase (scrypt, then AES-256-GCM): the keys that travel with a copy."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt


SALE = 16
NONCE = 12
LUNGHEZZA_MINIMA = 16


class ParolaErrata(Exception):
    """The passphrase is not the one that sealed it, or the text was altered."""


def _chiave(parola: str, sale: bytes) -> AESGCM:
    # About a tenth of a second and 64 MB for each try.
    return AESGCM(Scrypt(salt=sale, length=32, n=2**16, r=8, p=1).derive(parola.encode()))


def chiudi(chiaro: bytes, parola: str) -> bytes:
    """Raises ValueError for a passphrase shorter than LUNGHEZZA_MINIMA."""
    if len(parola) < LUNGHEZZA_MINIMA:
        raise ValueError("passphrase too short")
    sale, nonce = os.urandom(SALE), os.urandom(NONCE)
    return sale + nonce + _chiave(parola, sale).encrypt(nonce, chiaro, None)


def apri(chiuso: bytes, parola: str) -> bytes:
    """Raises ParolaErrata."""
    sale, nonce, cifrato = chiuso[:SALE], chiuso[SALE : SALE + NONCE], chiuso[SALE + NONCE :]
    try:
        return _chiave(parola, sale).decrypt(nonce, cifrato, None)
    except InvalidTag as errore:
        raise ParolaErrata from errore
