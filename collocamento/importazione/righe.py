"""The rows that one return becomes, table by table. Pure: no database here."""

import uuid
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from collocamento.chiaro import cifra_identita
from collocamento.importazione.confronto import dichiarati
from collocamento.importazione.conto import Conto
from collocamento.importazione.copia import riga
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.risultato import CifreNazionali, CifreProvincia, Risultato
from collocamento.normativa.tipi import DatiProvincia
from collocamento.normativa.trasporto import come_dict
from collocamento.unipi.documento import Documento
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from socialabs.base.cifratura import cifra


CIFRE = (
    "lavoratori",
    "base_art3",
    "base_art18",
    "quota_disabili",
    "quota_art18",
    "disabili_in_forza",
    "art18_in_forza",
    "esonerati",
    "compensazione_disabili",
    "compensazione_art18",
    "saldo_disabili",
    "scopertura_disabili",
    "scopertura_art18",
    "quota_dovuta_ora",
    "scopertura_dovuta_ora",
    "scopertura_art18_dovuta_ora",
    "sospensione_in_corso",
)
# The original is small and read seldom: a fast compression is worth more than a tight one.
LIVELLO = 3
# The largest number of a PostgreSQL integer.
MASSIMO = 2**31 - 1
# Columns in the order in which the rows below give them.
COLONNE: dict[str, tuple[str, ...]] = {
    "prospetto": (
        "id",
        "nome_file",
        "sha256",
        "anno",
        "codice_comunicazione",
        "codice_precedente",
        "tipo",
        "data_invio",
        "data_riferimento",
        "protocollo",
        "delegato",
        "tipo_delegato",
        "denominazione",
        "tipologia",
        "settore",
        "ccnl",
        "comune_sede_id",
        "provincia_sede",
        "lavoratori_nazionali",
        "lavoratori_elencati",
        "dichiarati",
        "differenze",
        "anomalie",
        "contenuto",
        # Not of the return's row: what the organisation takes from it.
        "codice_fiscale",
        "indirizzo",
        "cap",
        "telefono",
        "email",
        "pec",
    ),
    "originale": ("prospetto_id", "cifrato", "dimensione"),
    "lavoratore": (
        "prospetto_id",
        "provincia",
        "ordine",
        "cifrato",
        "categoria",
        "categoria_assunzione",
        "tipo_assunzione",
        "minuti_contratto",
        "minuti_svolti",
        "inizio",
        "fine",
    ),
    "posto": (
        "prospetto_id",
        "provincia",
        "ordine",
        "qualifica",
        "mansione",
        "posti",
        "categoria",
        "comune",
        "capacita",
        "barriere",
        "turni_notturni",
        "mezzi_pubblici",
        "categoria_assunzione",
    ),
    "calcolo": (
        "prospetto_id",
        *CIFRE,
        "convenzione_in_corso",
        "classe",
        "prospetto_dovuto",
        "eccedenza_art18",
        "eccedenza_art18_usata",
        "ingressi",
        "derivazione",
        "avvisi",
        "con_esonero_al_massimale",
        "impostazioni",
        "motore",
        "mappatura",
    ),
    "provincia": ("prospetto_id", "provincia", "comune_id", *CIFRE, "convenzione_in_corso"),
}


def righe_documento(
    pk: uuid.UUID, nome: str, sha256: str, documento: Documento, conto: Conto | None, provincia_sede: str, comuni: dict
) -> dict[str, str]:
    """The text of COPY for each table. Without `conto` (an annullamento) the workers and figures stay out."""
    righe = {
        "prospetto": _prospetto(pk, nome, sha256, documento, conto, provincia_sede, comuni),
    }
    if conto is not None:
        righe["lavoratore"] = "".join(_lavoratori(pk, documento))
        righe["posto"] = "".join(_posti(pk, documento))
        righe["calcolo"] = riga(valori_calcolo(pk, conto))
        righe["provincia"] = "".join(map(riga, valori_province(pk, conto, sedi(documento, comuni))))
    return righe


