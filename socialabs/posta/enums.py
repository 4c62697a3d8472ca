from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from socialabs.base.stati import Transizione


class StatoMessaggio(TextChoices):
    IN_CODA = "in_coda", _("In coda")
    INVIATO = "inviato", _("Inviato")
    FALLITO = "fallito", _("Non inviato")


TRANSIZIONI = {
    StatoMessaggio.IN_CODA: Transizione(frozenset({StatoMessaggio.FALLITO, StatoMessaggio.INVIATO})),
    StatoMessaggio.INVIATO: Transizione(frozenset({StatoMessaggio.IN_CODA})),
    StatoMessaggio.FALLITO: Transizione(frozenset({StatoMessaggio.IN_CODA})),
}
