"""UniPi documents for the tests: those of the demo corpus, with the few fields changed that a test is about."""

import io
import re
import zipfile
from functools import cache

from tests.collocamento.attesi import CORPUS


# A private employer of class A with two provinces, part timers and workers by name.
BASE = "prospetto_0112600000001987.xml"
CODICE_FISCALE = "61011600113"


@cache
def originale(nome: str = BASE) -> bytes:
    with zipfile.ZipFile(CORPUS) as corpus:
        return corpus.read(nome)


def documento(
    codice: str,
    *,
    tipo: str = "01",
    precedente: str = "",
    invio: str = "2026-01-12T13:48:22",
    codice_fiscale: str = CODICE_FISCALE,
    base: str = BASE,
    sostituzioni: dict[str, str] | None = None,
) -> bytes:
    """A document with the communication code `codice` (up to 16 characters), of a kind, naming another or not."""
    testo = originale(base).decode()
    testo = re.sub(r'codicecomunicazione="[^"]*"', f'codicecomunicazione="{codice.rjust(16, "0")}"', testo)
    testo = re.sub(r' codicecomunicazioneprecedente="[^"]*"', "", testo)
    if precedente:
        legame = f' codicecomunicazioneprecedente="{precedente.rjust(16, "0")}"'
        testo = testo.replace(" dataInvio=", legame + " dataInvio=")
    testo = re.sub(r'dataInvio="[^"]*"', f'dataInvio="{invio}"', testo)
    testo = re.sub(r"<tipocomunicazione>\d\d<", f"<tipocomunicazione>{tipo}<", testo)
    testo = testo.replace(CODICE_FISCALE, codice_fiscale)
    for prima, dopo in (sostituzioni or {}).items():
        assert prima in testo, prima
        testo = testo.replace(prima, dopo)
    return testo.encode()


def pacchetto(**files: bytes) -> io.BytesIO:
    """A zip of files named `<key>.xml`."""
    uscita = io.BytesIO()
    with zipfile.ZipFile(uscita, "w", zipfile.ZIP_DEFLATED) as archivio:
        for nome, contenuto in files.items():
            archivio.writestr(f"{nome}.xml", contenuto)
    uscita.seek(0)
    return uscita
