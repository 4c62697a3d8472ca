"""The set-based SQL of `preparazione`."""

from socialabs.promemoria.enums import Pubblico


TAVOLE = """
create temporary table dovuta (
    oggetto_id uuid, occorrenza text, base date, scade_il date, ora time, ricorda date[], parametri jsonb,
    passata boolean, primary key (oggetto_id, occorrenza)) on commit drop;
create temporary table destinata (
    oggetto_id uuid, occorrenza text, pubblico text, organizzazione_id uuid, utente_id uuid, ruoli varchar[],
    per_delega boolean, solo_chi_gestisce boolean) on commit drop;
create temporary table fatta (oggetto_id uuid, occorrenza text, primary key (oggetto_id, occorrenza)) on commit drop
"""
CAMPI_DOVUTA = "oggetto_id, occorrenza, base, scade_il, ora, ricorda, parametri, passata"
CAMPI_DESTINATA = (
    "oggetto_id, occorrenza, pubblico, organizzazione_id, utente_id, ruoli, per_delega, solo_chi_gestisce"
)

# New ones, and those whose dates or texts changed.
SCRIVI = """
insert into promemoria_scadenza as s (
    id, creato_il, modificato_il, versione, tipo, oggetto_id, occorrenza, base, scade_il, ora, ricorda, parametri,
    stato, motivo)
select uuidv7(), now(), now(), 1, %(tipo)s, oggetto_id, occorrenza, base, scade_il, ora, ricorda, parametri,
       'aperta', ''
  from dovuta where not passata
on conflict (tipo, oggetto_id, occorrenza) do update
   set base = excluded.base, scade_il = excluded.scade_il, ora = excluded.ora, ricorda = excluded.ricorda,
       parametri = excluded.parametri, versione = s.versione + 1, modificato_il = now()
 where (s.base, s.scade_il, s.ora, s.ricorda, s.parametri)
       is distinct from (excluded.base, excluded.scade_il, excluded.ora, excluded.ricorda, excluded.parametri)
"""

# What the data close or open again never touches what a person decided (`deciso_da_id`).
FATTE = """
update promemoria_scadenza s
   set stato = 'fatta', rimandata_al = null, motivo = '', deciso_da_id = null, deciso_il = now(),
       versione = versione + 1, modificato_il = now()
  from fatta f
 where s.tipo = %(tipo)s and s.oggetto_id = f.oggetto_id and s.occorrenza = f.occorrenza
   and s.stato in ('aperta', 'rimandata')
"""
RIAPERTE = """
update promemoria_scadenza s
   set stato = 'aperta', deciso_il = null, versione = versione + 1, modificato_il = now()
  from dovuta d
 where s.tipo = %(tipo)s and s.oggetto_id = d.oggetto_id and s.occorrenza = d.occorrenza and not d.passata
   and s.deciso_da_id is null and (s.stato = 'decaduta' or (s.stato = 'fatta' and %(si_vede)s))
   and not exists (select from fatta f where f.oggetto_id = s.oggetto_id and f.occorrenza = s.occorrenza)
"""
DECADUTE = """
update promemoria_scadenza s
   set stato = 'decaduta', rimandata_al = null, motivo = '', deciso_da_id = null, deciso_il = now(),
       versione = versione + 1, modificato_il = now()
 where s.tipo = %(tipo)s and s.stato in ('aperta', 'rimandata') and s.scade_il >= %(dal)s
   and not exists (
       select from dovuta d where d.oggetto_id = s.oggetto_id and d.occorrenza = s.occorrenza and not d.passata)
"""

NON_PIU_DESTINATE = """
delete from promemoria_destinazione x
 using promemoria_scadenza s
  join dovuta d on s.oggetto_id = d.oggetto_id and s.occorrenza = d.occorrenza
 where s.tipo = %(tipo)s and x.scadenza_id = s.id
   and not exists (
       select from destinata n
        where n.oggetto_id = d.oggetto_id and n.occorrenza = d.occorrenza and n.pubblico = x.pubblico
          and n.per_delega = x.per_delega and n.organizzazione_id is not distinct from x.organizzazione_id
          and n.utente_id is not distinct from x.utente_id)
"""
DESTINATE = """
insert into promemoria_destinazione as x (
    id, creato_il, modificato_il, scadenza_id, pubblico, organizzazione_id, utente_id, ruoli, per_delega,
    solo_chi_gestisce)
select uuidv7(), now(), now(), s.id, n.pubblico, n.organizzazione_id, n.utente_id, n.ruoli, n.per_delega,
       n.solo_chi_gestisce
  from destinata n
  join promemoria_scadenza s on s.tipo = %(tipo)s and s.oggetto_id = n.oggetto_id and s.occorrenza = n.occorrenza
on conflict (scadenza_id, pubblico, organizzazione_id, utente_id, per_delega) do update
   set ruoli = excluded.ruoli, solo_chi_gestisce = excluded.solo_chi_gestisce, modificato_il = now()
 where (x.ruoli, x.solo_chi_gestisce) is distinct from (excluded.ruoli, excluded.solo_chi_gestisce)
"""