def riga_originale(pk: uuid.UUID, contenuto: bytes) -> str:
    return riga((pk, cifra(zlib.compress(contenuto, LIVELLO)), len(contenuto)))


def _prospetto(
    pk: uuid.UUID, nome: str, sha256: str, documento: Documento, conto: Conto | None, provincia_sede: str, comuni: dict
) -> str:
    dichiarante, sede = documento.dichiarante, documento.quadro1.azienda.sede_legale
    return riga(
        (
            pk,
            nome,
            sha256,
            documento.data_riferimento.year,
            documento.codice_comunicazione,
            documento.codice_precedente or "",
            documento.tipo_comunicazione,
            documento.data_invio,
            documento.data_riferimento,
            documento.protocollo,
            documento.delegato or "",
            documento.tipo_delegato or "",
            dichiarante.denominazione,
            dichiarante.tipologia,
            dichiarante.settore,
            dichiarante.ccnl,
            sede.comune if sede.comune in comuni else None,
            provincia_sede,
            documento.quadro1.dati.lavoratori_nazionali,
            sum(len(quadro.lavoratori) for quadro in documento.quadri2),
            dichiarati(documento),
            [differenza.as_dict() for differenza in conto.differenze] if conto else [],
            conto.anomalie if conto else [],
            contenuto_senza_persone(documento) if conto else {},
            documento.codice_fiscale,
            sede.indirizzo,
            sede.cap,
            sede.telefono or "",
            sede.email or "",
            sede.pec,
        )
    )


def contenuto_senza_persone(documento: Documento) -> dict[str, Any]:
    """Quadri 1 and 2 without any person: no workers, no contact persons, no free notes (the original has them)."""
    quadro1 = documento.quadro1
    return {
        "dati": quadro1.dati,
        "sede_legale": quadro1.azienda.sede_legale,
        "gradualita": quadro1.gradualita,
        "sospensione_mobilita": quadro1.sospensione_mobilita,
        "selezioni_pubbliche": [(s.regione, s.saldo_disabili, s.saldo_art18) for s in quadro1.selezioni_pubbliche],
        "fogli": [
            {
                "provincia": quadro.provincia,
                "sede": quadro.dati.sede,
                "posti_centralinisti": quadro.dati.posti_centralinisti,
                "posti_massofisioterapisti": quadro.dati.posti_massofisioterapisti,
                "dipendenti": quadro.dipendenti,
                "non_dipendenti": quadro.non_dipendenti,
                "compensazioni": quadro.compensazioni,
                "sospensione": quadro.sospensione,
                "gradualita": quadro.gradualita,
                "esonero": quadro.esonero,
                "esonero_60_per_mille": quadro.esonero_60_per_mille,
                "convenzione": quadro.convenzione,
            }
            for quadro in documento.quadri2
        ],
    }


def _lavoratori(pk: uuid.UUID, documento: Documento) -> Iterator[str]:
    for quadro, (ordine, lavoratore) in _numerati(documento, "lavoratori"):
        rapporto = lavoratore.rapporto
        yield riga(
            (
                pk,
                quadro.provincia,
                ordine,
                cifra_identita(lavoratore),
                rapporto.categoria_soggetto,
                rapporto.categoria_assunzione,
                rapporto.tipo_assunzione,
                rapporto.minuti_settimanali,
                rapporto.minuti_part_time,
                rapporto.inizio,
                rapporto.fine,
            )
        )


def _posti(pk: uuid.UUID, documento: Documento) -> Iterator[str]:
    for quadro, (ordine, posto) in _numerati(documento, "posti"):
        yield riga(
            (
                pk,
                quadro.provincia,
                ordine,
                posto.qualifica,
                posto.mansione,
                posto.posti,
                posto.categoria_soggetto,
                posto.comune,
                posto.capacita,
                posto.barriere,
                posto.turni_notturni,
                posto.mezzi_pubblici,
                posto.categoria_assunzione or "",
            )
        )


