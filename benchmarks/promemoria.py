"""The beat's selection over a million reminders that wait, and a batch sent, with the plans. See README.md here.

    python benchmarks/promemoria.py [N] [--dovuti D]

It needs a migrated database of its own (DATABASE_URL as the owner), emptied before and after, and a broker.
"""

import argparse
import os
import sys
import time
from pathlib import Path


RADICE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADICE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")

import django


django.setup()

from django.db import connection, transaction

from socialabs.base.giorni import adesso, oggi
from socialabs.promemoria import registro, spedizione
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.models import Promemoria
from socialabs.promemoria.registro import TipoScadenza


TIPO = "misura.scadenza"
PERSONE = 5000
# So many people hear of each deadline.
PER_SCADENZA = 10
TAVOLE = "promemoria_promemoria, promemoria_scadenza, promemoria_avviso, posta_messaggio, utenti_utente"

RIEMPI = """
insert into utenti_utente (
    id, creato_il, modificato_il, password, is_superuser, email, nome, cognome, is_active, is_staff, di_prova)
select uuidv7(), now(), now(), '', false, 'misura' || n || '@example.org', '', '', true, false, true
  from generate_series(1, %(persone)s) n;
insert into promemoria_scadenza (
    id, creato_il, modificato_il, versione, tipo, oggetto_id, occorrenza, base, scade_il, ricorda, parametri, stato,
    motivo)
select uuidv7(), now(), now(), 1, %(tipo)s, gen_random_uuid(), '', %(oggi)s, %(oggi)s, '{}', '{}', 'aperta', ''
  from generate_series(1, %(scadenze)s) n;
analyze utenti_utente, promemoria_scadenza;
with p as (select id, row_number() over () as n from utenti_utente where email like 'misura%%'),
     s as (select id, row_number() over () as n from promemoria_scadenza)
insert into promemoria_promemoria (
    id, creato_il, modificato_il, scadenza_id, utente_id, pubblico, giorno, quando, stato, errore)
select uuidv7(), now(), now(), s.id, p.id, 'azienda', g.giorno, (g.giorno + time '08:00') at time zone 'Europe/Rome',
       'in_attesa', ''
  from s
  cross join generate_series(0, %(per_scadenza)s - 1) as k(n)
  join p on p.n = 1 + (s.n * %(per_scadenza)s + k.n) %% %(persone)s
  cross join lateral (
      select %(oggi)s::date
             + case when s.n * %(per_scadenza)s <= %(dovuti)s then -1 else 1 + (s.n %% 45)::int end as giorno
  ) g
"""


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("numero", type=int, nargs="?", default=1_000_000)
    argomenti.add_argument("--dovuti", type=int, default=1000)
    scelte = argomenti.parse_args()
    registro.registra(
        TipoScadenza(
            chiave=TIPO,
            titolo="Cosa da fare",
            oggetto="misura.cosa",
            testi={Pubblico.AZIENDA: "Entro il %(scadenza)s."},
            dovute=lambda finestra: (),
        )
    )
    svuota()
    try:
        riempi(scelte.numero, scelte.dovuti)
        misura(scelte.dovuti)
    finally:
        svuota()


def riempi(numero: int, dovuti: int) -> None:
    inizio = time.perf_counter()
    valori = {
        "tipo": TIPO,
        "oggi": oggi(),
        "persone": PERSONE,
        "scadenze": numero // PER_SCADENZA,
        "per_scadenza": PER_SCADENZA,
        "dovuti": dovuti,
    }
    with connection.cursor() as cursor:
        for istruzione in RIEMPI.split(";\n"):
            cursor.execute(istruzione, valori)
        cursor.execute("vacuum analyze promemoria_promemoria, promemoria_scadenza, utenti_utente")
    print(f"{numero:,} promemoria in attesa, {dovuti:,} dovuti; scritti in {time.perf_counter() - inizio:.0f} s\n")


def misura(dovuti: int) -> None:
    quando, pk = spedizione.PRIMO
    valori = {"adesso": adesso(), "quando": quando, "id": pk, "lotto": spedizione.LOTTO}
    print("La scelta del lotto")
    with connection.cursor() as cursor:
        spiega(cursor, spedizione.DOVUTI, valori)
        cursor.execute(spedizione.DOVUTI, valori)
        utente = cursor.fetchone()[2]
    print("\nTutto il dovuto di una persona, bloccato")
    with transaction.atomic(), connection.cursor() as cursor:
        righe = Promemoria.objects.da_inviare().filter(utente=utente, scadenza__tipo__in=[TIPO])
        sql, parametri = righe.select_for_update(skip_locked=True, of=("self",)).query.sql_with_params()
        spiega(cursor, sql, parametri)
    inizio = time.perf_counter()
    avvisi = spedizione.spedisci_dovuti([TIPO])
    durata = time.perf_counter() - inizio
    lotti = -(-dovuti // spedizione.LOTTO)
    print(f"\nSpediti {dovuti:,} promemoria in {avvisi:,} avvisi e messaggi: {durata:.1f} s,")
    print(f"{durata / lotti * 1000:.0f} ms a lotto di {spedizione.LOTTO}, {avvisi / durata:.0f} messaggi al secondo")


def spiega(cursor: object, sql: str, valori: object) -> None:
    cursor.execute(f"explain (analyze, buffers, costs off) {sql}", valori)
    for (riga,) in cursor.fetchall():
        print("   ", riga)


def svuota() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {TAVOLE} cascade")


if __name__ == "__main__":
    main()
