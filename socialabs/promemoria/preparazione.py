"""From the data to the deadlines, and from these to the reminders: read again every hour, by sets, always the same.

What is written does not depend on what was written before, apart from what people decided and what was already sent:
so it may stop anywhere and run again.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import connection, transaction

from socialabs.anagrafica.calendario import calendari_di
from socialabs.base.giorni import oggi
from socialabs.promemoria import istruzioni
from socialabs.promemoria.registro import Destinatario, Dovuta, Finestra, TipoScadenza


# How far deadlines that recur are written, back and forth.
INDIETRO, AVANTI = timedelta(days=31), timedelta(days=400)
# Reminders are written so long before their day; one whose day is over for longer than this is not written any more.
ORIZZONTE, RECUPERO = timedelta(days=45), timedelta(days=7)


@dataclass(slots=True)
class Riga:
    """A deadline as the data want it, its dates worked out."""

    oggetto_id: uuid.UUID
    occorrenza: str
    base: date
    scade_il: date
    ora: time | None
    ricorda: list[date]
    parametri: dict[str, str]
    passata: bool
    destinatari: set[Destinatario]


def finestra(giorno: date | None = None) -> Finestra:
    giorno = giorno or oggi()
    return Finestra(giorno - INDIETRO, giorno, giorno + AVANTI)


@transaction.atomic
def prepara(tipo: TipoScadenza) -> None:
    """Bring the deadlines of a kind and their reminders to what the data say now."""
    giorni = finestra()
    righe = calcola(tipo, tipo.dovute(giorni), giorni)
    fatte = set(tipo.fatte(giorni)) if tipo.fatte else set()
    valori = {
        "tipo": tipo.chiave,
        # Of what does not recur the app told everything; of what does, only the days in between.
        "dal": giorni.dal if tipo.ricorrenza else date.min,
        "si_vede": tipo.fatte is not None,
    }
    with connection.cursor() as cursor, _tavole(cursor):
        _copia(cursor, "dovuta", istruzioni.CAMPI_DOVUTA, (_dovuta(riga) for riga in righe))
        _copia(cursor, "destinata", istruzioni.CAMPI_DESTINATA, _destinate(righe))
        _copia(cursor, "fatta", "oggetto_id, occorrenza", fatte)
        for istruzione in istruzioni.SCADENZE:
            cursor.execute(istruzione, valori)
    _allinea(istruzioni.DEL_TIPO, valori)


def allinea_promemoria(scadenze: Iterable[uuid.UUID]) -> None:
    """Bring the reminders of some deadlines to what these say: those no longer right go, those missing come."""
    _allinea(istruzioni.DI_QUESTE, {"scadenze": list(scadenze)})


def calcola(tipo: TipoScadenza, dovute: Iterable[Dovuta], giorni: Finestra) -> list[Riga]:
    """The dates of what is due. The same object and occurrence told twice is one deadline of all its recipients."""
    dovute = list(dovute)
    calendari = calendari_di({dovuta.comune for dovuta in dovute})
    righe: dict[tuple[uuid.UUID, str], Riga] = {}
    for dovuta in dovute:
        calendario = calendari[dovuta.comune]
        for occorrenza, base in _occorrenze(tipo, dovuta, giorni, calendario):
            scade_il = dovuta.scade_il or tipo.termine.da(base, calendario)
            ricorda = dovuta.ricorda
            if ricorda is None:
                ricorda = tuple(s.da(base if s.dalla_base else scade_il, calendario) for s in tipo.promemoria)
            passata = tipo.decade_dopo is not None and scade_il + timedelta(days=tipo.decade_dopo) < giorni.oggi
            riga = righe.setdefault(
                (dovuta.oggetto_id, occorrenza),
                Riga(
                    oggetto_id=dovuta.oggetto_id,
                    occorrenza=occorrenza,
                    base=base,
                    scade_il=scade_il,
                    ora=dovuta.ora,
                    ricorda=sorted(set(ricorda)),
                    parametri=dict(dovuta.parametri),
                    passata=passata,
                    destinatari=set(),
                ),
            )
            riga.destinatari.update(dovuta.destinatari)
    return list(righe.values())


def _occorrenze(tipo: TipoScadenza, dovuta: Dovuta, giorni: Finestra, calendario: Any) -> Iterator[tuple[str, date]]:
    """(occurrence, base date) of each deadline of an object."""
    if tipo.ricorrenza is not None:
        for giorno in tipo.ricorrenza.fra(giorni.dal, giorni.al, calendario):
            yield giorno.isoformat(), giorno
    elif (base := dovuta.base or dovuta.scade_il) is None:
        raise ValueError(f"deadline kind {tipo.chiave!r} neither recurs nor has a date")
    else:
        yield dovuta.occorrenza, base


# --- the rows as the database takes them ---------------------------------------------------------------------------
def _dovuta(r: Riga) -> tuple[Any, ...]:
    parametri = json.dumps(r.parametri)
    return (r.oggetto_id, r.occorrenza, r.base, r.scade_il, r.ora, r.ricorda, parametri, r.passata)


def _destinate(righe: Iterable[Riga]) -> Iterator[tuple[Any, ...]]:
    for riga in righe:
        for d in riga.destinatari:
            yield (
                riga.oggetto_id,
                riga.occorrenza,
                d.pubblico.value,
                d.organizzazione_id,
                d.utente_id,
                sorted(str(getattr(ruolo, "value", ruolo)) for ruolo in d.ruoli),
                d.per_delega,
                d.solo_chi_gestisce,
            )


@contextmanager
def _tavole(cursor: Any) -> Iterator[None]:
    cursor.execute(istruzioni.TAVOLE)
    yield
    cursor.execute("drop table dovuta, destinata, fatta")


def _copia(cursor: Any, tavola: str, campi: str, righe: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"copy {tavola} ({campi}) from stdin") as copia:
        for riga in righe:
            copia.write_row(riga)
    cursor.execute(f"analyze {tavola}")


def _allinea(quali: str, valori: dict[str, Any]) -> None:
    giorno = oggi()
    valori = {**valori, "oggi": giorno, "recupero": giorno - RECUPERO, "orizzonte": giorno + ORIZZONTE}
    with connection.cursor() as cursor:
        for istruzione in istruzioni.PROMEMORIA:
            cursor.execute(istruzione.format(quali=quali), valori)
