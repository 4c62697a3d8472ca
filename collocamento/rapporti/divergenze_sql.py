"""The queries of the report on divergences.

Each goes on after `divergenti`: the returns that differ (prospetto, di, fascia, differenze, derivazione).
"""

# One row a figure; the rule is the last step's, the province's own steps before the national ones.
VOCI = """
, voci as (
    select prospetto, di, fascia, figura,
           case when jsonb_typeof(voce->'dichiarato') = 'number' and jsonb_typeof(voce->'calcolato') = 'number'
                then (voce->>'dichiarato')::bigint - (voce->>'calcolato')::bigint end as scarto,
           coalesce(derivazione->'province'->provincia->figura, derivazione->'nazionale'->figura)->-1->>'id' as passo
    from divergenti
    cross join lateral jsonb_array_elements(differenze) as d(voce)
    cross join lateral (select voce->>'figura' as figura, voce->>'provincia' as provincia) as nomi
    where provincia = %s
)
"""

CLASSI = "select fascia, count(distinct prospetto) as divergenti from voci group by fascia"

# `taciuti`: units that the employer leaves out.
FIGURE = """
select figura, count(*) as divergenti,
       count(*) filter (where scarto > 0) as in_piu,
       count(*) filter (where scarto < 0) as in_meno,
       count(*) filter (where scarto is null) as senza_segno,
       sum(scarto)::bigint as somma, max(abs(scarto)) as massimo,
       coalesce(sum(-scarto) filter (where scarto < 0), 0)::bigint as taciuti
from voci group by figura order by count(*) desc, figura
"""

REGOLE = """
, fonti as (select * from unnest(%s::text[], %s::text[]) as f(passo, fonte))
select fonte, count(*) as divergenti, count(distinct prospetto) as prospetti
from voci left join fonti using (passo)
group by fonte order by count(*) desc, fonte
"""

DIMENSIONI = """
select coalesce(dimensione, 0) as dimensione, count(*) as divergenti,
       count(*) filter (where figura in ('base_art3', 'base_art18')) as basi,
       count(*) filter (where figura in ('quota_disabili', 'quota_art18')) as quote,
       count(*) filter (where figura in ('scopertura_disabili', 'scopertura_art18')) as scoperture,
       count(*) filter (where figura not in ('base_art3', 'base_art18', 'quota_disabili', 'quota_art18',
                                             'scopertura_disabili', 'scopertura_art18')) as altre
from (select voci.*, (select max(d) from unnest(%s::int[]) as d where d <= abs(scarto)) as dimensione from voci) as v
group by dimensione
"""

# Those first whose gap is told otherwise, then those with the largest deviation.
CHI = """
, per_datore as (
    select di, fascia, count(*) as figure,
           sum(scarto) filter (where figura = 'scopertura_disabili') as mancano,
           sum(scarto) filter (where figura = 'scopertura_art18') as mancano_18,
           sum(scarto) filter (where figura = 'quota_disabili') as quota,
           sum(scarto) filter (where figura = 'quota_art18') as quota_18,
           sum(scarto) filter (where figura = 'esonerati') as esonerati,
           sum(scarto) filter (where figura = 'base_art3') as base,
           sum(scarto) filter (where figura = 'base_art18') as base_18,
           coalesce(max(abs(scarto)), 0) as massimo, count(*) over () as totale
    from voci group by di, fascia
)
, primi as (
    select * from per_datore
    order by abs(coalesce(mancano, 0)) + abs(coalesce(mancano_18, 0)) desc, massimo desc, di limit %s
)
select primi.*, nome, codice from primi join datori on datori.datore = primi.di
order by abs(coalesce(mancano, 0)) + abs(coalesce(mancano_18, 0)) desc, massimo desc, nome
"""
