"""The term to decide: thirty days from the request, standing still while the office waits for an answer."""

from collections.abc import Sequence
from datetime import date

from collocamento.normativa import termine_decisione
from collocamento.provvedimenti.enums import APERTI, Stato
from collocamento.provvedimenti.models import Passaggio, Provvedimento


# The term stands still while the employer is asked something (L. 241/1990 art. 2 c. 7 and art. 10-bis).
FERMO = frozenset({Stato.INTEGRAZIONE, Stato.PREAVVISO})
# Longest time that may be given to complete a request, once (L. 241/1990 art. 2 c. 7).
GIORNI_INTEGRAZIONE = 30


def sospesi(passaggi: Sequence[Passaggio]) -> int:
    """Days on which the term stood still; a pause not yet over is counted up to the day the answer is due."""
    giorni = 0
    for passaggio, seguente in zip(passaggi, [*passaggi[1:], None], strict=True):
        if passaggio.a in FERMO:
            fine = min(seguente.giorno, passaggio.entro_il) if seguente else passaggio.entro_il
            giorni += (fine - passaggio.giorno).days
    return giorni


def termine(provvedimento: Provvedimento, passaggi: Sequence[Passaggio]) -> date | None:
    """Last day to decide; None for what waits for no decision. `passaggi` in order, the latest included."""
    if provvedimento.stato not in APERTI or provvedimento.presentata_il is None:
        return None
    return termine_decisione(provvedimento.presentata_il, sospesi(passaggi))
