"""The room at an instant: seats, who holds them, whether the meeting is valid. Rows into `quorum`, and back."""

from dataclasses import dataclass
from datetime import datetime

from socialabs.base.giorni import adesso
from tavolo import quorum
from tavolo.enums import Chiamata
from tavolo.models import Presenza, Punto, Regolamento, Seduta, Seggio


@dataclass(frozen=True, slots=True)
class Quadro:
    """Who may vote at an instant (`votanti`: seat id to the presence that holds it) and the quorum there."""

    regole: Regolamento
    seggi: list[Seggio]
    presenze: list[Presenza]
    votanti: dict
    quorum: quorum.Quorum

    @property
    def componenti(self) -> int:
        return self.quorum.componenti

    @property
    def presenti(self) -> int:
        return self.quorum.presenti


def quadro(seduta: Seduta, istante: datetime | None = None, punto: Punto | None = None) -> Quadro:
    """The room at `istante` (now by default); with `punto`, without the seats in conflict of interest on it.

    Members are the seats with a vote on the day of the meeting. Five queries at most, whatever the size of the table.
    """
    istante = istante or adesso()
    regole = Regolamento.objects.in_vigore(seduta.giorno, seduta.gruppo_id)
    seggi = list(Seggio.objects.composizione(seduta.gruppo_id, seduta.giorno))
    con_voto = {seggio.pk for seggio in seggi if seggio.con_voto}
    presenze = list(seduta.presenze.select_related("partecipante", "seggio__ente__organizzazione"))
    in_conflitto = set(punto.conflitti.values_list("seggio", flat=True)) if punto else set()
    intervalli = {_intervallo(presenza): presenza for presenza in presenze if presenza.seggio_id}
    scelti = quorum.votanti(con_voto, intervalli, istante, regole.chi_vota, in_conflitto)
    chiamata = seduta.chiamata or (
        Chiamata.SECONDA if seduta.seconda and istante >= seduta.seconda else Chiamata.PRIMA
    )
    return Quadro(
        regole,
        seggi,
        presenze,
        {seggio: intervalli[intervallo] for seggio, intervallo in scelti.items()},
        quorum.quorum(len(con_voto), len(scelti), regole.soglia(chiamata)),
    )


def _intervallo(presenza: Presenza) -> quorum.Intervallo:
    return quorum.Intervallo(
        presenza.seggio_id,
        presenza.partecipante_id,
        quorum.Titolo(presenza.qualita),
        presenza.arrivo,
        presenza.uscita,
    )
