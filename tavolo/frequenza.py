"""Which seats were held at which meetings: one reading for the reports and for the open data."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tavolo.enums import Qualita, Risposta, RispostaMancata
from tavolo.models import Convocazione, Presenza, Regolamento, Seduta, Seggio


@dataclass(frozen=True, slots=True)
class Posto:
    """A seat at a meeting that was concluded. `qualita` None: nobody held it, and `giustificata` says if with excuse.

    Whoever came counts, for a while or to the end; where several held the seat, the one with the better title.
    """

    seduta: Seduta
    seggio: Seggio
    qualita: Qualita | None
    remoto: bool
    giustificata: bool

    @property
    def presente(self) -> bool:
        return self.qualita is not None


def posti(sedute: QuerySet) -> list[Posto]:
    """The seats of the day at each of `sedute`, meeting by meeting. Five queries, however many meetings there are.

    Excused are those who said so, or who did not answer at all where the rules of the day take it so.
    """
    sedute = list(sedute.concluse().select_related("gruppo").order_by("inizio", "pk"))
    organi = {seduta.gruppo_id for seduta in sedute}
    per_organo = _seggi(organi)
    presenze = _presenze(sedute)
    risposte = _risposte(sedute)
    regole = list(Regolamento.objects.filter(_degli(organi) | Q(gruppo__isnull=True)).order_by("-dal"))
    return [
        _posto(seduta, seggio, presenze.get((seduta.pk, seggio.pk)), risposte[seduta.pk, seggio.pk], regole)
        for seduta in sedute
        for seggio in per_organo[seduta.gruppo_id]
        if seggio.dal <= seduta.giorno and (seggio.al is None or seggio.al >= seduta.giorno)
    ]


def _degli(organi: set[Any]) -> Q:
    gruppi = Q(gruppo__in=[organo for organo in organi if organo])
    return gruppi | Q(gruppo__isnull=True) if None in organi else gruppi


def _seggi(organi: set[Any]) -> dict[Any, list[Seggio]]:
    per_organo: dict[Any, list[Seggio]] = defaultdict(list)
    for seggio in Seggio.objects.filter(_degli(organi)).select_related("ente__organizzazione"):
        per_organo[seggio.gruppo_id].append(seggio)
    return per_organo


def _presenze(sedute: list[Seduta]) -> dict[Any, tuple[Qualita, bool]]:
    """The best title by which each seat was held at each meeting, and whether from afar."""
    presenze = Presenza.objects.filter(seduta__in=sedute, seggio__isnull=False).order_by("-qualita", "-arrivo")
    righe = presenze.values_list("seduta", "seggio", "qualita", "remoto")
    return {(seduta, seggio): (Qualita(qualita), remoto) for seduta, seggio, qualita, remoto in righe}


def _risposte(sedute: list[Seduta]) -> dict[Any, set[str]]:
    risposte: dict[Any, set[str]] = defaultdict(set)
    righe = Convocazione.objects.filter(seduta__in=sedute, seggio__isnull=False).order_by()
    for seduta, seggio, risposta in righe.values_list("seduta", "seggio", "risposta"):
        risposte[seduta, seggio].add(risposta)
    return risposte


def _posto(
    seduta: Seduta, seggio: Seggio, tenuto: tuple[Qualita, bool] | None, risposte: set[str], regole: list[Regolamento]
) -> Posto:
    if tenuto is not None:
        return Posto(seduta, seggio, tenuto[0], remoto=tenuto[1], giustificata=False)
    giustificata = Risposta.ASSENTE in risposte or (
        risposte <= {""} and _regole_di(seduta, regole).risposta_mancata == RispostaMancata.GIUSTIFICATO
    )
    return Posto(seduta, seggio, None, remoto=False, giustificata=giustificata)


def _regole_di(seduta: Seduta, regole: list[Regolamento]) -> Regolamento:
    """As `Regolamento.objects.in_vigore`, among rules already read with the latest first."""
    del_tempo = [r for r in regole if r.dal <= seduta.giorno]
    proprie = next((r for r in del_tempo if seduta.gruppo_id and r.gruppo_id == seduta.gruppo_id), None)
    return proprie or next((r for r in del_tempo if r.gruppo_id is None), Regolamento())
