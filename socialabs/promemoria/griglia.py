"""The calendar's days: of a month by weeks, of a week, with holidays and what is due on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from socialabs.anagrafica.calendario import festivita
from socialabs.anagrafica.models import Comune
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.promemoria.lettura import Letta, con_pubblici, leggi
from socialabs.promemoria.querysets import ScadenzaQuerySet


SETTIMANA = timedelta(days=7)
VENERDI = 4


@dataclass(slots=True)
class Giorno:
    """A day: what is due on it, and how many more there are than it shows."""

    data: date
    nel_periodo: bool = True
    festa: str = ""
    lette: Sequence[Letta] = field(default_factory=list)
    altre: int = 0

    @property
    def oggi(self) -> bool:
        return self.data == oggi()

    @property
    def lavorativo(self) -> bool:
        """Whether offices work on it, Monday to Friday."""
        return self.data.weekday() <= VENERDI and not self.festa


def del_mese(primo: date) -> tuple[date, date]:
    """First and last day of the weeks that a month touches."""
    ultimo = (primo.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return lunedi(primo), lunedi(ultimo) + SETTIMANA - timedelta(days=1)


def lunedi(giorno: date) -> date:
    return giorno - timedelta(days=giorno.weekday())


def giorni(
    ctx: Contesto, scadenze: ScadenzaQuerySet, dal: date, al: date, *, per_giorno: int, mese: int | None = None
) -> list[Giorno]:
    """The days from `dal` to `al`, at most `per_giorno` deadlines each; those outside `mese` stay empty."""
    tra = scadenze.fra(dal, al)
    quante = dict(tra.order_by().values_list("quando").annotate(n=Count("pk")))
    feste = _feste(ctx, dal, al)
    per_data = _lette(ctx, tra, per_giorno)
    return [_giorno(data, quante, feste, per_data, mese) for data in _date(dal, al)]


def settimane(giorni: Sequence[Giorno]) -> list[tuple[Giorno, ...]]:
    return [tuple(giorni[n : n + 7]) for n in range(0, len(giorni), 7)]


def _giorno(
    data: date,
    quante: Mapping[date, int],
    feste: Mapping[date, str],
    per_data: Mapping[date, list[Letta]],
    mese: int | None,
) -> Giorno:
    if mese is not None and data.month != mese:
        return Giorno(data, nel_periodo=False, festa=feste.get(data, ""))
    lette = per_data.get(data, [])
    return Giorno(data, festa=feste.get(data, ""), lette=lette, altre=quante.get(data, 0) - len(lette))


def _lette(ctx: Contesto, scadenze: ScadenzaQuerySet, per_giorno: int) -> dict[date, list[Letta]]:
    posto = Window(RowNumber(), partition_by=[F("quando")], order_by=[F("ora").asc(nulls_last=True), "tipo", "id"])
    scelte = con_pubblici(scadenze, ctx).annotate(posto=posto).filter(posto__lte=per_giorno)
    per_data: dict[date, list[Letta]] = {}
    for letta in leggi(ctx, scelte.order_by("quando", "posto")):
        per_data.setdefault(letta.scadenza.giorno, []).append(letta)
    return per_data


def _feste(ctx: Contesto, dal: date, al: date) -> dict[date, str]:
    """National holidays, and the patron's day of where the reader's organisation is."""
    organizzazione = ctx.appartenenza.organizzazione if ctx.appartenenza else None
    comune = Comune(pk=organizzazione.comune_id) if organizzazione and organizzazione.comune_id else None
    feste: dict[date, str] = {}
    for anno in range(dal.year, al.year + 1):
        feste |= festivita(anno, comune)
    return feste


def _date(dal: date, al: date) -> list[date]:
    return [dal + timedelta(days=n) for n in range((al - dal).days + 1)]
