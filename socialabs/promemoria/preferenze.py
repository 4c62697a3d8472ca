"""What a person's choices come to for a kind of deadline."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from socialabs.promemoria.enums import Canale, Frequenza
from socialabs.promemoria.models import Preferenza
from socialabs.promemoria.registro import TipoScadenza


@dataclass(frozen=True, slots=True)
class Scelta:
    """The channels by which a kind reaches a person, and when its mails leave."""

    canali: frozenset[Canale]
    frequenza: Frequenza


def scelte(utente_id: uuid.UUID, tipi: Iterable[TipoScadenza]) -> dict[str, Scelta]:
    """What holds for a person, by key of the kind: one query."""
    scritte = {preferenza.tipo: preferenza for preferenza in Preferenza.objects.filter(utente=utente_id)}
    return {tipo.chiave: effettiva(tipo, scritte.get(tipo.chiave) or scritte.get("")) for tipo in tipi}


def effettiva(tipo: TipoScadenza, preferenza: Preferenza | None) -> Scelta:
    """What a written preference, or none, comes to: a duty is told by every channel of its kind, and at once.

    The calendar is fetched by who wants it: there one may leave out a duty too.
    """
    if preferenza is None:
        return Scelta(tipo.canali, Frequenza.SUBITO)
    voluti = {canale for canale in Canale if getattr(preferenza, canale.value)}
    if tipo.dovere:
        return Scelta(tipo.canali & (voluti | {Canale.POSTA, Canale.AVVISO}), Frequenza.SUBITO)
    return Scelta(tipo.canali & voluti, Frequenza(preferenza.frequenza))
