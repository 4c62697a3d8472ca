"""The table's reports, each in its module; declared as they are imported."""

from tavolo.rapporti import attivita, decisioni, gruppi, presenze


__all__ = ["attivita", "decisioni", "gruppi", "presenze"]
