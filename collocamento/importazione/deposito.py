"""The tables of an import: details straight into place, documents in a temporary table until they are decided.

The caller holds one transaction for the whole delivery; foreign keys are checked at its end.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection

from collocamento.importazione.copia import riga
from collocamento.importazione.righe import COLONNE
from socialabs.registro.concessioni import tabelle_a_ondate


# One import at a time, and no other change of figures: two would decide on each other's documents without seeing them.
ATTENDI_IL_TURNO = "select pg_advisory_xact_lock(681999)"

TABELLE = {
    "prospetto": "s_prospetto",
    "lavoratore": "s_lavoratore",
    "originale": "collocamento_originale",
    "posto": "collocamento_postodisponibile",
    "calcolo": "collocamento_calcolo",
    "provincia": "collocamento_calcoloprovincia",
}

# Unique indexes tell the planner, which has no statistics of these tables, that one row answers to each value.
PREPARA = """
create temporary table s_prospetto on commit drop as
    select id, nome_file, sha256, anno, codice_comunicazione, codice_precedente, tipo, data_invio, data_riferimento,
           protocollo, delegato, tipo_delegato, denominazione, tipologia, settore, ccnl, comune_sede_id,
           provincia_sede, lavoratori_nazionali, lavoratori_elencati, dichiarati, differenze, anomalie, contenuto,
           ''::text as codice_fiscale, ''::text as indirizzo, ''::text as cap, ''::text as telefono, ''::text as email,
           ''::text as pec
      from collocamento_prospetto with no data;
create temporary table s_lavoratore on commit drop as
    select prospetto_id, provincia, ordine, cifrato, categoria, categoria_assunzione, tipo_assunzione,
           minuti_contratto, minuti_svolti, inizio, fine
      from collocamento_lavoratoredichiarato with no data;
