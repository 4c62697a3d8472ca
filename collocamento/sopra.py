"""The breadcrumb above the pages of an employer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.permessi import puo_vedere_obblighi
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import Ruolo


def sopra(ctx: Contesto) -> list[tuple[str, str]]:
    """The office's list, the consultant's companies, nothing for the company itself."""
    if puo_vedere_obblighi(ctx):
        return [(_("Obblighi L. 68/99"), reverse("collocamento:elenco"))]
    if ctx.ha_ruolo(Ruolo.CONSULENTE):
        return [(_("Le aziende che seguo"), reverse("collocamento:elenco"))]
    return []
