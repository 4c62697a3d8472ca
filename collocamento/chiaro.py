"""A declared worker in clear text, as it exists in memory only."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from collocamento.unipi.documento import LavoratoreComputabile
from socialabs.base.cifratura import cifra, decifra


@dataclass(frozen=True, slots=True)
class LavoratoreInChiaro:
    """Identity, degree of disability and job of a worker, with the clear columns of the row. Minutes are a week's."""

    prospetto_id: Any
    provincia: str
    ordine: int
    codice_fiscale: str
    cognome: str
    nome: str
    sesso: str
    data_nascita: date
    comune_nascita: str
    percentuale: int | None
    qualifica: str
    tipo_contratto: str
    categoria: str
    categoria_assunzione: str
    tipo_assunzione: str
    minuti_contratto: int
    minuti_svolti: int
    inizio: date
    fine: date | None

    @classmethod
    def di(cls, riga: Any) -> "LavoratoreInChiaro":
        """Decrypt a row of LavoratoreDichiarato. Raises ChiaveMancante when its key is not configured."""
        identita = json.loads(decifra(riga.cifrato))
        nascita = date.fromisoformat(identita.pop("data_nascita"))
        return cls(**{campo: getattr(riga, campo) for campo in _IN_CHIARO}, **identita, data_nascita=nascita)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_IN_CHIARO = (
    "prospetto_id",
    "provincia",
    "ordine",
    "categoria",
    "categoria_assunzione",
    "tipo_assunzione",
    "minuti_contratto",
    "minuti_svolti",
    "inizio",
    "fine",
)


def cifra_identita(lavoratore: LavoratoreComputabile) -> bytes:
    """What is kept of a worker only under encryption, in one text."""
    persona, rapporto = lavoratore.persona, lavoratore.rapporto
    identita = {
        "codice_fiscale": persona.codice_fiscale,
        "cognome": persona.cognome,
        "nome": persona.nome,
        "sesso": persona.sesso,
        "data_nascita": persona.data_nascita.isoformat(),
        "comune_nascita": persona.comune_nascita,
        "percentuale": persona.percentuale_disabilita,
        "qualifica": rapporto.qualifica,
        "tipo_contratto": rapporto.tipo_contratto or "",
    }
    return cifra(_JSON.encode(identita).encode())
