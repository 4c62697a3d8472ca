"""Addresses of the rooms above, which this one names and does not import."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def indirizzo(vista: str, *argomenti: Any) -> str:
    """The address of a page of another room; empty where the portal has none."""
    try:
        return reverse(vista, args=argomenti)
    except NoReverseMatch:
        return ""
