"""Comparison of an import's report with the expected results of the demo corpus, as demo/README.md defines it."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any


DEMO = Path(__file__).resolve().parents[2] / "demo"
CORPUS = DEMO / "prospetti_demo.zip"
FILE_PER_ESITO = ("duplicate_of", "superseded_by", "annulled_by")


def attesi() -> dict[str, Any]:
    return json.loads((DEMO / "prospetti_demo_attesi.json").read_text(encoding="utf-8"))


def confrontabile(resoconto: dict[str, Any], gemelli: dict[str, str]) -> dict[str, Any]:
    """What is compared of a report, in a form where order does not matter and twin files go by one name."""
    return {
        "files": sorted((_file(voce, gemelli) for voce in resoconto["files"]), key=repr),
        "companies": {azienda["codicefiscale"]: _azienda(azienda, gemelli) for azienda in resoconto["companies"]},
        "senza": sorted(resoconto["companies_without_valid_prospetto"]),
        "totali": _senza_ordine(resoconto["totals_011"]),
    }


def gemelli(resoconto: dict[str, Any]) -> dict[str, str]:
    """Byte-identical files may swap names: each is given the first name of its group."""
    gruppi = defaultdict(set)
    for voce in resoconto["files"]:
        if voce["status"] == "duplicate_of":
            gruppi[voce["duplicate_of"]] |= {voce["duplicate_of"], voce["file"]}
    return {nome: min(gruppo) for gruppo in gruppi.values() for nome in gruppo}


def _file(voce: dict[str, Any], gemelli: dict[str, str]) -> tuple:
    altro = next((voce[chiave] for chiave in FILE_PER_ESITO if chiave in voce), None)
    return (
        gemelli.get(voce["file"], voce["file"]),
        voce["status"],
        gemelli.get(altro, altro),
        voce.get("reason"),
        voce.get("codicecomunicazione"),
    )


def _azienda(azienda: dict[str, Any], gemelli: dict[str, str]) -> dict[str, Any]:
    campi = {chiave: valore for chiave, valore in azienda.items() if chiave != "declared_error"}
    campi["final_file"] = gemelli.get(campi["final_file"], campi["final_file"])
    return _senza_ordine(campi)


def _senza_ordine(valore: Any) -> Any:
    if isinstance(valore, dict):
        return {chiave: _senza_ordine(elemento) for chiave, elemento in valore.items()}
    if isinstance(valore, list):
        return sorted((_senza_ordine(elemento) for elemento in valore), key=repr)
    return valore
