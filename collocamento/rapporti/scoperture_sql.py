"""The queries of the report on the gaps over the years.

Each goes on after `storia`: one row an employer and year (datore, anno, fascia, quota, dovuti, in_forza, mancano).
"""

# Years are numbered, so that a missing one does not part its neighbours; an employer is chosen by its latest class.
SEGUITI = """
, contati as (
    select storia.*,
           dense_rank() over (order by anno) as n,
           first_value(fascia) over (partition by datore order by anno desc) as ultima
    from storia
)
, seguiti as (
    select datore, anno, n, fascia, quota, dovuti, in_forza, mancano
    from (select contati.*, %s::text as scelta from contati) as tutti
    where scelta in ('', ultima)
)
"""

ANNI = """
select anno,
       count(*) filter (where fascia <> 'no') as datori,
       count(*) filter (where mancano > 0) as scoperti,
       sum(quota) as quota, sum(dovuti) as dovuti, sum(in_forza) as in_forza, sum(mancano) as mancano
from seguiti group by anno order by anno
"""

_PASSI = """
, anni as (select distinct n, anno from contati)
, passi as (
    select coalesce(d.n, p.n + 1) as n, p.datore as di_prima, d.datore as di_dopo,
           coalesce(p.mancano, 0) as mancavano, coalesce(d.mancano, 0) as mancano,
           p.quota as quota_prima, d.quota, p.fascia as fascia_prima, d.fascia
    from seguiti as p full join seguiti as d on d.datore = p.datore and d.n = p.n + 1
)
"""

# The first year has nothing before it, the last one nothing after: both drop out with the join on `anni`.
MOVIMENTI = (
    _PASSI
    + """
select prima.anno as prima, dopo.anno as anno,
       sum(mancavano) as mancavano,
       coalesce(sum(mancavano) filter (where stesso and mancano = 0), 0) as chiusi,
       coalesce(sum(mancavano - mancano) filter (where stesso and mancano > 0 and mancano < mancavano), 0) as ridotti,
       coalesce(sum(mancano - mancavano) filter (where stesso and mancavano > 0 and mancano > mancavano), 0)
           as cresciuti,
       coalesce(sum(mancano) filter (where stesso and mancavano = 0), 0) as aperti,
       coalesce(sum(mancano) filter (where di_prima is null), 0) as entrati,
       coalesce(sum(mancavano) filter (where di_dopo is null), 0) as usciti,
       sum(mancano) as mancano,
       count(*) filter (where stesso) as stessi,
       count(*) filter (where stesso and mancavano > 0 and mancano = 0) as hanno_chiuso,
       count(*) filter (where stesso and mancavano > 0 and mancano > 0) as restano,
       count(*) filter (where stesso and mancavano = 0 and mancano > 0) as hanno_aperto,
       count(*) filter (where di_prima is null) as datori_entrati,
       count(*) filter (where di_prima is null and mancano > 0) as entrati_scoperti,
       count(*) filter (where di_dopo is null) as datori_usciti,
       count(*) filter (where di_dopo is null and mancavano > 0) as usciti_scoperti
from (select passi.*, di_prima is not null and di_dopo is not null as stesso from passi) as passi
join anni as prima on prima.n = passi.n - 1
join anni as dopo on dopo.n = passi.n
group by prima.anno, dopo.anno order by dopo.anno
"""
)

_ULTIMO_PASSO = (
    _PASSI
    + """
, ultimo as (
    select passi.*, prima.anno as prima, dopo.anno as anno
    from passi
    join anni as dopo on dopo.n = passi.n and dopo.n = (select max(n) from anni)
    join anni as prima on prima.n = passi.n - 1
    where di_prima is not null and di_dopo is not null
)
"""
)

# The first ones of each outcome, and how many there are.
CHI = (
    _ULTIMO_PASSO
    + """
, esiti as (
    select ultimo.*, case when mancano = 0 then 'chiuso' else 'aperto' end as esito
    from ultimo where (mancavano = 0) <> (mancano = 0)
)
, ordinati as (
    select esiti.*, count(*) over (partition by esito) as totale,
           row_number() over (partition by esito order by mancavano + mancano desc, di_dopo) as posto
    from esiti
)
select ordinati.*, nome, codice
from ordinati join datori on datori.datore = di_dopo
where posto <= %s order by esito, posto
"""
)

CLASSI = (
    _ULTIMO_PASSO
    + """
select prima, anno, fascia_prima, fascia, count(*) as datori, sum(quota_prima) as quota_prima, sum(quota) as quota,
       sum(mancavano) as mancavano, sum(mancano) as mancano
from ultimo where fascia <> fascia_prima
group by prima, anno, fascia_prima, fascia order by count(*) desc, fascia_prima, fascia
"""
)

# Islands of years on end: year's number less the row's number is the same all along one.
_LUNGHE = """
, isole as (
    select seguiti.*, n - row_number() over (partition by datore order by n) as isola
    from seguiti where mancano > 0
)
, lunghe as (
    select isole.*, count(*) over (partition by datore, isola) as anni from isole
)
, ora as (select * from lunghe where n = (select max(n) from contati))
"""

DURATE = _LUNGHE + "select anni, count(*) as datori, sum(mancano) as mancano from ora group by anni order by anni"

DA_PIU_ANNI = (
    _LUNGHE
    + """
, primi as (
    select ora.*, count(*) over () as totale from ora where anni > 1
    order by anni desc, mancano desc, datore limit %s
)
select primi.*, nome, codice
from primi join datori on datori.datore = primi.datore
order by anni desc, mancano desc, nome
"""
)
