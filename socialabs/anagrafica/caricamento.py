"""Load the provinces, the municipalities and the known patrons' days from the files that the project carries."""

import csv
from pathlib import Path
from typing import Any


DATI = Path(__file__).resolve().parent / "dati"

PROVINCE = """
insert into anagrafica_provincia (codice, sigla, nome, regione) values (%s, %s, %s, %s)
on conflict (codice) do update set sigla = excluded.sigla, nome = excluded.nome, regione = excluded.regione
"""

COMUNI = """
insert into anagrafica_comune as c
    (belfiore, nome, provincia_id, attivo, dal, al, nomi_precedenti, istat, cap, distretto)
select d.belfiore, d.nome, p.codice, d.attivo, d.dal, d.al, coalesce(string_to_array(d.nomi_precedenti, '|'), '{}'),
    coalesce(d.istat, ''), coalesce(d.cap, ''), coalesce(d.distretto, '')
from dati_comuni d left join anagrafica_provincia p using (sigla)
on conflict (belfiore) do update set
    nome = excluded.nome, provincia_id = excluded.provincia_id, attivo = excluded.attivo, dal = excluded.dal,
    al = excluded.al, nomi_precedenti = excluded.nomi_precedenti, istat = excluded.istat, cap = excluded.cap,
    distretto = excluded.distretto
"""


def righe(nome: str) -> list[list[str]]:
    """The rows of a data file without its header."""
    return list(csv.reader((DATI / nome).read_text().splitlines()))[1:]


def carica(connection: Any) -> None:
    """Insert or update provinces and municipalities; patrons that the office has edited are left as they are."""
    with connection.cursor() as cursor:
        cursor.executemany(
            PROVINCE,
            righe("province.csv"),
        )
        cursor.execute(
            "create temporary table dati_comuni (belfiore text, nome text, sigla text, attivo boolean, dal date,"
            " al date, nomi_precedenti text, istat text, cap text, distretto text) on commit drop"
        )
        with cursor.copy("copy dati_comuni from stdin (format csv, header)") as copy:
            copy.write((DATI / "comuni.csv").read_bytes())
        cursor.execute(COMUNI)
        cursor.executemany(
            "insert into anagrafica_santopatrono (comune_id, mese, giorno, nome) values (%s, %s, %s, %s)"
            " on conflict (comune_id) do nothing",
            righe("patroni.csv"),
        )
