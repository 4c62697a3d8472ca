"""What the employer's list of workers would change in a draft: who is missing from it, what it says otherwise. Pure.

A worker is known by the tax code, so that a second copy adds nobody twice. The list only adds and corrects: what it
does not know (qualification, kind of hire) is left as it is written, and nobody is taken out of the draft.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from collocamento.dichiarazioni.controlli import OMOCODIA, date_e_sesso
from collocamento.dichiarazioni.enums import TipoSezione
from collocamento.dichiarazioni.parti import Bozza, Parte
from collocamento.dichiarazioni.struttura import STRUTTURE
from collocamento.dichiarazioni.testi import foglie
from collocamento.normativa import Categoria, Contratto, NonVedente, categoria_di
from collocamento.organico.dati import DatiLavoratore
from collocamento.unipi.testi import Testi, ammesso, testo
from collocamento.unipi.tipi import COMUNE, ORARIO
from socialabs.anagrafica.codici import codice_fiscale_valido


# What the portal's list and the draft both say: where they differ, the list is newer.
AGGIORNATI = {
    "persona": ("percentuale_disabilita",),
    "rapporto": ("inizio", "fine", "minuti_settimanali", "minuti_part_time", "categoria_soggetto"),
}
# Letters of the hiring that the list knows (see `totali`); of an ordinary one it knows none.
NON_VEDENTI = {NonVedente.CENTRALINISTA: "D", NonVedente.MASSOFISIOTERAPISTA: "E"}
SOMMINISTRATO_A_TERMINE, SOMMINISTRATO = "M", "N"
# Nobody works before this age: it tells the century of a birth that a tax code writes with two digits.
ETA_MINIMA = 15


@dataclass(frozen=True, slots=True)
class Cambio:
    """A text of the form before and after; empty where there was none."""

    campo: str
    prima: str
    dopo: str


@dataclass(frozen=True, slots=True)
class Voce:
    """A worker of the list and the texts that the draft would have. `parte` is the row there already."""

    riga: uuid.UUID
    dati: DatiLavoratore
    categoria: Categoria
    testi: Testi
    foglio: int = 0
    parte: Parte | None = None
    cambi: tuple[Cambio, ...] = ()


@dataclass(slots=True)
class Piano:
    """What a copy may do, and what it leaves alone.

    `uguali` need nothing; of `senza_foglio` the draft has no provincial sheet; `tolti` somebody took out of the draft,
    where their row waits to be put back; `estranei` are in the draft only.
    """

    aggiunte: list[Voce] = field(default_factory=list)
    modifiche: list[Voce] = field(default_factory=list)
    senza_foglio: list[Voce] = field(default_factory=list)
    tolti: list[Voce] = field(default_factory=list)
    estranei: list[Parte] = field(default_factory=list)
    uguali: int = 0

    @property
    def voci(self) -> list[Voce]:
        """Those that may be chosen."""
        return [*self.aggiunte, *self.modifiche]

    @property
    def impronta(self) -> str:
        """Changes when anything of what may be chosen does: whoever says yes says it to what they have seen."""
        visto = [
            [str(voce.riga), voce.foglio, str(voce.parte and voce.parte.chiave), voce.testi] for voce in self.voci
        ]
        return hashlib.sha256(json.dumps(visto, sort_keys=True).encode()).hexdigest()


def piano(
    bozza: Bozza, tolti: Iterable[Parte], righe: Iterable[tuple[uuid.UUID, DatiLavoratore]], giorno: date
) -> Piano:
    """Compare the draft, and the rows taken out of it, with the list; those who cover no quota are left out.

    `righe` are those of the list employed on `giorno`.
    """
    fogli = {foglio.provincia: foglio.numero for foglio in bozza.fogli}
    presenti = _per_codice(parte for foglio in bozza.fogli for parte in foglio.lavoratori)
    messi_via = _per_codice(tolti)
    esito, visti = Piano(), set()
    for riga, dati in righe:
        codice, categoria = dati.codice_fiscale, categoria_di(dati.lavoratore, data=giorno)
        if categoria is None or codice in visti:
            continue
        visti.add(codice)
        voce = Voce(riga, dati, categoria, riga_di(dati, categoria, giorno), fogli.get(dati.provincia, 0))
        if codice in presenti:
            _confronta(esito, voce, presenti[codice])
        elif codice in messi_via:
            esito.tolti.append(replace(voce, foglio=messi_via[codice].foglio, parte=messi_via[codice]))
        else:
            (esito.aggiunte if voce.foglio else esito.senza_foglio).append(voce)
    esito.estranei = [parte for codice, parte in presenti.items() if codice not in visti]
    return esito


def _confronta(esito: Piano, voce: Voce, parte: Parte) -> None:
    uniti = con_l_organico(parte.testi, voce.testi)
    if cambi := tuple(_cambi(parte.testi, uniti)):
        esito.modifiche.append(replace(voce, testi=uniti, foglio=parte.foglio, parte=parte, cambi=cambi))
    else:
        esito.uguali += 1


def _per_codice(parti: Iterable[Parte]) -> dict[str, Parte]:
    """The rows of workers by tax code; those that have none yet are nobody's."""
    per_codice = {parte.testi.get("persona", {}).get("codice_fiscale", ""): parte for parte in parti}
    return {codice: parte for codice, parte in per_codice.items() if codice}


