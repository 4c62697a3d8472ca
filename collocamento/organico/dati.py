"""A row of the list in clear text, as it exists in memory only: one worker, or some that count alike."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from collocamento.normativa import (
    Attivita,
    Contratto,
    Disabilita,
    Lavoratore,
    Modalita,
    NonVedente,
    Origine,
    TipoDisabilita,
)
from socialabs.base.cifratura import cifra, decifra


ORARIO_PIENO = 40 * 60
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class DatiLavoratore:
    """What the list says of a worker; `numero` above one stands for as many that nobody need be told apart by name.

    Minutes are a week's. `fine` is the end of the contract as agreed, which decides whether a fixed term is a short
    one; `cessato_il` the last day really worked, when the contract ended otherwise. Both days are included.
    """

    matricola: str = ""
    provincia: str = ""
    numero: int = 1
    contratto: Contratto = Contratto.INDETERMINATO
    inizio: date | None = None
    fine: date | None = None
    cessato_il: date | None = None
    attivita: Attivita = Attivita.ORDINARIA
    modalita: Modalita = Modalita.SEDE
    minuti_contratto: int = ORARIO_PIENO
    minuti_svolti: int = ORARIO_PIENO
    orario_equivalente: bool = False
    sostituisce: bool = False
    assunto_per_lavoro_all_estero: bool = False
    giornate: int | None = None
    missione_mesi: int = 0
    art18: bool = False
    art18_al_17_01_2000: bool = False
    disabilita: Disabilita | None = None
    codice_fiscale: str = ""
    cognome: str = ""
    nome: str = ""

    @property
    def lavoratore(self) -> Lavoratore:
        """The worker as the law looks at one. Raises DatoNonValido for a fixed term without its dates."""
        return Lavoratore(**{campo: getattr(self, campo) for campo in _DEL_MOTORE})

    @property
    def protetto(self) -> bool:
        """Whether the worker may cover a quota, and so must be known by name."""
        return self.art18 or self.disabilita is not None

    @property
    def persona(self) -> str:
        """Family name and name, empty when the row has none."""
        return f"{self.cognome} {self.nome}".strip()

    def in_forza(self, giorno: date) -> bool:
        """Whether the worker is employed on `giorno`."""
        fine = min(filter(None, (self.fine, self.cessato_il)), default=None)
        return (self.inizio is None or self.inizio <= giorno) and (fine is None or giorno <= fine)


_DEL_MOTORE = tuple(campo.name for campo in fields(Lavoratore))
# What is kept only under encryption: who it is, and the disability.
RISERVATI = ("codice_fiscale", "cognome", "nome", "disabilita")
IN_CHIARO = tuple(campo.name for campo in fields(DatiLavoratore) if campo.name not in RISERVATI)
PREDEFINITI = DatiLavoratore()

# The disability as fields of a form or columns of a sheet. `tipo` alone would mean nothing there.
_DISABILITA = {campo.name: campo.name for campo in fields(Disabilita)} | {"tipo": "tipo_disabilita"}
CAMPI_DISABILITA = tuple(_DISABILITA.values())


def in_piano(dati: DatiLavoratore) -> dict[str, Any]:
    """Every datum under one name, the disability's too: what a form or a sheet has to show."""
    piano = {campo.name: getattr(dati, campo.name) for campo in fields(dati) if campo.name != "disabilita"}
    disabilita = dati.disabilita or Disabilita()
    piano["con_disabilita"] = dati.disabilita is not None
    return piano | {altro: getattr(disabilita, nome) for nome, altro in _DISABILITA.items()}


def da_piano(piano: Mapping[str, Any]) -> DatiLavoratore:
    """The worker of whom `piano` speaks; a name that is missing, or None where that says nothing, is the default."""
    comuni = {
        campo.name: piano[campo.name]
        for campo in fields(DatiLavoratore)
        if campo.name in piano and (piano[campo.name] is not None or campo.default is None)
    }
    disabilita = None
    if piano.get("con_disabilita"):
        disabilita = Disabilita(
            **{nome: piano[altro] for nome, altro in _DISABILITA.items() if piano.get(altro) not in (None, "")}
        )
    return replace(DatiLavoratore(**comuni), disabilita=disabilita)


def cifra_riservati(dati: DatiLavoratore) -> bytes | None:
    """Who the worker is and the disability in one encrypted text; None when there is nothing to keep."""
    riservati: dict[str, Any] = {nome: getattr(dati, nome) for nome in RISERVATI[:3] if getattr(dati, nome)}
    if dati.disabilita is not None:
        riservati["disabilita"] = asdict(dati.disabilita)
    return cifra(_JSON.encode(riservati).encode()) if riservati else None


def decifra_riservati(cifrato: bytes | None) -> dict[str, Any]:
    """What `cifra_riservati` kept. Raises ChiaveMancante when its key is not configured."""
    if cifrato is None:
        return {}
    riservati = json.loads(decifra(cifrato))
    if "disabilita" in riservati:
        riservati["disabilita"] = _disabilita(riservati["disabilita"])
    return riservati


def _disabilita(valori: dict[str, Any]) -> Disabilita:
    non_vedente = valori.pop("non_vedente")
    return Disabilita(
        **valori
        | {"tipo": TipoDisabilita(valori["tipo"]), "origine": Origine(valori["origine"])}
        | {"non_vedente": NonVedente(non_vedente) if non_vedente else None}
    )
