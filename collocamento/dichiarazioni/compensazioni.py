"""Rows of territorial compensation, from the engine's proposals to the texts of the sheets."""

from collections.abc import Iterable

from collocamento.dichiarazioni.parti import Foglio
from collocamento.normativa import CompensazioneProposta
from collocamento.unipi.testi import Testi


def con_le_righe(foglio: Foglio, proposte: Iterable[CompensazioneProposta]) -> Testi:
    """What the sheet's section says with the proposed rows beside those already written.

    A proposal towards a province already on a row of the same kind and sign is added to that row.
    """
    testi = foglio.concessioni.testi
    righe = [dict(riga) for riga in testi.get("compensazioni", [])]
    for proposta in proposte:
        nuova = proposta.righe.get(foglio.provincia)
        if nuova is None:
            continue
        chiave = {
            "provincia": nuova.altra_provincia,
            "categoria": str(nuova.verso),
            "categoria_soggetto": str(nuova.categoria),
        }
        uguale = next((riga for riga in righe if _stessa(riga, chiave)), None)
        if uguale is None:
            righe.append({**chiave, "numero": str(nuova.numero)})
        else:
            uguale["numero"] = str(int(uguale["numero"]) + nuova.numero)
    return {**testi, "compensazioni": righe} if righe else testi


def _stessa(riga: Testi, chiave: dict[str, str]) -> bool:
    """Whether the row is of this kind, inside the company, and its number can be added to."""
    uguali = all(riga.get(nome) == valore for nome, valore in chiave.items())
    return uguali and not riga.get("codice_fiscale_gruppo") and riga.get("numero", "").isdecimal()
