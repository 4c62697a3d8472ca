"""The room as the secretary's screen shows it: seats in rows, the quorum in words, the item being dealt with."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialabs.base.giorni import adesso
from tavolo import odg
from tavolo.aula import Quadro, quadro
from tavolo.azioni.presenze import APPELLO
from tavolo.enums import Qualita, RuoloMandato
from tavolo.models import Convocazione, Mandato, Partecipante, Presenza, Punto, Seduta, Seggio, Trattazione
from tavolo.odg import Voce
from tavolo.quorum import Quorum


@dataclass(frozen=True, slots=True)
class Riga:
    """A seat: who may sit in it, who does now, when people came and went, what they had answered."""

    seggio: Seggio
    presenze: list[Presenza]
    risposte: list[Convocazione]
    voto: Presenza | None
    in_conflitto: bool

    @property
    def presenti(self) -> list[Presenza]:
        return [presenza for presenza in self.presenze if presenza.uscita is None]

    @property
    def passate(self) -> list[Presenza]:
        return [presenza for presenza in self.presenze if presenza.uscita is not None]

    @property
    def attesi(self) -> list[Mandato]:
        """Delegate and deputy who are not in the seat now."""
        dentro = {p.partecipante_id for p in self.presenti if p.qualita != Qualita.DELEGA}
        return [mandato for mandato in self.seggio.mandati_del_giorno if mandato.partecipante_id not in dentro]

    @property
    def con_delega(self) -> bool:
        return any(presenza.qualita == Qualita.DELEGA for presenza in self.presenti)

    @property
    def risposta(self) -> str:
        """What the delegate answered, or else the deputy, in a few words."""
        date = sorted((r for r in self.risposte if r.risposta), key=lambda r: r.ruolo != RuoloMandato.DELEGATO)
        if not date:
            return ""
        if date[0].delegato_a_id:
            return _("delega il voto a %(ente)s") % {"ente": date[0].delegato_a}
        return date[0].get_risposta_display()


def frase_del_quorum(numero: Quorum) -> str:
    """ "13 presenti su 25, numero legale 13: si può votare"."""
    presenti = ngettext("%(n)d presente su %(componenti)d", "%(n)d presenti su %(componenti)d", numero.presenti)
    inizio = presenti % {"n": numero.presenti, "componenti": numero.componenti}
    if numero.raggiunto:
        return _("%(inizio)s, numero legale %(minimo)d: si può votare") % {"inizio": inizio, "minimo": numero.minimo}
    manca = ngettext("ne manca %(n)d", "ne mancano %(n)d", numero.mancano) % {"n": numero.mancano}
    return _("%(inizio)s, numero legale %(minimo)d: %(manca)s, non si può votare") % {
        "inizio": inizio,
        "minimo": numero.minimo,
        "manca": manca,
    }


class Sala:
    """Everything that the screen reads, at one instant. The number of queries does not depend on the seats."""

    def __init__(self, seduta: Seduta, punto: Punto | None = None, istante: datetime | None = None):
        self.seduta = seduta
        self.istante = istante or adesso()
        self.scelto = punto

    @cached_property
    def voci(self) -> list[Voce]:
        punti = Punto.objects.filter(seduta=self.seduta).select_related("trattazione", "proponente__organizzazione")
        return odg.albero(punti)

    @cached_property
    def voce(self) -> Voce | None:
        """The item shown: the one asked for, or being dealt with, or the first still to come."""
        if self.scelto is not None:
            return next((voce for voce in self.voci if voce.punto.pk == self.scelto.pk), None)
        stati = {voce.punto.pk: stato_del_punto(voce.punto) for voce in self.voci}
        for cercato in ("in_corso", "da_trattare"):
            for voce in self.voci:
                if stati[voce.punto.pk] == cercato:
                    return voce
        return self.voci[-1] if self.voci else None

    @cached_property
    def quadro(self) -> Quadro:
        return quadro(self.seduta, self.istante, self.voce.punto if self.voce else None)

    @property
    def quorum_in_parole(self) -> str:
        return frase_del_quorum(self.quadro.quorum)

    @cached_property
    def conflitti(self) -> list:
        if self.voce is None:
            return []
        return list(self.voce.punto.conflitti.select_related("seggio__ente__organizzazione", "partecipante"))

    @cached_property
    def convocati(self) -> list[Convocazione]:
        return list(
            self.seduta.convocazioni.select_related("partecipante", "seggio", "delegato_a__ente__organizzazione")
        )

    @cached_property
    def righe(self) -> list[Riga]:
        presenze: dict[Any, list[Presenza]] = {}
        for presenza in self.quadro.presenze:
            presenze.setdefault(presenza.seggio_id, []).append(presenza)
        risposte: dict[Any, list[Convocazione]] = {}
        for convocazione in self.convocati:
            risposte.setdefault(convocazione.seggio_id, []).append(convocazione)
        in_conflitto = {conflitto.seggio_id for conflitto in self.conflitti}
        return [
            Riga(
                seggio,
                presenze.get(seggio.pk, []),
                risposte.get(seggio.pk, []),
                self.quadro.votanti.get(seggio.pk),
                seggio.pk in in_conflitto,
            )
            for seggio in self.quadro.seggi
        ]

    @cached_property
    def ospiti(self) -> list[tuple[Partecipante, list[Presenza]]]:
        """Who has no seat: guests convened, and whoever has come in as one."""
        persone = {c.partecipante_id: c.partecipante for c in self.convocati if c.seggio_id is None}
        venute: dict[Any, list[Presenza]] = {}
        for presenza in self.quadro.presenze:
            if presenza.seggio_id is None:
                persone.setdefault(presenza.partecipante_id, presenza.partecipante)
                venute.setdefault(presenza.partecipante_id, []).append(presenza)
        return [(persona, venute.get(pk, [])) for pk, persona in persone.items()]

    @cached_property
    def in_aula(self) -> list[Partecipante]:
        """Who is in the room now, each once, in the order of the seats; guests last."""
        dentro = [p for riga in self.righe for p in riga.presenti if p.qualita != Qualita.DELEGA]
        dentro += [p for _persona, presenze in self.ospiti for p in presenze if p.uscita is None]
        return [presenza.partecipante for presenza in dentro]

    @cached_property
    def delegabili(self) -> list[tuple[Partecipante, Seggio]]:
        """Who may hold another's proxy: those who sit in a seat with a vote now; empty where the rules admit none."""
        if not self.quadro.regole.deleghe_massime:
            return []
        return [
            (riga.voto.partecipante, riga.seggio)
            for riga in self.righe
            if riga.voto is not None and riga.voto.qualita != Qualita.DELEGA
        ]

    @cached_property
    def votanti(self) -> list[Riga]:
        return [riga for riga in self.righe if riga.voto is not None]

    @property
    def in_appello(self) -> bool:
        """Whether people may be recorded as coming and going."""
        return self.seduta.stato in APPELLO

    @cached_property
    def edizione(self) -> str:
        """Changes whenever what others see of the room does; cheap, so that it can be asked for every few seconds."""
        return edizione(self.seduta, self.istante)


def edizione(seduta: Seduta, istante: datetime) -> str:
    presenze = seduta.presenze.aggregate(Count("pk"), Max("modificato_il"))
    # Notes are saved every few seconds and are not part of what is shown of the room: their hour does not count.
    punti = Trattazione.objects.filter(punto__seduta=seduta).aggregate(
        Count("iniziata_il"), Max("iniziata_il"), Count("conclusa_il"), Max("conclusa_il")
    )
    altro = seduta.punti.aggregate(Count("conflitti", distinct=True), Count("votazioni", distinct=True))
    seconda = seduta.seconda is not None and istante >= seduta.seconda
    parti = [seduta.versione, seconda, *presenze.values(), *punti.values(), *altro.values()]
    return hashlib.sha256("|".join(map(str, parti)).encode()).hexdigest()[:16]


def stato_del_punto(punto: Punto) -> str:
    """How far an item has come: da_trattare, in_corso, or its outcome."""
    trattazione = getattr(punto, "trattazione", None)
    if trattazione is None or trattazione.iniziata_il is None:
        return trattazione.esito if trattazione and trattazione.esito else "da_trattare"
    return trattazione.esito or "in_corso"
