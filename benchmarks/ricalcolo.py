"""Employers per second of a whole recalculation, preview and application, beside the engine alone. See README.md here.

    python benchmarks/ricalcolo.py [N] [--dagli-originali] [--json OUT]

It needs a migrated database of its own, empty (DATABASE_URL as the web role): it first imports N returns, one each.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path


RADICE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(RADICE), str(RADICE / "benchmarks")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")

import django


django.setup()

from importazione import Memoria, Tempi, cronometra, importa_zip, prepara_zip

from collocamento.azioni.ricalcolo import applica, prepara
from collocamento.models import Calcolo, PropostaRicalcolo
from collocamento.normativa import calcola
from collocamento.normativa.trasporto import da_dict
from socialabs.base.contesto import Contesto


CTX = Contesto.sistema("benchmark")
# The floor computes so many at a time, and times nothing but the engine.
LOTTO = 2_000


def popola(numero: int) -> None:
    with tempfile.TemporaryDirectory() as cartella:
        percorso = Path(cartella) / "prospetti.zip"
        prepara_zip(percorso, numero, minimi=False)
        importa_zip(percorso, numero)


def invecchia(*, dagli_originali: bool) -> None:
    """As if another engine, or another mapping, had computed all; and one employer in ten differently."""
    campi = {"motore": "di prima"} | ({"mappatura": "di prima"} if dagli_originali else {})
    Calcolo.objects.update(**campi)
    Calcolo.objects.extra(where=["right(md5(prospetto_id::text), 1) = '0'"]).update(base_art3=0, quota_disabili=0)


def motore_da_solo() -> float:
    """Seconds that the engine takes to compute every employer, its inputs already in memory, in one process."""
    secondi, righe = 0.0, Calcolo.objects.values_list("ingressi", "prospetto__data_riferimento").iterator(LOTTO)
    lotto: list[tuple] = []
    for ingressi, giorno in righe:
        lotto.append((*da_dict(ingressi), giorno))
        if len(lotto) == LOTTO:
            secondi += _calcola(lotto)
            lotto = []
    return secondi + _calcola(lotto)


def _calcola(lotto: list[tuple]) -> float:
    inizio = time.perf_counter()
    for datore, fogli, giorno in lotto:
        calcola(datore, fogli, data=giorno)
    return time.perf_counter() - inizio


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numero", nargs="?", type=int, default=100_000)
    parser.add_argument("--dagli-originali", action="store_true", help="come se fosse cambiata anche la mappatura")
    parser.add_argument("--json", type=Path)
    opzioni = parser.parse_args()
    popola(opzioni.numero)
    invecchia(dagli_originali=opzioni.dagli_originali)
    with Memoria() as memoria:
        anteprima = cronometra(lambda: prepara(ctx=CTX))
        proposta = PropostaRicalcolo.objects.get(stato="pronta")
        applicazione = cronometra(lambda: applica(proposta=proposta, ctx=CTX))
    totale = anteprima.orologio + applicazione.orologio
    motore = motore_da_solo()
    esito = {
        "datori": opzioni.numero,
        "datori_cambiati": proposta.datori_cambiati,
        "al_secondo": round(opzioni.numero / totale),
        "motore_al_secondo": round(opzioni.numero / motore),
        "rapporto": round(totale / motore, 2),
        "memoria_mb": round(memoria.picco),
        "carico": round(os.getloadavg()[0], 1),
        **_righe("anteprima", anteprima),
        **_righe("applicazione", applicazione),
        "motore_s": round(motore, 1),
    }
    for nome, valore in esito.items():
        print(f"{nome:26}{valore:>12}")
    if opzioni.json:
        opzioni.json.write_text(json.dumps(esito, indent=1) + "\n")


def _righe(nome: str, tempi: Tempi) -> dict[str, float]:
    return {
        f"{nome}_s": round(tempi.orologio, 1),
        f"{nome}_cpu_s": round(tempi.processo, 1),
        f"{nome}_cpu_base_dati_s": round(tempi.base_dati, 1),
    }


if __name__ == "__main__":
    main()
