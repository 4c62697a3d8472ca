"""A meeting for people's calendars (RFC 5545, 5546): an invitation that later notices update or cancel.

The UID is the meeting's for ever, SEQUENCE grows with each notice. The entry bears no personal link: calendars are
copied to telephones and servers that are not the office's.
"""

from datetime import UTC, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from socialabs.base.giorni import adesso
from tavolo.enums import StatoSeduta
from tavolo.lettera import quando
from tavolo.models import Seduta


ROMA = ZoneInfo("Europe/Rome")


def calendario(seduta: Seduta, *, indirizzo: str = "") -> str:
    """The VCALENDAR of a meeting; `indirizzo` is the member invited, none in the file that one downloads.

    A meeting called off, or put off to a date still to be set, is taken out of the calendar (METHOD:CANCEL).
    """
    tolta = seduta.stato == StatoSeduta.ANNULLATA or seduta.inizio is None
    calendario = Calendar()
    calendario.add("prodid", "-//SOCIALABS//Tavolo territoriale//IT")
    calendario.add("version", "2.0")
    calendario.add("calscale", "GREGORIAN")
    calendario.add("method", "CANCEL" if tolta else "REQUEST" if indirizzo else "PUBLISH")
    if seduta.inizio:
        anno = seduta.giorno.replace(month=1, day=1)
        calendario.add_component(Timezone.from_tzinfo(ROMA, "Europe/Rome", anno, anno.replace(year=anno.year + 2)))
    calendario.add_component(_evento(seduta, indirizzo, tolta=tolta))
    return calendario.to_ical().decode()


def nome_del_file(seduta: Seduta) -> str:
    """Named after the meeting, so that it is told from others among what one has downloaded."""
    return f"{slugify(str(seduta).replace('/', '-'))[:70]}.ics"


def _evento(seduta: Seduta, indirizzo: str, *, tolta: bool) -> Event:
    evento = Event()
    evento.add("uid", f"seduta-{seduta.pk}@socialabs")
    evento.add("sequence", seduta.sequenza)
    evento.add("dtstamp", adesso().astimezone(UTC))
    evento.add("summary", str(seduta))
    evento.add("status", "CANCELLED" if tolta else "CONFIRMED")
    if seduta.inizio:
        inizio = seduta.inizio.astimezone(ROMA)
        evento.add("dtstart", inizio)
        evento.add("dtend", inizio + timedelta(minutes=seduta.minuti))
    luogo = " – ".join(filter(None, [seduta.luogo, seduta.collegamento]))
    if luogo:
        evento.add("location", luogo)
    if seduta.seconda and not tolta:
        evento.add("description", _("Seconda convocazione: %(quando)s.") % {"quando": quando(seduta.seconda)})
    evento["organizer"] = _persona(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], nome=_("Segreteria del tavolo"))
    if indirizzo:
        invitato = _persona(indirizzo)
        invitato.params["rsvp"] = vText("FALSE")
        invitato.params["partstat"] = vText("NEEDS-ACTION")
        evento["attendee"] = invitato
    return evento


def _persona(indirizzo: str, nome: str = "") -> vCalAddress:
    persona = vCalAddress(f"mailto:{indirizzo}")
    if nome:
        persona.params["cn"] = vText(nome)
    return persona
