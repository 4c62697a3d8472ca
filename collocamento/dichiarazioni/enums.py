"""Closed lists of a return in preparation, and the passages between its states (handbook 2.2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from collocamento.permessi import RUOLI_PARTE
from socialabs.base.stati import Transizione


class Stato(TextChoices):
    """Where a return stands; filing it is the ministry's service, whose code and date are typed back."""

    BOZZA = "bozza", _("Bozza")
    DA_INVIARE = "da_inviare", _("Da inviare")
    PRESENTATA = "presentata", _("Presentata")
    IN_RETTIFICA = "in_rettifica", _("In rettifica")
    RETTIFICATA = "rettificata", _("Rettificata")
    ANNULLATA = "annullata", _("Annullata")
    CANCELLATA = "cancellata", _("Cancellata")


APERTI = frozenset({Stato.BOZZA, Stato.DA_INVIARE})
# Those that the ministry has: their figures are the office's business too.
INVIATI = frozenset({Stato.PRESENTATA, Stato.IN_RETTIFICA, Stato.RETTIFICATA, Stato.ANNULLATA})


def _da(*stati: Stato) -> Transizione:
    return Transizione(frozenset(stati), RUOLI_PARTE)


TRANSIZIONI = {
    Stato.DA_INVIARE: _da(Stato.BOZZA),
    Stato.BOZZA: _da(Stato.DA_INVIARE),
    Stato.CANCELLATA: _da(Stato.BOZZA),
    # A return filed, or one whose correction was given up.
    Stato.PRESENTATA: _da(Stato.DA_INVIARE, Stato.IN_RETTIFICA),
    Stato.IN_RETTIFICA: _da(Stato.PRESENTATA),
    Stato.RETTIFICATA: _da(Stato.IN_RETTIFICA),
    Stato.ANNULLATA: _da(Stato.PRESENTATA),
}


class Partenza(TextChoices):
    """What a draft was begun from."""

    VUOTA = "vuota", _("Da un modulo vuoto")
    PROSPETTO = "prospetto", _("Dall'ultimo prospetto ricevuto")
    POSIZIONE = "posizione", _("Dall'organico conosciuto dal portale")
    DICHIARAZIONE = "dichiarazione", _("Dalla dichiarazione che corregge o annulla")


class TipoSezione(TextChoices):
    """The parts of a return that are written, kept and disputed each by itself."""

    QUADRO1 = "quadro1", _("Quadro 1: prospetto e azienda")
    PERSONALE = "personale", _("Personale della provincia")
    LAVORATORE = "lavoratore", _("Lavoratore computabile")
    POSTO = "posto", _("Posto di lavoro disponibile")
    CONCESSIONI = "concessioni", _("Compensazioni e concessioni")
    INVIO = "invio", _("Chi invia, e note al riepilogo")


# One row for each worker and each vacancy: a sheet may hold thousands.
RIPETUTE = (TipoSezione.LAVORATORE, TipoSezione.POSTO)


class EsitoRevisione(TextChoices):
    """What became of a text that was sent to be saved."""

    SALVATA = "salvata", _("Salvata")
    IN_CONFLITTO = "in_conflitto", _("In conflitto")
    SCARTATA = "scartata", _("Non scelta")
    SCELTA = "scelta", _("Scelta")
