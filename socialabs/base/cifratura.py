"""Encryption of fields and files: AES-256-GCM, each text carrying the id of its key so that keys can rotate.

Layout: one byte version, one byte length of the key id, key id, 12 bytes nonce, ciphertext with its tag.
"""

import base64
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


VERSION = 1
NONCE = 12


class ChiaveMancante(Exception):
    """The text was written under a key that is no longer configured, or was altered."""


@cache
def _keys(setting: str) -> dict[str, AESGCM]:
    keys = {}
    for item in filter(None, setting.split(",")):
        key_id, sep, encoded = item.partition(":")
        try:
            raw = base64.urlsafe_b64decode(encoded) if sep else b""
        except ValueError:
            raw = b""
        if not key_id or len(raw) != 32:
            raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS: id:base64 of 32 bytes, separated by commas")
        keys[key_id] = AESGCM(raw)
    if not keys:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS is empty")
    return keys


def nuova_chiave() -> str:
    """A fresh key in the form that FIELD_ENCRYPTION_KEYS takes after its id."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def chiave_corrente() -> str:
    """The id of the key that encrypts from now on: the first of the setting."""
    return next(iter(_keys(settings.FIELD_ENCRYPTION_KEYS)))


def chiave_di(cifrato: bytes) -> str:
    """The id of the key that wrote this text."""
    return bytes(cifrato[2 : 2 + cifrato[1]]).decode()


def cifra(chiaro: bytes) -> bytes:
    key_id, cipher = next(iter(_keys(settings.FIELD_ENCRYPTION_KEYS).items()))
    nonce = os.urandom(NONCE)
    header = bytes([VERSION, len(key_id)]) + key_id.encode()
    return header + nonce + cipher.encrypt(nonce, chiaro, header)


def decifra(cifrato: bytes) -> bytes:
    """The clear text. Raises ChiaveMancante when the key is unknown or the text was altered."""
    cifrato = bytes(cifrato)
    end = 2 + cifrato[1]
    cipher = _keys(settings.FIELD_ENCRYPTION_KEYS).get(chiave_di(cifrato))
    if cipher is None:
        raise ChiaveMancante(f"unknown key {chiave_di(cifrato)!r}")
    try:
        return cipher.decrypt(cifrato[end : end + NONCE], cifrato[end + NONCE :], cifrato[:end])
    except InvalidTag as errore:
        raise ChiaveMancante("altered text") from errore


def ricifra(cifrato: bytes) -> bytes:
    """The same text under the current key; unchanged when it already is."""
    return cifrato if chiave_di(cifrato) == chiave_corrente() else cifra(decifra(cifrato))


def cifra_testo(testo: str) -> bytes:
    return cifra(testo.encode())


def decifra_testo(cifrato: bytes) -> str:
    return decifra(cifrato).decode()
