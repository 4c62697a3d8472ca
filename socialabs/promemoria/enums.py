"""Vocabulary of deadlines and reminders, and the transitions of a deadline."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from socialabs.base.stati import Transizione


class Pubblico(TextChoices):
    """To whom a text speaks. Someone who is more than one hears the first of these that they are."""

    UFFICIO = "ufficio", _("Ufficio")
    AZIENDA = "azienda", _("Azienda")
    CONSULENTE = "consulente", _("Consulente")
    UTENTE = "utente", _("Persona")


class Canale(TextChoices):
    """How a deadline reaches a person. In-app items and mails are sent; the calendar is fetched by who wants it."""

    POSTA = "posta", _("E-mail")
    AVVISO = "avviso", _("Avviso nel portale")
    CALENDARIO = "calendario", _("Calendario")


class Frequenza(TextChoices):
    """When the mails that are not urgent leave."""

    SUBITO = "subito", _("Un messaggio per ogni argomento, appena serve")
    GIORNALIERA = "giornaliera", _("Un solo messaggio al giorno")
    SETTIMANALE = "settimanale", _("Un solo messaggio alla settimana, il lunedì")


class StatoScadenza(TextChoices):
    APERTA = "aperta", _("Aperta")
    RIMANDATA = "rimandata", _("Rimandata")
    FATTA = "fatta", _("Fatta")
    DECADUTA = "decaduta", _("Decaduta")


class StatoPromemoria(TextChoices):
    IN_ATTESA = "in_attesa", _("In attesa")
    INVIATO = "inviato", _("Inviato")
    TACIUTO = "taciuto", _("Non voluto dal destinatario")


class ViaPosta(TextChoices):
    """What becomes of an in-app item by mail."""

    NO = "no", _("Solo nel portale")
    RIEPILOGO = "riepilogo", _("Nel prossimo riepilogo")
    ACCODATO = "accodato", _("Affidato alla posta")
    SUPERATO = "superato", _("Fatto prima del riepilogo")


# What still asks to be done.
DA_FARE = frozenset({StatoScadenza.APERTA, StatoScadenza.RIMANDATA})

TRANSIZIONI = {
    StatoScadenza.FATTA: Transizione(DA_FARE),
    StatoScadenza.RIMANDATA: Transizione(DA_FARE),
    StatoScadenza.DECADUTA: Transizione(DA_FARE),
    StatoScadenza.APERTA: Transizione(frozenset(StatoScadenza) - {StatoScadenza.APERTA}),
}