# --- the texts of a worker ----------------------------------------------------------------------------------------
def riga_di(dati: DatiLavoratore, categoria: Categoria, giorno: date) -> Testi:
    """What the form says of a worker of the list; what the list does not know is not there."""
    persona = {"codice_fiscale": dati.codice_fiscale, "cognome": dati.cognome, "nome": dati.nome}
    rapporto = {
        "minuti_settimanali": testo(ORARIO, dati.minuti_contratto),
        "minuti_part_time": testo(ORARIO, dati.minuti_svolti),
        "categoria_soggetto": categoria.value,
    }
    if categoria == Categoria.DISABILI and dati.disabilita and dati.disabilita.percentuale is not None:
        persona["percentuale_disabilita"] = str(dati.disabilita.percentuale)
    for nome, quando in (("inizio", dati.inizio), ("fine", dati.fine)):
        if quando:
            rapporto[nome] = quando.isoformat()
    if lettera := _lettera(dati, categoria):
        rapporto["tipo_assunzione"] = lettera
    return {"persona": persona | _nascita(dati.codice_fiscale, giorno), "rapporto": rapporto}


def _lettera(dati: DatiLavoratore, categoria: Categoria) -> str:
    if dati.contratto == Contratto.SOMMINISTRATO_UTILIZZATORE:
        return SOMMINISTRATO_A_TERMINE if dati.fine else SOMMINISTRATO
    if categoria != Categoria.DISABILI or dati.disabilita is None or dati.disabilita.non_vedente is None:
        return ""
    return NON_VEDENTI[dati.disabilita.non_vedente]


def _nascita(codice: str, giorno: date) -> dict[str, str]:
    """Sex, day and comune of birth, as a person's valid tax code tells them; nothing of any other code."""
    if len(codice) != 16 or not codice_fiscale_valido(codice):
        return {}
    anno, mese, del_mese, sesso = date_e_sesso(codice)
    secolo = giorno.year // 100 * 100
    intero = secolo + anno if secolo + anno <= giorno.year - ETA_MINIMA else secolo - 100 + anno
    comune = f"{codice[11]}{codice[12:15].translate(OMOCODIA)}"
    nascita = {"sesso": sesso, "data_nascita": f"{intero:04d}-{mese:02d}-{del_mese:02d}"}
    return nascita | ({"comune_nascita": comune} if ammesso(COMUNE, comune) else {})


def con_l_organico(scritti: Testi, nuovi: Testi) -> Testi:
    """The texts of a row with what the list knows better; the rest of the list only where nothing is written."""
    uniti: dict[str, Any] = {**scritti}
    for parte, campi in nuovi.items():
        prima = scritti.get(parte, {})
        aggiornati = AGGIORNATI[parte]
        uniti[parte] = {**campi, **prima} | {nome: campi[nome] for nome in aggiornati if nome in campi}
    return uniti


def _cambi(prima: Testi, dopo: Testi) -> Iterator[Cambio]:
    struttura = STRUTTURE[TipoSezione.LAVORATORE]
    vecchie, nuove = dict(foglie(struttura, prima)), dict(foglie(struttura, dopo))
    for campo, valore in nuove.items():
        if vecchie.get(campo, "") != valore:
            yield Cambio(campo.rpartition(" › ")[2], vecchie.get(campo, ""), valore)
