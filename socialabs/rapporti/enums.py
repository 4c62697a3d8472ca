from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Cadenza(TextChoices):
    SETTIMANALE = "settimanale", _("Ogni settimana")
    MENSILE = "mensile", _("Ogni mese")
    ANNUALE = "annuale", _("Ogni anno")


class StatoInvio(TextChoices):
    """FERMO is the portal's doing: who asked for it may see the report no more."""

    ATTIVO = "attivo", _("Attivo")
    SOSPESO = "sospeso", _("Sospeso")
    FERMO = "fermo", _("Fermo")


class Giorno(IntegerChoices):
    """Days of the week, as ISO numbers them."""

    LUNEDI = 1, _("lunedì")
    MARTEDI = 2, _("martedì")
    MERCOLEDI = 3, _("mercoledì")
    GIOVEDI = 4, _("giovedì")
    VENERDI = 5, _("venerdì")
    SABATO = 6, _("sabato")
    DOMENICA = 7, _("domenica")


class Mese(IntegerChoices):
    GENNAIO = 1, _("gennaio")
    FEBBRAIO = 2, _("febbraio")
    MARZO = 3, _("marzo")
    APRILE = 4, _("aprile")
    MAGGIO = 5, _("maggio")
    GIUGNO = 6, _("giugno")
    LUGLIO = 7, _("luglio")
    AGOSTO = 8, _("agosto")
    SETTEMBRE = 9, _("settembre")
    OTTOBRE = 10, _("ottobre")
    NOVEMBRE = 11, _("novembre")
    DICEMBRE = 12, _("dicembre")
