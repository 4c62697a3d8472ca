from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Parte(TextChoices):
    """Whose a scenario is: the employer's (with its consultants), or the office's."""

    AZIENDA = "azienda", _("azienda")
    UFFICIO = "ufficio", _("ufficio")
