"""Returns per second of the whole import, beside the floor of the same run. See README.md here.

    python benchmarks/importazione.py [N] [--minimi] [--senza-pavimento] [--json OUT]

It needs a migrated database of its own (DATABASE_URL as the web role, OWNER_DATABASE_URL to empty it afterwards).
"""

import argparse
import io
import json
import os
import re
import resource
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path


RADICE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADICE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")

import django


django.setup()

from django.db import connection, transaction
from lxml import etree
from stdnum import luhn

from collocamento.azioni.consegne import importa
from collocamento.models import Consegna
from collocamento.unipi.schema import schema
from socialabs.base.contesto import Contesto


CORPUS = RADICE / "demo" / "prospetti_demo.zip"
# The tables that an import fills, as the floor copies them.
TABELLE = (
    "anagrafica_organizzazione",
    "collocamento_datore",
    "collocamento_prospetto",
    "collocamento_originale",
    "collocamento_lavoratoredichiarato",
    "collocamento_postodisponibile",
    "collocamento_calcolo",
    "collocamento_calcoloprovincia",
    "collocamento_fileconsegnato",
)
PRIMO_CODICE = 8_500_000


def sintetici(numero: int, *, minimi: bool) -> Iterator[tuple[str, bytes]]:
    """`numero` valid returns of as many employers: the corpus' own, or its smallest, with other identities."""
    modelli = list(_modelli())
    if minimi:
        modelli = [min(modelli, key=len)]
    for indice in range(numero):
        testo = modelli[indice % len(modelli)]
        corpo = f"{PRIMO_CODICE + indice:07d}011"
        codice_fiscale = corpo + luhn.calc_check_digit(corpo)
        testo = re.sub(rb'codicecomunicazione="[^"]*"', b'codicecomunicazione="%016d"' % indice, testo, count=1)
        vecchio = re.search(rb"<dichiarante>.*?<codicefiscale>([^<]+)<", testo, re.S)[1]
        yield f"prospetto_{indice:06d}.xml", testo.replace(vecchio, codice_fiscale.encode())


def _modelli() -> Iterator[bytes]:
    with zipfile.ZipFile(CORPUS) as corpus:
        for nome in sorted(corpus.namelist()):
            testo = corpus.read(nome)
            if testo.startswith(b'<?xml version="1.0" encoding="UTF-8"') and b"<tipocomunicazione>01<" in testo:
                try:
                    if schema().validate(etree.fromstring(testo)):
                        yield testo
                except etree.XMLSyntaxError:
                    continue


