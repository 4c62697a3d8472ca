"""The working-day calendar of a municipality: the law's holidays and the patron's day kept here."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from django.utils.translation import get_language

from collocamento.normativa.calendario import Calendario, festivita_nazionali
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


def festivita(anno: int, comune: Comune | None = None) -> dict[date, str]:
    """The holidays of a year by day, in the reader's language; with a comune also its patron's day: one query then."""
    lingua = "en" if (get_language() or "").startswith("en") else "it"
    feste = {giorno: nomi[lingua] for giorno, nomi in festivita_nazionali(anno).items()}
    patrono = SantoPatrono.objects.filter(comune=comune).first() if comune else None
    if patrono:
        # The 29th of February is no day of most years.
        with suppress(ValueError):
            feste.setdefault(date(anno, patrono.mese, patrono.giorno), patrono.nome)
    return feste
