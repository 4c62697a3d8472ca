"""Returns per second of the whole import, beside the floor of the same run. See README.md here.

    python benchmarks/importazione.py [N] [--json OUT]

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
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path


RADICE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADICE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")

import django  # noqa: E402


django.setup()

from django.db import connection, transaction  # noqa: E402
from lxml import etree  # noqa: E402
from stdnum import luhn  # noqa: E402

from collocamento.azioni.consegne import importa  # noqa: E402
from collocamento.models import Consegna  # noqa: E402
from collocamento.unipi.schema import schema  # noqa: E402
from socialabs.base.contesto import Contesto  # noqa: E402


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


def sintetici(numero: int) -> Iterator[tuple[str, bytes]]:
    """`numero` valid returns of as many employers: the corpus' own, with other identities."""
    modelli = list(_modelli())
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


def prepara_zip(percorso: Path, numero: int) -> None:
    with zipfile.ZipFile(percorso, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archivio:
        for nome, contenuto in sintetici(numero):
            archivio.writestr(nome, contenuto)


def misura_importazione(percorso: Path) -> tuple[float, Consegna]:
    consegna = Consegna.objects.create(nome=percorso.name)
    inizio = time.perf_counter()
    importa(consegna, percorso, ctx=Contesto.sistema("benchmark"))
    return time.perf_counter() - inizio, consegna


def misura_pavimento(percorso: Path) -> tuple[float, float]:
    """Seconds to parse and validate every file with lxml, and to COPY the rows of the import into equal tables."""
    inizio = time.perf_counter()
    regole = schema()
    with zipfile.ZipFile(percorso) as archivio:
        for nome in archivio.namelist():
            assert regole.validate(etree.fromstring(archivio.read(nome)))
    lettura = time.perf_counter() - inizio
    copiatura = 0.0
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
            inizio = time.perf_counter()
            with cursor.copy("copy pavimento from stdin") as copia:
                copia.write(dati.getvalue())
            copiatura += time.perf_counter() - inizio
            cursor.execute("drop table pavimento")
    return lettura, copiatura


def memoria() -> dict[str, float]:
    """Peak resident memory in MB, of this process and of the largest helper."""
    return {
        "processo_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "aiutante_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numero", nargs="?", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    opzioni = parser.parse_args()
    with tempfile.TemporaryDirectory() as cartella:
        percorso = Path(cartella) / "prospetti.zip"
        prepara_zip(percorso, opzioni.numero)
        secondi, consegna = misura_importazione(percorso)
        assert consegna.conteggi["accolto"] == opzioni.numero, consegna.conteggi
        picco = memoria()
        lettura, copiatura = misura_pavimento(percorso)
    pavimento = lettura + copiatura
    esito = {
        "prospetti": opzioni.numero,
        "importazione_s": round(secondi, 2),
        "prospetti_al_secondo": round(opzioni.numero / secondi),
        "pavimento_s": round(pavimento, 2),
        "di_cui_lettura_s": round(lettura, 2),
        "di_cui_copia_s": round(copiatura, 2),
        "rapporto": round(secondi / pavimento, 2),
        **{nome: round(valore) for nome, valore in picco.items()},
    }
    for nome, valore in esito.items():
        print(f"{nome:24}{valore:>12}")
    if opzioni.json:
        opzioni.json.write_text(json.dumps(esito, indent=1) + "\n")


if __name__ == "__main__":
    main()