def prepara_zip(percorso: Path, numero: int, *, minimi: bool) -> None:
    with zipfile.ZipFile(percorso, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archivio:
        for nome, contenuto in sintetici(numero, minimi=minimi):
            archivio.writestr(nome, contenuto)


@dataclass(frozen=True, slots=True)
class Tempi:
    """Seconds of the clock, and of processor in this process with its helpers and in its database session."""

    orologio: float
    processo: float
    base_dati: float


def cronometra(lavoro: Callable[[], None]) -> Tempi:
    inizio, processo, base_dati = time.perf_counter(), _cpu_processi(), _cpu_base_dati()
    lavoro()
    return Tempi(time.perf_counter() - inizio, _cpu_processi() - processo, _cpu_base_dati() - base_dati)


def _cpu_processi() -> float:
    usi = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(uso.ru_utime + uso.ru_stime for uso in usi)


def _cpu_base_dati() -> float:
    """Read from the process of this session, which must be on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        campi = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(campi[11]) + int(campi[12])) / os.sysconf("SC_CLK_TCK")


class Memoria:
    """The largest sum of the resident memory of this process and of its helpers, looked at five times a second.

    `picco` in MB. What the processes share (the interpreter, the libraries) counts once for each of them.
    """

    def __enter__(self) -> "Memoria":
        self.picco, self._fine = 0.0, threading.Event()
        self._filo = threading.Thread(target=self._guarda)
        self._filo.start()
        return self

    def __exit__(self, *eccezione: object) -> None:
        self._fine.set()
        self._filo.join()

    def _guarda(self) -> None:
        while not self._fine.wait(0.2):
            figli = Path("/proc/self/task").glob("*/children")
            processi = {"self", *(pid for elenco in figli for pid in elenco.read_text().split())}
            self.picco = max(self.picco, sum(map(_residenti, processi)))


def _residenti(processo: str) -> float:
    try:
        return int(Path(f"/proc/{processo}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def importa_zip(percorso: Path, numero: int) -> None:
    consegna = Consegna.objects.create(nome=percorso.name)
    importa(consegna, percorso, ctx=Contesto.sistema("benchmark"))
    assert consegna.conteggi["accolto"] == numero, consegna.conteggi


def leggi(percorso: Path) -> None:
    """The floor's first half: parse and validate every file with lxml."""
    regole = schema()
    with zipfile.ZipFile(percorso) as archivio:
        for nome in archivio.namelist():
            assert regole.validate(etree.fromstring(archivio.read(nome)))


def copia_righe() -> Tempi:
    """The floor's second half: COPY the rows of the import into equal tables, without foreign keys and triggers."""
    tempi = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('collocamento.datori', '*', true)")
        for tabella in TABELLE:
            dati = io.BytesIO()
            with cursor.copy(f"copy (select * from {tabella}) to stdout") as copia:
                for pezzo in copia:
                    dati.write(pezzo)
            cursor.execute(
                f"create temporary table pavimento (like {tabella} including indexes including constraints "
                "including identity) on commit drop"
            )
            tempi.append(cronometra(partial(_copia, dati)))
            cursor.execute("drop table pavimento")
    return Tempi(*(sum(valori) for valori in zip(*map(astuple, tempi), strict=True)))


def _copia(dati: io.BytesIO) -> None:
    with connection.cursor() as cursor, cursor.copy("copy pavimento from stdin") as copia:
        copia.write(dati.getbuffer())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numero", nargs="?", type=int, default=10_000)
    parser.add_argument("--minimi", action="store_true", help="copie del prospetto più piccolo")
    parser.add_argument("--senza-pavimento", action="store_true", help="misura soltanto l'importazione")
    parser.add_argument("--json", type=Path)
    opzioni = parser.parse_args()
    with tempfile.TemporaryDirectory() as cartella:
        percorso = Path(cartella) / "prospetti.zip"
        prepara_zip(percorso, opzioni.numero, minimi=opzioni.minimi)
        with Memoria() as memoria:
            importazione = cronometra(lambda: importa_zip(percorso, opzioni.numero))
        esito = {
            "prospetti": opzioni.numero,
            "al_secondo": round(opzioni.numero / importazione.orologio),
            "memoria_mb": round(memoria.picco),
            "carico": round(os.getloadavg()[0], 1),
            **_righe("importazione", importazione),
        }
        if not opzioni.senza_pavimento:
            lettura, copiatura = cronometra(lambda: leggi(percorso)), copia_righe()
            pavimento = Tempi(*(sum(coppia) for coppia in zip(astuple(lettura), astuple(copiatura), strict=True)))
            esito |= _righe("pavimento", pavimento)
            esito["rapporto"] = round(importazione.orologio / pavimento.orologio, 2)
            esito["rapporto_cpu"] = round(_cpu(importazione) / _cpu(pavimento), 2)
    for nome, valore in esito.items():
        print(f"{nome:24}{valore:>12}")
    if opzioni.json:
        opzioni.json.write_text(json.dumps(esito, indent=1) + "\n")


def _righe(nome: str, tempi: Tempi) -> dict[str, float]:
    return {
        f"{nome}_s": round(tempi.orologio, 1),
        f"{nome}_cpu_s": round(tempi.processo, 1),
        f"{nome}_cpu_base_dati_s": round(tempi.base_dati, 1),
    }


def _cpu(tempi: Tempi) -> float:
    return tempi.processo + tempi.base_dati


if __name__ == "__main__":
    main()
