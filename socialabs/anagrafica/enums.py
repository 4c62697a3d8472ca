from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TipoOrganizzazione(TextChoices):
    PROVINCIA = "provincia", _("Provincia")
    CPI = "cpi", _("Centro per l'impiego")
    ENTE_PUBBLICO = "ente_pubblico", _("Ente pubblico")
    AZIENDA = "azienda", _("Azienda")
    COOPERATIVA_A = "coop_a", _("Cooperativa sociale di tipo A")
    COOPERATIVA_B = "coop_b", _("Cooperativa sociale di tipo B")
    STUDIO = "studio", _("Consulente del lavoro o associazione")
    ASSOCIAZIONE = "associazione", _("Associazione")
    ALTRO = "altro", _("Altro")