create unique index on s_prospetto (codice_comunicazione);
create temporary table s_file (
    ordine integer generated always as identity, nome text, sha256 text, prospetto_id uuid, copia_di text,
    gia_ricevuto boolean, motivo text, riga integer, messaggio text
) on commit drop;
create unique index on s_file (sha256) where prospetto_id is not null and copia_di = '';
create temporary table s_decisione (
    prospetto_id uuid primary key, stato text, motivo text, superato_da uuid, annullato_da uuid, avviso text,
    primo_invio timestamptz, giorni_ritardo integer
) on commit drop;
"""
DECISIONE = (
    "prospetto_id",
    "stato",
    "motivo",
    "superato_da",
    "annullato_da",
    "avviso",
    "primo_invio",
    "giorni_ritardo",
)


def attendi_il_turno() -> None:
    """Until the end of the transaction no import runs but this; waits for one that is running."""
    with connection.cursor() as cursor:
        cursor.execute(ATTENDI_IL_TURNO)


def prepara() -> None:
    """Take the lock and make the temporary tables. Raises nothing; waits for an import that is running."""
    attendi_il_turno()
    with connection.cursor() as cursor:
        # The history triggers look for this setting and catch the error when it is missing: undoing that walks all the
        # foreign keys still to be checked, for every row. Set to nothing ignored, they write as ever, in linear time.
        cursor.execute("select set_config('pgtrigger.ignore', '{}', true)")
        cursor.execute("drop table if exists s_prospetto, s_lavoratore, s_file, s_decisione")
        cursor.execute(PREPARA)


def scrivi(righe: dict[str, list[str]]) -> None:
    """COPY a batch: the lines of each table, as many as there are in each text."""
    for tabella, testi in righe.items():
        if any(testi):
            copia_testi(TABELLE[tabella], COLONNE[tabella], testi)


def scrivi_decisioni(decisioni: Iterable[tuple[Any, ...]]) -> None:
    """Add decisions to those that `applica` will carry out (columns DECISIONE)."""
    copia("s_decisione", DECISIONE, decisioni)


def copia(tabella: str, colonne: tuple[str, ...], righe: Iterable[tuple[Any, ...]]) -> None:
    """COPY rows. `righe` must not query: the connection is busy while it copies."""
    copia_testi(tabella, colonne, (riga(valori) for valori in righe))


def copia_testi(tabella: str, colonne: tuple[str, ...], testi: Iterable[str]) -> None:
    """COPY lines already written (`copia.riga`)."""
    with connection.cursor() as cursor, cursor.copy(f"copy {tabella} ({', '.join(colonne)}) from stdin") as flusso:
        for testo in testi:
            flusso.write(testo)


APPLICA = (
    # 0. who sends a return that was not due is not late
    """
    update s_decisione d set giorni_ritardo = 0
      from collocamento_calcolo c
     where c.prospetto_id = d.prospetto_id and not c.prospetto_dovuto and d.giorni_ritardo > 0
    """,
    # 1. employers never seen: the organisation may be known already for another reason
    """
    with nuove as (
        select distinct on (s.codice_fiscale) s.codice_fiscale, s.denominazione, s.tipologia, s.comune_sede_id,
               s.indirizzo, s.cap, s.telefono, s.email, s.pec
          from s_prospetto s left join s_decisione d on d.prospetto_id = s.id
         where not exists (select from anagrafica_organizzazione o where o.codice_fiscale = s.codice_fiscale)
         order by s.codice_fiscale, (d.stato = 'valido') desc nulls last, s.data_invio desc
    )
    insert into anagrafica_organizzazione (id, creato_il, modificato_il, versione, codice_fiscale, partita_iva,
           denominazione, tipo, comune_id, indirizzo, cap, telefono, email, pec, di_prova)
    select uuidv7(), now(), now(), 1, codice_fiscale, '', denominazione,
           case tipologia when 'C' then 'ente_pubblico' else 'azienda' end,
           comune_sede_id, indirizzo, cap, telefono, email, pec, false
      from nuove
    """,
    """
    insert into collocamento_datore (id, creato_il, modificato_il, organizzazione_id, tipologia, settore, ccnl)
    select uuidv7(), now(), now(), o.id, '', '', ''
      from anagrafica_organizzazione o
     where o.codice_fiscale in (select codice_fiscale from s_prospetto)
       and not exists (select from collocamento_datore d where d.organizzazione_id = o.id)
    """,
    # 2. documents already here that no longer count, before those that take their place
    """
    update collocamento_prospetto p
       set stato = d.stato, motivo = d.motivo, superato_da_id = d.superato_da, annullato_da_id = d.annullato_da,
           avviso = d.avviso, primo_invio = d.primo_invio, in_ritardo = d.giorni_ritardo > 0,
           giorni_ritardo = d.giorni_ritardo, modificato_il = now()
      from s_decisione d
     where d.prospetto_id = p.id and d.stato <> 'valido'
       and (p.stato, p.motivo, p.superato_da_id, p.annullato_da_id, p.avviso, p.primo_invio, p.giorni_ritardo)
           is distinct from
           (d.stato, d.motivo, d.superato_da, d.annullato_da, d.avviso, d.primo_invio, d.giorni_ritardo)
    """,
    # 3. the new documents
    """
    insert into collocamento_prospetto (id, creato_il, modificato_il, datore_id, consegna_id, nome_file, sha256, anno,
           codice_comunicazione, codice_precedente, tipo, data_invio, data_riferimento, protocollo, delegato,
           tipo_delegato, denominazione, tipologia, settore, ccnl, comune_sede_id, provincia_sede,
           lavoratori_nazionali, lavoratori_elencati, dichiarati, differenze, anomalie, contenuto,
           stato, motivo, superato_da_id, annullato_da_id, avviso, primo_invio, in_ritardo, giorni_ritardo)
    select s.id, now(), now(), t.id, %(consegna)s, s.nome_file, s.sha256, s.anno, s.codice_comunicazione,
           s.codice_precedente, s.tipo, s.data_invio, s.data_riferimento, s.protocollo, s.delegato, s.tipo_delegato,
           s.denominazione, s.tipologia, s.settore, s.ccnl, s.comune_sede_id, s.provincia_sede,
           s.lavoratori_nazionali, s.lavoratori_elencati, s.dichiarati, s.differenze, s.anomalie, s.contenuto,
           d.stato, d.motivo, d.superato_da, d.annullato_da, d.avviso, d.primo_invio, d.giorni_ritardo > 0,
           d.giorni_ritardo
      from s_prospetto s
      join s_decisione d on d.prospetto_id = s.id
      join anagrafica_organizzazione o on o.codice_fiscale = s.codice_fiscale
      join collocamento_datore t on t.organizzazione_id = o.id
    """,
    # 4. documents already here that count (again)
    """
    update collocamento_prospetto p
       set stato = d.stato, motivo = d.motivo, superato_da_id = null, annullato_da_id = null, avviso = d.avviso,
           primo_invio = d.primo_invio, in_ritardo = d.giorni_ritardo > 0, giorni_ritardo = d.giorni_ritardo,
           modificato_il = now()
      from s_decisione d
     where d.prospetto_id = p.id and d.stato = 'valido'
       and (p.stato, p.avviso, p.primo_invio, p.giorni_ritardo)
           is distinct from (d.stato, d.avviso, d.primo_invio, d.giorni_ritardo)
    """,
    """
    insert into collocamento_lavoratoredichiarato (prospetto_id, provincia, ordine, cifrato, categoria,
           categoria_assunzione, tipo_assunzione, minuti_contratto, minuti_svolti, inizio, fine)
    select prospetto_id, provincia, ordine, cifrato, categoria, categoria_assunzione, tipo_assunzione,
           minuti_contratto, minuti_svolti, inizio, fine
      from s_lavoratore
    """,
)

# What the newest valid return, if it is of this delivery, changes in the employer and in its organisation.
ULTIMI = """
create temporary table s_ultimo on commit drop as
select distinct on (s.codice_fiscale) s.codice_fiscale, s.denominazione, s.tipologia, s.settore, s.ccnl,
       s.lavoratori_nazionali, s.anno, s.data_invio, s.comune_sede_id, s.indirizzo, s.cap, s.telefono, s.email, s.pec,
       p.datore_id, t.organizzazione_id
  from s_prospetto s
  join collocamento_prospetto p on p.id = s.id and p.stato = 'valido'
  join collocamento_datore t on t.id = p.datore_id
 where not exists (
           select from collocamento_prospetto q
            where q.datore_id = p.datore_id and q.stato = 'valido' and q.anno > p.anno
       )
 order by s.codice_fiscale, s.anno desc