def _numerati(documento: Documento, campo: str) -> Iterator[tuple[Any, tuple[int, Any]]]:
    """Each sheet with its rows, numbered from 1; a province on two sheets goes on counting."""
    contati: dict[str, int] = {}
    for quadro in documento.quadri2:
        for elemento in getattr(quadro, campo):
            contati[quadro.provincia] = contati.get(quadro.provincia, 0) + 1
            yield quadro, (contati[quadro.provincia], elemento)


def valori_calcolo(pk: uuid.UUID, conto: Conto) -> tuple[Any, ...]:
    """What COLONNE["calcolo"] names, in that order."""
    risultato, nazionale = conto.risultato, conto.risultato.nazionale
    return (
        pk,
        *_cifre(nazionale),
        any(_in_convenzione(foglio, risultato.data) for foglio in conto.fogli),
        nazionale.classe or "",
        risultato.prospetto_dovuto,
        nazionale.eccedenza_art18,
        nazionale.eccedenza_art18_usata,
        come_dict(conto.datore, conto.fogli),
        _derivazione(risultato),
        [avviso.as_dict() for avviso in risultato.avvisi],
        conto.con_esonero_al_massimale,
        {nome: getattr(conto.impostazioni, nome) for nome in conto.impostazioni.__slots__},
        conto.motore,
        conto.mappatura,
    )


def valori_province(pk: uuid.UUID, conto: Conto, sedi: Mapping[str, str | None]) -> Iterator[tuple[Any, ...]]:
    """The same for COLONNE["provincia"], a row for each province; `sedi` gives the comune of its seat."""
    fogli = {foglio.codice: foglio for foglio in conto.fogli}
    for codice, cifre in conto.risultato.province.items():
        in_convenzione = codice in fogli and _in_convenzione(fogli[codice], conto.risultato.data)
        yield (pk, codice, sedi.get(codice), *_cifre(cifre), in_convenzione)


def sedi(documento: Documento, comuni: Mapping[str, str]) -> dict[str, str | None]:
    """The comune of each sheet's seat of reference; None for one that is not known."""
    belfiore = {quadro.provincia: quadro.dati.sede.comune for quadro in documento.quadri2}
    return {provincia: comune if comune in comuni else None for provincia, comune in belfiore.items()}


def _cifre(cifre: CifreNazionali | CifreProvincia) -> list[Any]:
    """The figures in the order of CIFRE. Raises Rifiuto for one that no column holds: no employer has such a crowd."""
    valori = [getattr(cifre, campo) for campo in CIFRE]
    if any(abs(valore) > MASSIMO for valore in valori):
        raise Rifiuto(
            Motivo.VALORE_NON_RAPPRESENTABILE,
            "Le righe del prospetto portano a cifre di miliardi di persone: controllare i numeri e le righe ripetute.",
        )
    return valori


def _in_convenzione(foglio: DatiProvincia, giorno: date) -> bool:
    return any(convenzione.vale(giorno) for convenzione in foglio.convenzioni)


def _derivazione(risultato: Risultato) -> dict[str, Any]:
    """The steps of every figure. What a province says as the whole employer does is not written twice."""
    nazionali = risultato.nazionale.passi
    return {
        "nazionale": {figura: [_passo(passo) for passo in passi] for figura, passi in nazionali.items()},
        "province": {
            codice: {
                figura: [_passo(passo) for passo in passi]
                for figura, passi in cifre.passi.items()
                if passi != nazionali.get(figura)
            }
            for codice, cifre in risultato.province.items()
        },
    }


def _passo(passo: Passo) -> dict[str, Any]:
    """As `Passo.as_dict`, its numbers left to the JSON encoder."""
    return {"id": passo.id, "v": passo.valore, "p": passo.parametri}
