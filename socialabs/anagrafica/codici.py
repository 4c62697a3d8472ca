"""Italian tax codes: checked by their own arithmetic, not by shape alone."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.it import codicefiscale, iva


def codice_fiscale_valido(codice: str) -> bool:
    """True for a person's code (16 characters, also after homocody) or an entity's (11 digits)."""
    return iva.is_valid(codice) if codice.isdigit() else codicefiscale.is_valid(codice)


def valida_codice_fiscale(codice: str) -> None:
    if codice != codice.upper().strip() or not codice_fiscale_valido(codice):
        raise ValidationError(
            _("Il codice fiscale non è corretto: sono 16 caratteri (persona) o 11 cifre (ente), maiuscoli."),
            code="codice_fiscale",
        )


def valida_partita_iva(codice: str) -> None:
    if not iva.is_valid(codice):
        raise ValidationError(_("La partita IVA non è corretta: sono 11 cifre."), code="partita_iva")