SCADENZE = (SCRIVI, FATTE, RIAPERTE, DECADUTE, NON_PIU_DESTINATE, DESTINATE)

# --- which people a deadline reaches, and by which hat -------------------------------------------------------------
DEL_TIPO = "s.tipo = %(tipo)s"
DI_QUESTE = "s.id = any(%(scadenze)s)"

_ORDINE = ", ".join(f"'{pubblico.value}'" for pubblico in Pubblico)
_CHI = "a.attiva and a.ruolo = any(d.ruoli) and (a.amministratore or not d.solo_chi_gestisce)"

# voluti: every reminder that the open deadlines ask for, whatever its day; a person hears of each once.
VOLUTI = f"""
with dest as (
    select d.* from promemoria_destinazione d join promemoria_scadenza s on s.id = d.scadenza_id
     where {{quali}} and s.stato in ('aperta', 'rimandata')
), reso as (
    select d.scadenza_id, d.pubblico, d.utente_id from dest d where d.utente_id is not null
    union all
    select d.scadenza_id, d.pubblico, a.utente_id
      from dest d join utenti_appartenenza a on a.organizzazione_id = d.organizzazione_id
     where not d.per_delega and {_CHI}
    union all
    select d.scadenza_id, d.pubblico, a.utente_id
      from dest d join utenti_appartenenza a on d.utente_id is null
     where d.organizzazione_id is null and {_CHI}
    union all
    select d.scadenza_id, d.pubblico, a.utente_id
      from dest d
      join utenti_delega g on g.delegante_id = d.organizzazione_id
                          and g.dal <= %(oggi)s and (g.al is null or g.al >= %(oggi)s)
      join utenti_appartenenza a on a.organizzazione_id = g.delegato_id
     where d.per_delega and {_CHI}
), destinatari as (
    select distinct on (r.scadenza_id, r.utente_id) r.scadenza_id, r.utente_id, r.pubblico
      from reso r join utenti_utente u on u.id = r.utente_id and u.is_active
     order by r.scadenza_id, r.utente_id, array_position(array[{_ORDINE}]::varchar[], r.pubblico)
), voluti as (
    select r.scadenza_id, r.utente_id, r.pubblico, g.giorno
      from destinatari r join promemoria_scadenza s on s.id = r.scadenza_id
      cross join unnest(case when s.rimandata_al is null then s.ricorda else array[s.rimandata_al] end) as g(giorno)
)
"""

NON_PIU_VOLUTI = (
    VOLUTI
    + """
delete from promemoria_promemoria p
 using promemoria_scadenza s
 where p.scadenza_id = s.id and {quali} and p.stato = 'in_attesa'
   and not exists (
       select from voluti v where v.scadenza_id = p.scadenza_id and v.utente_id = p.utente_id and v.giorno = p.giorno)
"""
)
MANCANTI = (
    VOLUTI
    + """
insert into promemoria_promemoria as p (
    id, creato_il, modificato_il, scadenza_id, utente_id, pubblico, giorno, quando, stato, errore)
select uuidv7(), now(), now(), v.scadenza_id, v.utente_id, v.pubblico, v.giorno,
       (v.giorno + time '08:00') at time zone 'Europe/Rome', 'in_attesa', ''
  from voluti v where v.giorno between %(recupero)s and %(orizzonte)s
on conflict (scadenza_id, utente_id, giorno) do update
   set pubblico = excluded.pubblico where p.stato = 'in_attesa' and p.pubblico <> excluded.pubblico
"""
)
PROMEMORIA = (NON_PIU_VOLUTI, MANCANTI)
