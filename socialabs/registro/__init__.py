"""Who did or read what, append only. `from socialabs.registro import registra_evento` is all that other rooms need."""

from typing import Any


def __getattr__(name: str) -> Any:
    """Found at first use: models cannot be imported while Django is still reading its list of apps."""
    if name == "registra_evento":
        from socialabs.registro.azioni import registra_evento

        return registra_evento
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
