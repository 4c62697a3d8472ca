"""State machines as tables: {target: Transizione(sources, roles)}."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto


class TransizioneNonAmmessa(Exception):
    """The state cannot be reached from the present one, or not by this role. The message is for the user."""


@dataclass(frozen=True, slots=True)
class Transizione:
    """From which states, and by which roles (None: any), a state may be reached."""

    da: frozenset[str]
    ruoli: frozenset[str] | None = None


def controlla(tabella: Mapping[str, Transizione], attuale: str, nuovo: str, ctx: Contesto) -> None:
    """Raise TransizioneNonAmmessa unless `tabella` lets `ctx` go from `attuale` to `nuovo`."""
    transizione = tabella.get(nuovo)
    if transizione is None or attuale not in transizione.da:
        raise TransizioneNonAmmessa(
            _("Da «%(attuale)s» non si può passare a «%(nuovo)s».") % {"attuale": attuale, "nuovo": nuovo}
        )
    if transizione.ruoli is not None and not ctx.e_sistema and ctx.ruolo not in transizione.ruoli:
        raise TransizioneNonAmmessa(_("Il tuo ruolo non consente questo passaggio."))
