"""What anyone may read of the table. Nothing here takes a context: it is the same for everybody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from socialabs.base.giorni import adesso, oggi
from tavolo import odg
from tavolo.enums import DA_TENERE, StatoSeduta
from tavolo.models import (
    BranoVerbale,
    Convocazione,
    Decisione,
    EnteMembro,
    Gruppo,
    Mandato,
    Partecipante,
    Presenza,
    Punto,
    Regolamento,
    Rettifica,
    Seduta,
    Seggio,
    Verbale,
    Voto,
)


ENTE = "ente__organizzazione"


# --- members --------------------------------------------------------------------------------------------------------
def gruppi_pubblici(giorno: date) -> QuerySet[Gruppo]:
    """The public working groups of a day, each with the seats of that day."""
    seggi = Seggio.objects.al(giorno).select_related(ENTE)
    return Gruppo.objects.pubblici().al(giorno).prefetch_related(Prefetch("seggi", seggi, to_attr="seggi_del_giorno"))


@dataclass(frozen=True, slots=True)
class Cambiamento:
    """Something that changed in the composition on `giorno`."""

    giorno: date
    testo: str


def cambiamenti() -> list[Cambiamento]:
    """How the table's composition came to be what it is, the latest first: bodies in and out, delegates who follow."""
    trovati = []
    for ente in EnteMembro.objects.select_related("organizzazione").filter(dal__lte=oggi()):
        trovati.append(Cambiamento(ente.dal, _("Entra %(ente)s.") % {"ente": ente}))
        if ente.al is not None:
            trovati.append(Cambiamento(ente.al, _("Ultimo giorno di %(ente)s.") % {"ente": ente}))
    mandati = Mandato.objects.delegati().filter(seggio__gruppo__isnull=True, dal__lte=oggi())
    for mandato in mandati.select_related(f"seggio__{ENTE}", "partecipante"):
        # The first delegate comes with the seat: it is no change.
        if mandato.dal > mandato.seggio.dal:
            frase = _("%(ente)s: il delegato è %(persona)s.")
            dati = {"persona": mandato.partecipante, "ente": mandato.seggio}
            trovati.append(Cambiamento(mandato.dal, frase % dati))
    return sorted(trovati, key=lambda c: (-c.giorno.toordinal(), c.testo))


# --- calendar -------------------------------------------------------------------------------------------------------
def in_programma() -> QuerySet[Seduta]:
    """Still to be held, or going on now; those with no date last."""
    mezzanotte = localtime(adesso()).replace(hour=0, minute=0, second=0, microsecond=0)
    da_tenere = Q(stato__in=DA_TENERE) & (Q(inizio__gte=mezzanotte) | Q(inizio__isnull=True))
    return _sedute().filter(da_tenere | Q(stato=StatoSeduta.APERTA)).order_by("inizio", "anno", "numero")


def passate() -> QuerySet[Seduta]:
    """All the others that were convened."""
    return _sedute().exclude(pk__in=in_programma().order_by().values("pk"))


def _sedute() -> QuerySet[Seduta]:
    return Seduta.objects.annunciate().con_esito().select_related("gruppo")


# --- decisions ------------------------------------------------------------------------------------------------------
def decisioni() -> QuerySet[Decisione]:
    """The public register. A decision replaced by one not public yet only says that it is."""
    pubbliche = Decisione.objects.pubbliche()
    return (
        pubbliche.select_related("punto__seduta__gruppo", "votazione", "sostituisce")
        .annotate(precedente_pubblica=Exists(pubbliche.filter(pk=OuterRef("sostituisce"))))
        .prefetch_related(Prefetch("sostituita_da", pubbliche, to_attr="successive"))
    )


# --- minutes --------------------------------------------------------------------------------------------------------
def verbale_pubblico(seduta: Seduta) -> dict[str, Any]:
    """The public minutes of a published meeting: no internal item, no private address, votes by body."""
    verbale = Verbale.objects.select_related("approvato_in__gruppo").get(seduta=seduta)
    punti = _punti(seduta)
    testi = dict(BranoVerbale.objects.filter(verbale=verbale, punto__in=punti).values_list("punto", "testo"))
    seggi = list(Seggio.objects.dell_organo(seduta.gruppo_id).al(seduta.giorno).select_related(ENTE))
    presenze = Presenza.objects.filter(seduta=seduta, seggio__isnull=False)
    tenuti = set(presenze.values_list("seggio", flat=True))
    rettifiche = verbale.rettifiche.filter(decisa_in__in=Seduta.objects.pubblicate())
    interni = Punto.objects.filter(seduta=seduta).exclude(pk__in=[p.pk for p in punti])
    return {
        "verbale": verbale,
        "approvato_in": _se_pubblica(verbale.approvato_in),
        "voci": [{"voce": voce, "testo": testi.get(voce.punto.pk, "")} for voce in odg.albero(punti)],
        "presenti": [seggio for seggio in seggi if seggio.pk in tenuti],
        "assenti": [seggio for seggio in seggi if seggio.pk not in tenuti],
        "rettifiche": rettifiche.exclude(punto__in=interni).select_related("decisa_in__gruppo", "punto"),
    }


def _punti(seduta: Seduta) -> list[Punto]:
    voti = Voto.objects.select_related(f"seggio__{ENTE}")
    punti = seduta.punti.non_interni().select_related(f"proponente__{ENTE.removeprefix('ente__')}", "trattazione")
    return list(
        punti.prefetch_related(
            Prefetch("votazioni__voti", voti),
            Prefetch("decisioni", Decisione.objects.order_by("anno", "numero")),
        )
    )


def _se_pubblica(seduta: Seduta | None) -> Seduta | None:
    """A meeting that one may name: every convened one of a public organ."""
    return seduta if seduta and (seduta.gruppo_id is None or seduta.gruppo.pubblico) else None


# --- freshness ------------------------------------------------------------------------------------------------------
TOCCATE = (
    Convocazione,
    Decisione,
    Gruppo,
    Mandato,
    Partecipante,
    Presenza,
    Punto,
    Regolamento,
    Rettifica,
    Seduta,
    Seggio,
    Verbale,
)


def aggiornato_il() -> datetime | None:
    """When anything of what is public last changed; None before the table begins. One query."""
    membri = EnteMembro.objects.order_by().values(k=Value(1))
    massimi = membri.annotate(quando=Greatest(Max("modificato_il"), Max("organizzazione__modificato_il")))
    altre = [
        modello.objects.order_by().values(k=Value(1)).annotate(quando=Max("modificato_il")).values("quando")
        for modello in TOCCATE
    ]
    return max((riga["quando"] for riga in massimi.values("quando").union(*altre) if riga["quando"]), default=None)
