"""Content without a row: what a rolled-back deposit or a failed removal left on the disk."""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from socialabs.archivio.models import FilePrivato


# A deposit still being written is younger than this.
ORE = 24


def orfani(ore: int = ORE) -> Iterator[Path]:
    """The files under ARCHIVIO_DIR older than `ore` hours that belong to no row."""
    limite = time.time() - ore * 3600
    for cartella in sorted(settings.ARCHIVIO_DIR.glob("[0-9a-f][0-9a-f]")):
        vecchi = [f for f in cartella.iterdir() if f.is_file() and f.stat().st_mtime <= limite]
        nomi = {f: _identificativo(f) for f in vecchi}
        noti = set(FilePrivato.objects.filter(pk__in=filter(None, nomi.values())).values_list("pk", flat=True))
        yield from (f for f in vecchi if nomi[f] is None or nomi[f] not in noti)


def _identificativo(percorso: Path) -> uuid.UUID | None:
    """The id that the name tells; None for a temporary or foreign file."""
    try:
        return uuid.UUID(hex=percorso.name) if len(percorso.name) == 32 else None
    except ValueError:
        return None
