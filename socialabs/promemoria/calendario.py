"""Deadlines as iCalendar (RFC 5545): the feed of a person, and the entry attached to a mail.

An entry bears the kind's neutral title and the address of the page, and nothing of the object: a calendar is copied
to telephones and servers that are not the office's.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from socialabs.base.giorni import oggi
from socialabs.promemoria import indirizzi, preferenze, registro
from socialabs.promemoria.enums import Canale, StatoScadenza
from socialabs.promemoria.models import Scadenza
from socialabs.promemoria.regole import ROMA
from socialabs.utenti.models import Utente


INDIETRO, AVANTI = timedelta(days=90), timedelta(days=400)
DURATA = timedelta(hours=1)
# The clock's changes are written out for these years: enough for what a feed holds.
DA_ANNO, FINO_AD_ANNO = 2020, 2040


def calendario_di(utente: Utente) -> bytes:
    """The feed of a person: every deadline of theirs of the last months and of the year to come."""
    tipi = preferenze.scelte(utente.pk, registro.tipi())
    voluti = [chiave for chiave, scelta in tipi.items() if Canale.CALENDARIO in scelta.canali]
    giorno = oggi()
    scadenze = Scadenza.objects.del_calendario_di(utente.pk).filter(tipo__in=voluti)
    return calendario(scadenze.fra(giorno - INDIETRO, giorno + AVANTI))


def calendario(scadenze: Iterable[Scadenza]) -> bytes:
    """The VCALENDAR of some deadlines, with the rules of Italy's clock."""
    calendario = Calendar()
    calendario.add("prodid", "-//SOCIALABS//Scadenze//IT")
    calendario.add("version", "2.0")
    calendario.add("calscale", "GREGORIAN")
    calendario.add("method", "PUBLISH")
    calendario.add("x-wr-calname", _("Scadenze del portale SOCIALABS"))
    calendario.add("x-wr-timezone", "Europe/Rome")
    calendario.add_component(
        Timezone.from_tzinfo(ROMA, "Europe/Rome", datetime(DA_ANNO, 1, 1).date(), datetime(FINO_AD_ANNO, 1, 1).date())
    )
    for scadenza in scadenze:
        calendario.add_component(_evento(scadenza))
    return calendario.to_ical()


def _evento(scadenza: Scadenza) -> Event:
    evento = Event()
    evento.add("uid", f"{scadenza.pk}@socialabs")
    evento.add("sequence", scadenza.versione - 1)
    evento.add("dtstamp", scadenza.modificato_il.astimezone(UTC))
    evento.add("last-modified", scadenza.modificato_il.astimezone(UTC))
    fatta = scadenza.stato == StatoScadenza.FATTA
    evento.add("summary", _("Fatto: %(titolo)s") % {"titolo": scadenza.titolo} if fatta else scadenza.titolo)
    evento.add("url", indirizzi.della_scadenza(scadenza.pk))
    evento.add("status", "CANCELLED" if scadenza.stato == StatoScadenza.DECADUTA else "CONFIRMED")
    if scadenza.ora is None:
        evento.add("dtstart", scadenza.giorno)
        evento.add("dtend", scadenza.giorno + timedelta(days=1))
        evento.add("transp", "TRANSPARENT")
    else:
        inizio = datetime.combine(scadenza.giorno, scadenza.ora, tzinfo=ROMA)
        evento.add("dtstart", inizio)
        evento.add("dtend", inizio + DURATA)
    return evento
