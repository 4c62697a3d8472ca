from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from socialabs.base.stati import Transizione


class StatoDocumento(TextChoices):
    """What was decided about a document. That another one replaced it is read from that other one."""

    EMESSO = "emesso", _("Emesso")
    ANNULLATO = "annullato", _("Annullato")


TRANSIZIONI = {StatoDocumento.ANNULLATO: Transizione(frozenset({StatoDocumento.EMESSO}))}


class Condizione(TextChoices):
    """How a document stands for its reader: worked out, never stored."""

    VALIDO = "valido", _("Valido")
    SOSTITUITO = "sostituito", _("Sostituito")
    ANNULLATO = "annullato", _("Annullato")


class MotivoSostituzione(TextChoices):
    """Why a document takes the place of another: a closed list, as it travels with the job and stands on paper."""

    ERRORE = "errore", _("correzione di un errore materiale")
    DATI = "dati", _("dati aggiornati dopo l'emissione")
    DESTINATARIO = "destinatario", _("correzione dei dati del destinatario")
