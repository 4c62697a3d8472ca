"""The calendar of the table for anyone's diary (RFC 5545): when and where, never the address of the connection."""

from datetime import UTC, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tavolo.enums import StatoSeduta
from tavolo.models import Seduta


# A meeting is the same entry here and in the invitations that members receive.
UID = "seduta-{}@socialabs"


def calendario(sedute: QuerySet[Seduta], pagina: str) -> bytes:
    """The meetings that have a date, cancelled ones said so; `pagina` is the whole address of the public page."""
    libro = Calendar()
    libro.add("prodid", "-//SOCIALABS//Tavolo territoriale//IT")
    libro.add("version", "2.0")
    libro.add("calscale", "GREGORIAN")
    libro.add("method", "PUBLISH")
    libro.add("x-wr-calname", _("Tavolo territoriale"))
    for seduta in sedute.filter(inizio__isnull=False).select_related("gruppo").order_by("inizio", "pk"):
        libro.add_component(_evento(seduta, pagina))
    return libro.to_ical()


def _evento(seduta: Seduta, pagina: str) -> Event:
    evento = Event()
    evento.add("uid", UID.format(seduta.pk))
    evento.add("sequence", seduta.sequenza)
    # When the entry was last changed: the same meeting gives the same file.
    evento.add("dtstamp", seduta.modificato_il.astimezone(UTC))
    evento.add("summary", str(seduta))
    evento.add("status", "CANCELLED" if seduta.stato == StatoSeduta.ANNULLATA else "CONFIRMED")
    evento.add("dtstart", _utc(seduta.inizio))
    evento.add("dtend", _utc(seduta.inizio + timedelta(minutes=seduta.minuti)))
    if seduta.luogo:
        evento.add("location", seduta.luogo)
    evento.add("url", pagina)
    return evento


def _utc(istante: datetime) -> datetime:
    """In UTC an entry needs no table of time zones."""
    return istante.astimezone(UTC)
