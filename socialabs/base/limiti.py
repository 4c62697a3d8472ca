"""How often the same may be asked: a counter in the cache, forgotten by itself."""

from django.core.cache import cache


def troppe(chiave: str, *, quante: int, secondi: int) -> bool:
    """Count one more of `chiave`; True when they are more than `quante` since the first of the last `secondi`."""
    cache.add(chiave, 0, secondi)
    try:
        return cache.incr(chiave) > quante
    except ValueError:
        # It expired in between: a new window begins.
        return False
