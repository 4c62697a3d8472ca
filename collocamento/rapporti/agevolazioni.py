"""What the returns say of exemptions, suspensions and conventions, read in sets out of their sheets.

The state is that of the reference date, as the engine has it: "concesso" holds then, "scaduto" held before,
"richiesto" is only asked for. The form gives no certain expiry of a convention.
"""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from collocamento.enums import StatoProspetto, Tabella
from collocamento.forms import TUTTE
from collocamento.models import CalcoloProvincia, TabellaCodici
from collocamento.rapporti.ambito import cifre_degli_anni, datori, fascia, interroga, prospetti_validi
from socialabs.base.contesto import Contesto


# The cause written in quadro 1, and the one of a sheet suspended by what another sheet says.
QUADRO_1, ALTROVE = "quadro1", "altrove"

# Only what is granted or asked for is carried on: the sheets are heavy.
_FOGLI = """
, fogli as (
    select prospetto, di, al, foglio->>'provincia' as provincia,
           foglio->'esonero' as esonero, foglio->'esonero_60_per_mille' as autocertificato,
           foglio->'sospensione' as sospensione, foglio->'convenzione' as convenzione,
           foglio->'non_dipendenti'->'convenzioni_12bis_14' as in_convenzione
    from prospetti cross join lateral jsonb_array_elements(contenuto->'fogli') as f(foglio)
    where %s in ('', foglio->>'provincia')
)
"""

_ESONERI = (
    _FOGLI
    + """
, esoneri as (
    select di, coalesce((esonero->>'lavoratori')::int, 0) as posizioni,
           case when esonero->>'stato' <> 'E' then 'richiesto'
                when (esonero->>'fino_al')::date < al then 'scaduto'
                else 'concesso' end as stato
    from fogli where jsonb_typeof(esonero) = 'object'
    union all
    select di, (autocertificato->>'lavoratori_esonerati')::int, 'autocertificato'
    from fogli where jsonb_typeof(autocertificato) = 'object'
)
select stato, count(distinct di) as datori, count(*) as fogli, sum(posizioni) as posizioni
from esoneri group by grouping sets ((stato), ())
"""
)

_OLTRE = """
, oltre as (
    select di, fascia, quota, mancano, voce->>'code' as codice_anomalia,
           (voce->>'declared')::int as dichiarate, (voce->>'ceiling')::int as massimale,
           case when voce->>'code' = 'exemption_over_ceiling'
                then (al_massimale->'national'->>'shortfall_disabled')::int end as mancherebbero
    from segnalati cross join lateral jsonb_array_elements(anomalie) as a(voce)
    where voce->>'code' in ('exemption_over_ceiling', 'exemption_60permille_over_ceiling')
)
, primi as (
    select oltre.*, count(*) over () as totale, (select count(distinct di) from oltre) as quanti
    from oltre order by dichiarate - massimale desc, quota desc, di, codice_anomalia limit %s
)
select primi.*, dichiarate - massimale as eccesso, nome, codice
from primi join datori on datori.datore = di order by eccesso desc, quota desc, nome, codice_anomalia
"""

_DICHIARATE = (
    _FOGLI
    + """
, dichiarate as (
    select prospetto, di, provincia, sospensione->>'causale' as causa,
           coalesce((sospensione->>'lavoratori')::int, 0) as lavoratori,
           case when sospensione->>'stato' <> 'E' then 'richiesto'
                when (sospensione->>'fine')::date < al then 'scaduto'
                else 'concesso' end as stato
    from fogli where jsonb_typeof(sospensione) = 'object'
    union all
    select prospetto, di, null, 'quadro1', null,
           case when (contenuto->'sospensione_mobilita'->>'fine')::date < al then 'scaduto' else 'concesso' end
    from prospetti where contenuto->'sospensione_mobilita'->>'in_corso' = 'true'
)
"""
)

_SOSPENSIONI = (
    _DICHIARATE
    + """
select causa, stato, count(distinct di) as datori, sum(lavoratori) as lavoratori
from dichiarate group by grouping sets ((causa, stato), ())
"""
)

# Each suspended sheet has one cause: that of quadro 1 before its own, its own before that of another sheet.
_SOSPESI = (
    _DICHIARATE
    + """
, in_corso as (
    select prospetto, provincia, min(causa) as causa
    from dichiarate where stato = 'concesso' group by prospetto, provincia
)
, cause as (
    select sospesi.di, sospese, coalesce(intera.causa, propria.causa, 'altrove') as causa
    from sospesi
    left join in_corso as intera on intera.prospetto = foglio_di and intera.provincia is null
    left join in_corso as propria on propria.prospetto = foglio_di and propria.provincia = sospesi.provincia
)
select causa, count(distinct di) as datori, sum(sospese) as posti from cause group by grouping sets ((causa), ())
"""
)

_CONVENZIONI = (
    _FOGLI
    + """
, convenzioni as (
    select di, al, convenzione->>'tipo' as tipo, (convenzione->>'data_stipula')::date as stipula,
           coalesce((convenzione->>'lavoratori_previsti')::int, 0) as previsti,
           case when convenzione->>'stato' <> 'E' then 'richiesto'
                when (convenzione->>'data_stipula')::date > al then 'futuro'
                else 'concesso' end as stato
    from fogli where jsonb_typeof(convenzione) = 'object'
)
"""
)

_PER_STATO = (
    _CONVENZIONI
    + """
select tipo, stato, count(distinct di) as datori, count(*) as convenzioni, sum(previsti) as previsti
from convenzioni group by grouping sets ((tipo, stato), ())
"""
)

