"""How long each kind of row is kept. Every concrete model declares its class; a test refuses a model without one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Conservazione(TextChoices):
    """Retention classes (proposal of the office's plan; the body's own disposal schedule prevails)."""

    PERMANENTE = "permanente", _("Permanente")
    CONFIGURAZIONE = "configurazione", _("Finché serve alla configurazione")
    DIECI_ANNI = "dieci_anni", _("Dieci anni dalla chiusura della pratica")
    CINQUE_ANNI = "cinque_anni", _("Cinque anni")
    REGISTRO = "registro", _("Ventiquattro mesi (registro degli accessi)")
    NOVANTA_GIORNI = "novanta_giorni", _("Novanta giorni")
    TECNICA = "tecnica", _("Dato tecnico, eliminato dal sistema")
