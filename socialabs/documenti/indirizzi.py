"""An organisation as it stands on an envelope."""

from socialabs.anagrafica.models import Organizzazione
from socialabs.documenti.registro import Destinatario


def destinatario(organizzazione: Organizzazione) -> Destinatario:
    """The organisation as a recipient; `comune` should have been read with it."""
    comune = organizzazione.comune
    luogo = f"{organizzazione.cap} {comune}".strip() if comune else ""
    righe = (organizzazione.indirizzo, luogo, f"C.F. {organizzazione.codice_fiscale}", organizzazione.pec)
    return Destinatario(organizzazione.denominazione, tuple(r for r in righe if r), organizzazione.pk)
