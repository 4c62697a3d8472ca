"""How much a delivery may ask of the machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limiti:
    """Ceilings of one delivery. `ratio` is unpacked bytes over packed ones, looked at above `ratio_da` bytes only:
    a small file of repeated rows may well shrink a lot."""

    xml_bytes: int = 20 * 1024**2
    unpacked_bytes: int = 4 * 1024**3
    ratio: int = 200
    entries: int = 200_000
    ratio_da: int = 1024**2


LIMITI = Limiti()

# The years that a return may speak of: law 68/1999 is in force since 2000, and beyond the other a date is a slip.
PRIMO_ANNO, ULTIMO_ANNO = 2000, 2100
