"""Bring every encrypted column under the current key, in batches: it may be stopped and started again.

By rule of the house a binary column holds what `cifratura` wrote, and nothing else: so none needs to be declared, and
none can be forgotten. The key of each text stands in its first bytes, where the database itself can compare it.
Who keeps encrypted texts in another form, because a library owns the table, declares them with `registra`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.db import connection, models, transaction

from socialabs.base.cifratura import VERSION, chiave_corrente, ricifra


LOTTO = 500


@dataclass(frozen=True, slots=True)
class Colonna:
    tabella: str
    chiave: str
    nome: str

    def __str__(self) -> str:
        return f"{self.tabella}.{self.nome}"


@dataclass(frozen=True, slots=True)
class Altrove:
    """Encrypted texts that are no binary column: how many are under another key, and the turning of a batch of them.

    `ricifra(lotto)` turns at most that many, in one transaction, and returns how many it did: 0 when none is left.
    """

    nome: str
    conta: Callable[[], int]
    ricifra: Callable[[int], int]

    def __str__(self) -> str:
        return self.nome


_altrove: list[Altrove] = []


def registra(luogo: Altrove) -> None:
    _altrove.append(luogo)


def luoghi_cifrati() -> "list[Colonna | Altrove]":
    """All that a change of key must turn."""
    return [*colonne_cifrate(), *_altrove]


def colonne_cifrate() -> list[Colonna]:
    """The binary columns of all models, history tables included."""
    return [
        Colonna(modello._meta.db_table, modello._meta.pk.column, campo.column)
        for modello in apps.get_models(include_auto_created=True)
        if modello._meta.managed and not modello._meta.proxy
        for campo in modello._meta.local_concrete_fields
        if isinstance(campo, models.BinaryField)
    ]


def da_ricifrare(colonna: Colonna | Altrove) -> int:
    """How many texts of a column are under another key."""
    if isinstance(colonna, Altrove):
        return colonna.conta()
    intestazione = _intestazione_corrente()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) from {_nome(colonna.tabella)} where {_vecchia(colonna)}",
            [len(intestazione), intestazione],
        )
        return cursor.fetchone()[0]


def ricifra_colonna(colonna: Colonna | Altrove, lotto: int = LOTTO) -> Iterator[int]:
    """Encrypt a column again, a transaction for each batch; yields how many texts each batch had.

    Raises ChiaveMancante when a text's key is not configured; the batches already done stay done.
    """
    turn = colonna.ricifra if isinstance(colonna, Altrove) else partial(_un_lotto, colonna)
    while quanti := turn(lotto):
        yield quanti


@transaction.atomic
def _un_lotto(colonna: Colonna, lotto: int) -> int:
    tabella, chiave, nome = (_nome(n) for n in (colonna.tabella, colonna.chiave, colonna.nome))
    intestazione = _intestazione_corrente()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {chiave}, {nome} from {tabella} where {_vecchia(colonna)} order by {chiave} limit %s for update",
            [len(intestazione), intestazione, lotto],
        )
        righe = [(ricifra(bytes(testo)), identificativo) for identificativo, testo in cursor.fetchall()]
        cursor.executemany(f"update {tabella} set {nome} = %s where {chiave} = %s", righe)
    return len(righe)


def _intestazione_corrente() -> bytes:
    """The first bytes of whatever the current key encrypts, see `cifratura`."""
    chiave = chiave_corrente().encode()
    return bytes([VERSION, len(chiave)]) + chiave


def _vecchia(colonna: Colonna) -> str:
    nome = _nome(colonna.nome)
    return f"{nome} is not null and substring({nome} from 1 for %s) <> %s"


def _nome(nome: str) -> str:
    return connection.ops.quote_name(nome)
