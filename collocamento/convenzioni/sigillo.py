"""The digest of a text: what a signature is bound to. Pure."""

import hashlib
import json
import unicodedata
from typing import Any


def canonico(testo: list[dict[str, Any]]) -> bytes:
    """One form for one text, whatever the order of its keys and the composition of its accents."""
    scritto = json.dumps(testo, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", scritto).encode()


def impronta_di(testo: list[dict[str, Any]]) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonico(testo)).hexdigest()