_PER_TIPO = (
    _CONVENZIONI
    + """
select tipo,
       count(*) filter (where stato <> 'richiesto' and extract(year from stipula) = extract(year from al)) as firmate,
       count(*) filter (where stato = 'concesso') as attive,
       coalesce(sum(previsti) filter (where stato = 'concesso'), 0) as previsti,
       count(distinct di) filter (where stato = 'concesso') as datori
from convenzioni group by grouping sets ((tipo), ())
"""
)

_IN_CONVENZIONE = (
    _FOGLI
    + """
, persone as (
    select di, fascia, (in_convenzione->>'tempo_pieno')::int + coalesce(
               (select sum((r->>'lavoratori')::int) from jsonb_array_elements(in_convenzione->'part_time') as p(r)), 0
           ) as persone
    from fogli join calcoli on calcolo_di = prospetto
    where in_convenzione <> '{"tempo_pieno": 0}'
)
select fascia, count(distinct di) as datori, sum(persone) as persone
from persone where persone > 0 group by grouping sets ((fascia), ())
"""
)


class Agevolazioni:
    """The valid returns of a year, of one province or of all, and what was granted or asked for in them.

    Rows of employers and units; where they are grouped, the row without a group is the total (no rows, no total).
    """

    def __init__(self, ctx: Contesto, anno: int | None, provincia: str):
        self.provincia = "" if provincia == TUTTE else provincia
        self.datori = datori(ctx)
        validi = prospetti_validi(ctx, anno, provincia)
        self.prospetti = validi.values("contenuto", prospetto=F("pk"), di=F("datore_id"), al=F("data_riferimento"))
        self.segnalati = validi.exclude(anomalie=[]).values(
            "anomalie",
            di=F("datore_id"),
            fascia=fascia("calcolo__"),
            quota=F("calcolo__quota_disabili"),
            mancano=F("calcolo__scopertura_disabili"),
            al_massimale=F("calcolo__con_esonero_al_massimale"),
        )
        self.calcoli = cifre_degli_anni(ctx, anno, anno, TUTTE).values(calcolo_di=F("pk"), fascia=fascia(""))
        fogli = CalcoloProvincia.objects.visible_to(ctx).filter(
            prospetto__anno=anno, prospetto__stato=StatoProspetto.VALIDO, sospensione_in_corso=True
        )
        self.sospesi = (fogli if provincia == TUTTE else fogli.filter(provincia=provincia)).order_by()

    def _chiedi(self, sql: str, **ambiti: Any) -> list[dict]:
        return interroga(sql, self.provincia, prospetti=self.prospetti, **ambiti)

    def esoneri(self) -> list[dict]:
        """By state, "autocertificato" for those at 60 per mille: datori, fogli, posizioni."""
        return self._chiedi(_ESONERI)

    def oltre_il_massimale(self, quanti: int) -> list[dict]:
        """The first `quanti` exemptions over the ceiling: employer, dichiarate, massimale, eccesso, mancherebbero."""
        return interroga(_OLTRE, quanti, segnalati=self.segnalati, datori=self.datori)

    def sospensioni(self) -> list[dict]:
        """By cause and state: datori, lavoratori (suspended workers of the sheets)."""
        return self._chiedi(_SOSPENSIONI)

    def posti_sospesi(self) -> list[dict]:
        """By cause, of those in progress: datori, posti of the quota that are not due meanwhile."""
        sospesi = self.sospesi.values(
            "provincia",
            foglio_di=F("prospetto_id"),
            di=F("prospetto__datore_id"),
            sospese=F("quota_disabili") - F("quota_dovuta_ora"),
        )
        return self._chiedi(_SOSPESI, sospesi=sospesi)

    def convenzioni(self) -> list[dict]:
        """By kind and state, "futuro" when signed after the reference date: datori, convenzioni, previsti."""
        return self._chiedi(_PER_STATO)

    def convenzioni_per_tipo(self) -> list[dict]:
        """By kind: firmate in the year; attive, previsti and datori of those in force on the reference date."""
        return self._chiedi(_PER_TIPO)

    def in_convenzione(self) -> list[dict]:
        """By class of the employer: datori and persone who cover the quota by arts. 12-bis and 14."""
        return self._chiedi(_IN_CONVENZIONE, calcoli=self.calcoli)


def nomi_dei_codici(ctx: Contesto, tabella: Tabella, anno: int | None) -> dict[str, str]:
    """The codes of a table in force at the end of `anno` in words; those that no official table gives say so."""
    giorno = date(anno or 1, 12, 31)
    codici = TabellaCodici.objects.visible_to(ctx).in_vigore(giorno).filter(tabella=tabella)
    return {c.codice: _nome(c.codice, c.descrizione, da_verificare=c.da_verificare) for c in codici}


def _nome(codice: str, descrizione: str, *, da_verificare: bool) -> str:
    modello = (
        _("%(descrizione)s (codice %(codice)s, da verificare)")
        if da_verificare
        else _("%(descrizione)s (codice %(codice)s)")
    )
    return modello % {"descrizione": descrizione, "codice": codice}


def nome_causa(causa: str, nomi: dict[str, str]) -> str:
    """A cause of suspension in words."""
    proprie = {QUADRO_1: _("Mobilità (quadro 1, tutto il datore)"), ALTROVE: _("Per il foglio di un'altra provincia")}
    return proprie.get(causa) or nome_codice(causa, nomi)


def nome_codice(codice: str, nomi: dict[str, str]) -> str:
    return nomi.get(codice) or _("Codice %(codice)s, non in tabella") % {"codice": codice}
