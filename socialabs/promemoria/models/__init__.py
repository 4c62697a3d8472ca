"""Deadlines, the reminders of each, what people received, and what they prefer."""

from socialabs.promemoria.models.avviso import Avviso
from socialabs.promemoria.models.preferenza import IndirizzoCalendario, Preferenza
from socialabs.promemoria.models.promemoria import Preparazione, Promemoria
from socialabs.promemoria.models.scadenza import Destinazione, Scadenza


__all__ = [
    "Avviso",
    "Destinazione",
    "IndirizzoCalendario",
    "Preferenza",
    "Preparazione",
    "Promemoria",
    "Scadenza",
]
