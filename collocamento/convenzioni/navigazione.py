from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.models import Convenzione
from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from collocamento.navigazione import PROCEDIMENTI
from socialabs.base.contesto import Contesto
from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


def ne_riceve(ctx: Contesto) -> bool:
    """A company sees the entry only when it takes somebody's people in."""
    return ctx.ha_ruolo(Ruolo.REFERENTE_COOPERATIVA) or Convenzione.objects.ricevute_da(ctx).exists()


registra(
    Voce(
        etichetta=_("Convenzioni"),
        url="convenzioni:elenco",
        ruoli=RUOLI_UFFICIO,
        icona="it-files",
        ordine=35,
        sezioni=("convenzioni:",),
        gruppo=PROCEDIMENTI,
    )
)
registra(
    Voce(
        etichetta=_("Convenzioni ricevute"),
        url="convenzioni:ricevute",
        ruoli=frozenset({Ruolo.REFERENTE_COOPERATIVA, Ruolo.REFERENTE_AZIENDA}),
        icona="it-files",
        ordine=12,
        sezioni=("convenzioni:",),
        se=ne_riceve,
    )
)
registra_linguetta(
    Linguetta(etichetta=_("Convenzioni"), url="convenzioni:datore", ordine=70, sezioni=("convenzioni:",))
)
