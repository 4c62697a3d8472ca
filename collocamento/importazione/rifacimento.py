"""One return already here, computed again: from its inputs where they still serve, or from its original.

Nothing here touches the database, so that the same function serves in this process and in a helper's.
"""

import json
import logging
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from collocamento.importazione.conto import DEI_DATI, Conto, conta
from collocamento.importazione.copia import riga
from collocamento.importazione.esame import conta_documento, mappa
from collocamento.importazione.righe import COLONNE, sedi, valori_calcolo, valori_province
from collocamento.importazione.tavole import Tavole
from collocamento.normativa.tipi import DatoNonValido
from collocamento.normativa.trasporto import da_dict
from collocamento.unipi.lettura import leggi
from collocamento.unipi.rifiuti import Rifiuto
from socialabs.base.cifratura import decifra


logger = logging.getLogger(__name__)

# What the proposal keeps of each return, in the order of the rows below: its figures, and what it says of them.
COLONNE_PROPOSTA = {
    "calcolo": ("proposta_id", *COLONNE["calcolo"], "differenze", "anomalie", "provincia_sede"),
    "provincia": ("proposta_id", *COLONNE["provincia"]),
}


@dataclass(frozen=True, slots=True)
class DaRifare:
    """A return and what computing it again needs, as the database gives it (JSON as text).

    `ingressi` is None where they no longer serve: then `originale`, sealed, if it is still there. `comuni`: of each
    province, the comune of the seat.
    """

    proposta: uuid.UUID
    pk: uuid.UUID
    giorno: date
    ingressi: str | None
    dichiarati: str
    anomalie: str
    comuni: str
    originale: bytes | None


@dataclass(frozen=True, slots=True)
class Rifatto:
    """The rows for COPY, table by table (COLONNE_PROPOSTA); none for a return that could not be computed."""

    pk: uuid.UUID
    righe: Mapping[str, str] | None
    dall_originale: bool


def rifai_lotto(lotto: list[DaRifare], tavole: Tavole) -> list[Rifatto]:
    """Compute a batch, each return by itself."""
    return [rifai(uno, tavole) for uno in lotto]


def rifai(uno: DaRifare, tavole: Tavole) -> Rifatto:
    """Compute one return. Never raises: one that fails keeps its figures, the others go on."""
    try:
        if uno.ingressi is not None:
            return Rifatto(uno.pk, _righe(uno, _dagli_ingressi(uno, tavole), json.loads(uno.comuni)), False)
        if uno.originale is not None:
            return Rifatto(uno.pk, _dall_originale(uno, tavole), True)
    except (Rifiuto, DatoNonValido):
        pass
    except Exception as errore:
        # Its text may hold personal data: the register of faults gets the kind and the return.
        logger.error("recomputation of %s failed: %s", uno.pk, type(errore).__name__)
    return Rifatto(uno.pk, None, uno.ingressi is None)


def _dagli_ingressi(uno: DaRifare, tavole: Tavole) -> Conto:
    datore, fogli = da_dict(json.loads(uno.ingressi))
    return conta(
        datore,
        fogli,
        uno.giorno,
        dichiarati=json.loads(uno.dichiarati),
        anomalie_dei_dati=[anomalia for anomalia in json.loads(uno.anomalie) if anomalia["code"] in DEI_DATI],
        tavole=tavole,
    )


def _dall_originale(uno: DaRifare, tavole: Tavole) -> dict[str, str]:
    documento = leggi(zlib.decompress(decifra(uno.originale)), nome="", limite=tavole.limite_xml)
    conto = conta_documento(documento, mappa(documento, tavole), tavole)
    return _righe(uno, conto, sedi(documento, tavole.comuni))


def _righe(uno: DaRifare, conto: Conto, comuni: Mapping[str, str | None]) -> dict[str, str]:
    differenze = [differenza.as_dict() for differenza in conto.differenze]
    del_prospetto = (differenze, conto.anomalie, conto.datore.provincia_sede)
    return {
        "calcolo": riga((uno.proposta, *valori_calcolo(uno.pk, conto), *del_prospetto)),
        "provincia": "".join(riga((uno.proposta, *valori)) for valori in valori_province(uno.pk, conto, comuni)),
    }
