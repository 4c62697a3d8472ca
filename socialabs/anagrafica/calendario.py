"""The working-day calendar of a municipality: the law's holidays and the patron's day kept here."""

from collections.abc import Collection
from datetime import date

from collocamento.normativa.calendario import Calendario
from socialabs.anagrafica.models import Comune, SantoPatrono


def calendario_di(comune: Comune, *, giorni_settimana: int = 5) -> Calendario:
    """The calendar of who works in `comune`, on a week of 5 or 6 days."""
    try:
        patrono = comune.patrono
    except SantoPatrono.DoesNotExist:
        return Calendario(giorni_settimana)
    return Calendario(giorni_settimana, (patrono.mese, patrono.giorno))


def giorni_lavorativi(comune: Comune, anno: int) -> int:
    """Working days of a year in `comune`, Monday to Friday."""
    return calendario_di(comune).giorni_lavorativi(date(anno, 1, 1), date(anno, 12, 31))


def calendari_di(comuni: Collection[str], *, giorni_settimana: int = 5) -> dict[str, Calendario]:
    """The calendars of many comuni by Belfiore code, in one query; one unknown, or "", has national holidays only."""
    righe = SantoPatrono.objects.filter(comune__in=comuni).values_list("comune_id", "mese", "giorno")
    patroni = {belfiore: (mese, giorno) for belfiore, mese, giorno in righe}
    return {c: Calendario.per_comune(c, patroni, giorni_settimana=giorni_settimana) for c in comuni}
