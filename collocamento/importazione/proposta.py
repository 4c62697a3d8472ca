"""The statements of a proposal to compute again: what it starts from, what it keeps, what it changes. All by sets."""

import uuid
from collections.abc import Iterable

from django.db import connection

from collocamento.importazione.deposito import copia_testi
from collocamento.importazione.rifacimento import COLONNE_PROPOSTA, DaRifare
from collocamento.importazione.righe import COLONNE
from collocamento.importazione.tavole import Tavole
from collocamento.models import (
    Calcolo,
    CalcoloProposto,
    CalcoloProvinciaProposto,
    PropostaRicalcolo,
)
from collocamento.models.calcolo import Cifre


TABELLE = {
    "calcolo": "collocamento_calcoloproposto",
    "provincia": "collocamento_calcoloprovinciaproposto",
}
# Every return computed by an engine or by tables that are not today's, as it stands.
PARTENZA = """
    select md5(coalesce(string_agg(concat_ws(' ', p.id, p.stato, c.motore), ',' order by p.id), ''))
      from collocamento_calcolo c
      join collocamento_prospetto p on p.id = c.prospetto_id
     where c.motore <> %s
"""
# The original is large and sealed: it is fetched only where the inputs kept do not serve.
DA_RIFARE = """
    select %(proposta)s::uuid, p.id, p.data_riferimento, case when r.servono then c.ingressi::text end,
           p.dichiarati::text, p.anomalie::text,
           coalesce((select jsonb_object_agg(v.provincia, v.comune_id) from collocamento_calcoloprovincia v
                      where v.prospetto_id = p.id), '{}')::text,
           case when not r.servono then o.cifrato end
      from collocamento_prospetto p
      join collocamento_calcolo c on c.prospetto_id = p.id
      left join collocamento_originale o on o.prospetto_id = p.id
     cross join lateral (select c.mappatura = %(mappatura)s and c.ingressi <> '{}' as servono) r
     where p.id = any(%(prospetti)s)
"""
_CIFRE = [campo.column for campo in Cifre._meta.fields]
_NAZIONALI = ["classe", "prospetto_dovuto", *_CIFRE]


def _oggetto(colonne: Iterable[str]) -> str:
    coppie = ", ".join(f"'{colonna}', {colonna}" for colonna in colonne)
    return f"jsonb_build_object({coppie})"


def _fogli(nazionale: str, provinciale: str, dove: str) -> str:
    """The figures of every sheet as JSON; the country's has no province."""
    return f"""
        select prospetto_id, '' as provincia, {_oggetto(_NAZIONALI)} as cifre from {nazionale} where {dove}
         union all
        select prospetto_id, provincia, {_oggetto(_CIFRE)} from {provinciale} where {dove}
    """


