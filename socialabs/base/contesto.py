"""Who is asking: the one argument that every scope and every action takes."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from socialabs.base.identificativi import nuovo_id


@dataclass(frozen=True, slots=True)
class Contesto:
    """The user, the membership they act under, and the person really at the keyboard (in assistance mode).

    `base` knows no user model, so the three are typed loosely here; `utenti` builds the object.
    """

    utente: Any = None
    appartenenza: Any = None
    attore_reale: Any = None
    richiesta_id: uuid.UUID = field(default_factory=nuovo_id)
    indirizzo: str | None = None
    processo: str = ""

    @classmethod
    def sistema(cls, processo: str) -> "Contesto":
        """The context of a command or a scheduled task: nobody is at the keyboard, everything is in scope."""
        return cls(processo=processo)

    @property
    def e_sistema(self) -> bool:
        return bool(self.processo) and self.utente is None

    @property
    def ruolo(self) -> str:
        """The role of the active membership, empty when there is none."""
        return self.appartenenza.ruolo if self.appartenenza else ""

    @property
    def organizzazione_id(self) -> uuid.UUID | None:
        return self.appartenenza.organizzazione_id if self.appartenenza else None

    def ha_ruolo(self, *ruoli: str) -> bool:
        return self.ruolo in ruoli
