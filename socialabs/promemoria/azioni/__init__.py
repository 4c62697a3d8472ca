"""Verbs: on deadlines, on what was sent, on one's own choices."""

from socialabs.promemoria.azioni.avvisi import reinvia, segna_letto, segna_tutti_letti
from socialabs.promemoria.azioni.calendario import nuovo_indirizzo, revoca_indirizzo
from socialabs.promemoria.azioni.preferenze import imposta_preferenza, ripristina_preferenze
from socialabs.promemoria.azioni.scadenze import riapri, rileggi, rimanda, segna_fatta


__all__ = [
    "imposta_preferenza",
    "nuovo_indirizzo",
    "reinvia",
    "revoca_indirizzo",
    "riapri",
    "rileggi",
    "rimanda",
    "ripristina_preferenze",
    "segna_fatta",
    "segna_letto",
    "segna_tutti_letti",
]
