"""What an import has done, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def importato(aggiunti: int, cambiati: int, cessati: int) -> str:
    """A sentence without the parts that are none."""
    frasi = (
        (ngettext("%(n)d aggiunto", "%(n)d aggiunti", aggiunti), aggiunti),
        (ngettext("%(n)d cambiato", "%(n)d cambiati", cambiati), cambiati),
        (ngettext("%(n)d cessato", "%(n)d cessati", cessati), cessati),
    )
    parti = ", ".join(frase % {"n": numero} for frase, numero in frasi if numero)
    return _("Organico aggiornato: %(parti)s.") % {"parti": parti}
