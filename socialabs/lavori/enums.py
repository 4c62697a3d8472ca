from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from socialabs.base.stati import Transizione


class StatoLavoro(TextChoices):
    IN_CODA = "in_coda", _("In coda")
    IN_CORSO = "in_corso", _("In corso")
    COMPLETATO = "completato", _("Completato")
    FALLITO = "fallito", _("Non riuscito")
    ANNULLATO = "annullato", _("Annullato")


APERTI = frozenset({StatoLavoro.IN_CODA, StatoLavoro.IN_CORSO})

# A job goes back to the queue when its worker died.
TRANSIZIONI = {
    StatoLavoro.IN_CODA: Transizione(frozenset({StatoLavoro.IN_CORSO})),
    StatoLavoro.IN_CORSO: Transizione(frozenset({StatoLavoro.IN_CODA})),
    StatoLavoro.COMPLETATO: Transizione(frozenset({StatoLavoro.IN_CORSO})),
    StatoLavoro.FALLITO: Transizione(APERTI),
    StatoLavoro.ANNULLATO: Transizione(APERTI),
}