_ATTUALI = _fogli("collocamento_calcolo", "collocamento_calcoloprovincia", "prospetto_id in (select id from scelti)")
_PROPOSTI = _fogli(
    TABELLE["calcolo"],
    TABELLE["provincia"],
    "proposta_id = %(proposta)s and prospetto_id in (select id from scelti)",
)
CONFRONTA = f"""
    with scelti as (
        select p.id, p.datore_id, p.anno
          from collocamento_calcoloproposto n join collocamento_prospetto p on p.id = n.prospetto_id
         where n.proposta_id = %(proposta)s and p.stato = 'valido'
    ), prima as ({_ATTUALI}
    ), dopo as ({_PROPOSTI}
    ), cambi as (
        select prospetto_id, jsonb_object_agg(provincia, figure) as cambi
          from (select prospetto_id, provincia, coalesce(prima.cifre, '{{}}') as a, coalesce(dopo.cifre, '{{}}') as b
                  from prima full join dopo using (prospetto_id, provincia)
                 where prima.cifre is distinct from dopo.cifre) diverse
         cross join lateral (
               select jsonb_object_agg(figura, jsonb_build_array(a -> figura, b -> figura)) as figure
                 from jsonb_object_keys(a || b) as figura
                where a -> figura is distinct from b -> figura) quali
         group by prospetto_id
    )
    insert into collocamento_differenzaricalcolo (id, creato_il, modificato_il, proposta_id, prospetto_id, datore_id,
           anno, quota_prima, quota_dopo, mancano_prima, mancano_dopo, ora_prima, ora_dopo, cambi)
    select uuidv7(), now(), now(), %(proposta)s, s.id, s.datore_id, s.anno,
           c.quota_disabili + c.quota_art18, n.quota_disabili + n.quota_art18,
           c.scopertura_disabili + c.scopertura_art18, n.scopertura_disabili + n.scopertura_art18,
           c.scopertura_dovuta_ora + c.scopertura_art18_dovuta_ora,
           n.scopertura_dovuta_ora + n.scopertura_art18_dovuta_ora, d.cambi
      from cambi d
      join scelti s on s.id = d.prospetto_id
      join collocamento_calcolo c on c.prospetto_id = s.id
      join collocamento_calcoloproposto n on n.prospetto_id = s.id and n.proposta_id = %(proposta)s
"""
_NUOVE = ", ".join(f"{colonna} = n.{colonna}" for colonna in COLONNE["calcolo"][1:])
_FOGLIO = ", ".join(COLONNE["provincia"])
SOSTITUISCI = (
    f"""
    update collocamento_calcolo c set {_NUOVE}
      from collocamento_calcoloproposto n
     where n.proposta_id = %(proposta)s and n.prospetto_id = c.prospetto_id
    """,
    """
    delete from collocamento_calcoloprovincia v
     using collocamento_calcoloproposto n
     where n.proposta_id = %(proposta)s and n.prospetto_id = v.prospetto_id
    """,
    f"""
    insert into collocamento_calcoloprovincia ({_FOGLIO})
    select {_FOGLIO} from collocamento_calcoloprovinciaproposto where proposta_id = %(proposta)s
    """,
    """
    update collocamento_prospetto p
       set differenze = n.differenze, anomalie = n.anomalie, provincia_sede = n.provincia_sede, modificato_il = now()
      from collocamento_calcoloproposto n
     where n.proposta_id = %(proposta)s and n.prospetto_id = p.id
    """,
)


def partenza(motore: str) -> str:
    """The fingerprint of the returns that `motore` did not compute, as they stand now."""
    with connection.cursor() as cursor:
        cursor.execute(PARTENZA, [motore])
        return cursor.fetchone()[0]


def rimasti(proposta: PropostaRicalcolo) -> list[uuid.UUID]:
    """The returns that the proposal is still to compute."""
    fatti = CalcoloProposto.objects.filter(proposta=proposta).values("prospetto")
    vecchi = Calcolo.objects.exclude(motore=proposta.motore).exclude(pk__in=fatti)
    return list(vecchi.order_by("pk").values_list("pk", flat=True))


def leggi(proposta: PropostaRicalcolo, prospetti: list[uuid.UUID], tavole: Tavole) -> list[DaRifare]:
    """What computing these returns again needs."""
    dati = {"proposta": proposta.pk, "mappatura": tavole.mappatura, "prospetti": prospetti}
    with connection.cursor() as cursor:
        cursor.execute(DA_RIFARE, dati)
        return [DaRifare(*valori) for valori in cursor.fetchall()]


def scrivi(righe: dict[str, list[str]]) -> None:
    """COPY the new figures of a batch, table by table."""
    for tabella, testi in righe.items():
        copia_testi(TABELLE[tabella], COLONNE_PROPOSTA[tabella], testi)


def confronta(proposta: PropostaRicalcolo) -> int:
    """Write who would change and by how much; how many employers."""
    _esegui(CONFRONTA, proposta)
    return proposta.differenze.values("datore").distinct().count()


def sostituisci(proposta: PropostaRicalcolo) -> list[int]:
    """Put the proposed figures in the place of the old ones; the years that they concern."""
    for comando in SOSTITUISCI:
        _esegui(comando, proposta)
    return sorted(proposta.calcoli.values_list("prospetto__anno", flat=True).distinct())


def sgombera(proposta: PropostaRicalcolo) -> None:
    """Let go of the proposed figures: the differences stay as the record of what changed."""
    for modello in (CalcoloProvinciaProposto, CalcoloProposto):
        modello.objects.filter(proposta=proposta).delete()


def _esegui(comando: str, proposta: PropostaRicalcolo) -> None:
    with connection.cursor() as cursor:
        cursor.execute(comando, {"proposta": proposta.pk})
