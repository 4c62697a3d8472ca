"""What a draft begins with where there is no return to copy: the register of the employer, the staff known."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from collocamento.dichiarazioni.enums import TipoSezione
from collocamento.dichiarazioni.parti import Bozza, Foglio, Parte
from collocamento.models import Datore
from collocamento.normativa import DatiProvincia, RigaOraria
from collocamento.posizione.calcolo import Posizione
from collocamento.unipi.testi import Testi, testo
from collocamento.unipi.tipi import ORARIO


# Field of the form: those of the engine's sheet, full time and part time.
_BLOCCHI = {
    "disabili": "disabili",
    "centralinisti": "centralinisti",
    "massofisioterapisti": "massofisioterapisti",
    "telelavoro": "telelavoro",
}
_ALTRI = {"somministrati": "somministrati", "convenzioni_12bis_14": "conv_12bis_14"}


def bozza_vuota(datore: Datore, anno: int) -> Bozza:
    """A form with what the portal knows of the company, and no sheet."""
    return Bozza(Parte(TipoSezione.QUADRO1, _quadro1(datore, anno)), Parte(TipoSezione.INVIO, _invio(datore)), [])


def bozza_dalla_posizione(datore: Datore, anno: int, nota: Posizione) -> Bozza:
    """A form with a sheet for each province where the employer is known to have staff."""
    bozza = bozza_vuota(datore, anno)
    fogli = [foglio for foglio in nota.ingressi.fogli if foglio.n_totale or foglio.codice]
    bozza.fogli.extend(foglio_da(numero, dati) for numero, dati in enumerate(fogli, 1))
    tutti = sum(foglio.n_totale for foglio in fogli)
    bozza.quadro1.testi["dati"]["lavoratori_nazionali"] = str(tutti)
    bozza.quadro1.testi["azienda"]["dichiarante"]["tipologia"] = nota.ingressi.datore.tipologia.value
    return bozza


def foglio_vuoto(numero: int, provincia: str) -> Foglio:
    """A sheet of a province, its numbers at zero."""
    return foglio_da(numero, DatiProvincia(provincia))


def foglio_da(numero: int, dati: DatiProvincia) -> Foglio:
    """A sheet with the figures that the engine knows, people and acts apart."""
    dipendenti: Testi = {
        "lavoratori": str(dati.n_totale),
        **_blocchi(dati, _BLOCCHI),
        "categorie_protette": str(dati.art18),
        "categorie_protette_al_17012000": str(dati.art18_al_17_01_2000),
        "part_time": _righe(dati.part_time),
        "intermittenti": _righe(dati.intermittenti),
        "categorie_escluse": [
            {"codice": esclusa.codice, "lavoratori": str(esclusa.numero)} for esclusa in dati.categorie_escluse
        ],
    }
    personale = {
        "dati": {"provincia": dati.codice},
        "dipendenti": dipendenti,
        "non_dipendenti": _blocchi(dati, _ALTRI),
    }
    return Foglio(
        numero,
        Parte(TipoSezione.PERSONALE, personale, numero),
        Parte(TipoSezione.CONCESSIONI, {}, numero),
    )


def _blocchi(dati: DatiProvincia, nomi: dict[str, str]) -> dict[str, Any]:
    return {
        campo: {
            "tempo_pieno": str(getattr(dati, f"{nome}_ft")),
            "part_time": _righe(getattr(dati, f"{nome}_pt")),
        }
        for campo, nome in nomi.items()
    }


def _righe(righe: Iterable[RigaOraria]) -> list[Testi]:
    """Rows of hours; those of equal hours, which the engine may keep apart, on one."""
    insieme: dict[tuple[int, int], int] = {}
    for riga in righe:
        insieme[riga.contratto, riga.svolto] = insieme.get((riga.contratto, riga.svolto), 0) + riga.numero
    return [
        {
            "lavoratori": str(numero),
            "minuti_contratto": testo(ORARIO, contratto),
            "minuti_svolti": testo(ORARIO, svolto),
        }
        for (contratto, svolto), numero in insieme.items()
    ]


def _quadro1(datore: Datore, anno: int) -> Testi:
    azienda = datore.organizzazione
    return {
        "dati": {"data_riferimento": date(anno, 12, 31).isoformat(), "capogruppo": "N"},
        "azienda": {
            "dichiarante": {
                "tipologia": datore.tipologia,
                "codice_fiscale": azienda.codice_fiscale,
                "denominazione": azienda.denominazione[:100],
                "settore": datore.settore,
                "ccnl": datore.ccnl,
            },
            "sede_legale": {
                "comune": azienda.comune_id or "",
                "cap": azienda.cap,
                "indirizzo": azienda.indirizzo[:100],
                "telefono": azienda.telefono[:15],
                "email": azienda.email,
                "pec": azienda.pec,
            },
        },
    }


def _invio(datore: Datore) -> Testi:
    return {"email_delegato": datore.organizzazione.email}
