"""`python -m collocamento.normativa FILE`: compute the cases of a file again and say which differ."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from collocamento.normativa.vettori import differenze, leggi_vettori


def main(argomenti: Sequence[str]) -> int:
    """Print each case that differs, field by field, then the count; 1 if any differs, 2 if the file is unreadable."""
    if len(argomenti) != 1:
        print("uso: python -m collocamento.normativa FILE", file=sys.stderr)
        return 2
    try:
        vettori = leggi_vettori(Path(argomenti[0]))
    except (OSError, ValueError, KeyError) as errore:
        print(f"{argomenti[0]}: non è un file di casi leggibile ({errore}).", file=sys.stderr)
        return 2
    diversi = 0
    for vettore in vettori:
        righe = list(differenze(vettore))
        diversi += bool(righe)
        for riga in righe:
            print(f"{vettore['id']}  {riga}")
    print(f"{len(vettori) - diversi} agree, {diversi} differ")
    return 1 if diversi else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
