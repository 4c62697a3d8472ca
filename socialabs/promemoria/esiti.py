"""What became of a reminder, as the list of what was sent tells it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from socialabs.base.giorni import adesso
from socialabs.posta.enums import StatoMessaggio
from socialabs.promemoria.enums import StatoPromemoria, ViaPosta
from socialabs.promemoria.models import Promemoria
from socialabs.promemoria.querysets import FERMO_DOPO


@dataclass(frozen=True, slots=True)
class Esito:
    """`tipo` and `icona`: the badge. `quali`: the condition on Promemoria."""

    chiave: str
    etichetta: Promise
    tipo: str
    icona: str
    quali: Callable[[], Q]


def _fermo() -> Q:
    return Q(stato=StatoPromemoria.IN_ATTESA, quando__lt=adesso() - FERMO_DOPO)


def _in_attesa() -> Q:
    return Q(stato=StatoPromemoria.IN_ATTESA, quando__gte=adesso() - FERMO_DOPO)


_FALLITA = Q(avviso__messaggio__stato=StatoMessaggio.FALLITO)

FERMO = Esito("fermo", _("Fermo"), "danger", "it-error", _fermo)
NON_RECAPITATO = Esito(
    "non_recapitato",
    _("E-mail non recapitata"),
    "danger",
    "it-close-circle",
    lambda: Q(_FALLITA, stato=StatoPromemoria.INVIATO),
)
IN_ATTESA = Esito("in_attesa", _("In attesa"), "info", "it-clock", _in_attesa)
INVIATO = Esito(
    "inviato",
    _("Inviato"),
    "success",
    "it-check-circle",
    lambda: Q(stato=StatoPromemoria.INVIATO) & ~Q(_FALLITA, avviso__messaggio__isnull=False),
)
TACIUTO = Esito(
    "taciuto", _("Non voluto dal destinatario"), "", "it-minus-circle", lambda: Q(stato=StatoPromemoria.TACIUTO)
)

ESITI = {esito.chiave: esito for esito in (INVIATO, IN_ATTESA, FERMO, NON_RECAPITATO, TACIUTO)}


def esito_di(promemoria: Promemoria) -> Esito:
    """The outcome of a reminder read with its `avviso` and the mail of that."""
    if promemoria.stato == StatoPromemoria.TACIUTO:
        return TACIUTO
    if promemoria.stato == StatoPromemoria.IN_ATTESA:
        return FERMO if promemoria.quando < adesso() - FERMO_DOPO else IN_ATTESA
    messaggio = promemoria.avviso.messaggio if promemoria.avviso else None
    return NON_RECAPITATO if messaggio and messaggio.stato == StatoMessaggio.FALLITO else INVIATO


def posta_di(promemoria: Promemoria) -> str:
    """Where its mail is; empty for a reminder that has sent nothing."""
    avviso = promemoria.avviso
    if avviso is None:
        return ""
    if avviso.via_posta == ViaPosta.ACCODATO and avviso.messaggio:
        return avviso.messaggio.get_stato_display()
    return avviso.get_via_posta_display()