"""
AGGIORNA = (
    """
    update collocamento_datore t
       set tipologia = u.tipologia, settore = u.settore, ccnl = u.ccnl, lavoratori = u.lavoratori_nazionali,
           ultimo_anno = u.anno, modificato_il = now()
      from s_ultimo u where u.datore_id = t.id
    """,
    """
    insert into anagrafica_nomeprecedente (id, creato_il, modificato_il, organizzazione_id, denominazione,
           codice_fiscale, fino_al)
    select uuidv7(), now(), now(), o.id, o.denominazione, '',
           (u.data_invio at time zone 'Europe/Rome')::date
      from s_ultimo u join anagrafica_organizzazione o on o.id = u.organizzazione_id
     where o.denominazione <> u.denominazione
    """,
    """
    update anagrafica_organizzazione o
       set denominazione = u.denominazione, comune_id = coalesce(u.comune_sede_id, o.comune_id),
           indirizzo = u.indirizzo, cap = u.cap, telefono = coalesce(nullif(u.telefono, ''), o.telefono),
           email = coalesce(nullif(u.email, ''), o.email), pec = u.pec, versione = o.versione + 1,
           modificato_il = now()
      from s_ultimo u
     where u.organizzazione_id = o.id
       and (o.denominazione, o.comune_id, o.indirizzo, o.cap, o.pec, o.telefono, o.email) is distinct from
           (u.denominazione, coalesce(u.comune_sede_id, o.comune_id), u.indirizzo, u.cap, u.pec,
            coalesce(nullif(u.telefono, ''), o.telefono), coalesce(nullif(u.email, ''), o.email))
    """,
)


def applica(consegna_id: uuid.UUID | None) -> None:
    """Apply the decisions: new employers, new documents, the standing of those already here, the workers' rows."""
    with connection.cursor() as cursor:
        cursor.execute("analyze s_decisione, s_prospetto")
        for comando in APPLICA:
            cursor.execute(comando, {"consegna": consegna_id})
        cursor.execute(ULTIMI)
        for comando in AGGIORNA:
            cursor.execute(comando)
        cursor.execute("drop table s_ultimo")


def analizza() -> None:
    """Tell the planner what has come: until it knows, it expects no rows and a list may take it a minute."""
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {', '.join(tabelle_a_ondate())}")
