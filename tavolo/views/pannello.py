"""What the panel of the item being dealt with shows: its forms, what was said, voted, decided and charged."""

from typing import Any

from django.db.models import Prefetch

from tavolo.enums import Scelta, StatoSeduta
from tavolo.forms.sala import ConflittoForm, DecisioneForm, ImpegnoForm, InterventoForm, VotazioneForm
from tavolo.models import Impegno, Punto, Trattazione
from tavolo.sala import Sala, stato_del_punto


def pannello(sala: Sala, scrive: bool, rifiutato: Any = None) -> dict[str, Any]:
    """The panel's context; empty without an item. A refused form takes the place of a fresh one of its kind."""
    if sala.voce is None:
        return {}
    punto = sala.voce.punto
    impegni = Impegno.objects.select_related("ente__organizzazione", "responsabile")
    dati: dict[str, Any] = {
        "voce": sala.voce,
        "punto": punto,
        "trattazione": getattr(punto, "trattazione", None) or Trattazione(punto=punto, versione=0),
        "stato_punto": stato_del_punto(punto),
        "interventi": list(punto.interventi.select_related("partecipante")),
        "votazioni": list(punto.votazioni.prefetch_related("voti__seggio__ente__organizzazione", "decisione")),
        "decisioni": list(punto.decisioni.select_related("votazione").prefetch_related(Prefetch("impegni", impegni))),
        "impegni": list(impegni.filter(punto=punto, decisione__isnull=True)),
    }
    if scrive and sala.seduta.stato == StatoSeduta.APERTA:
        dati |= _moduli(sala, punto)
        if rifiutato is not None:
            dati[NOMI[type(rifiutato)]] = rifiutato
    return dati


NOMI = {
    InterventoForm: "modulo_intervento",
    ConflittoForm: "modulo_conflitto",
    VotazioneForm: "modulo_votazione",
    DecisioneForm: "modulo_decisione",
    ImpegnoForm: "modulo_impegno",
}


def _moduli(sala: Sala, punto: Punto) -> dict[str, Any]:
    return {
        "modulo_intervento": InterventoForm(sala=sala, prefix="intervento"),
        "modulo_conflitto": ConflittoForm(sala=sala, prefix="conflitto"),
        "modulo_votazione": VotazioneForm(sala=sala, punto=punto, prefix="voto"),
        "modulo_decisione": DecisioneForm(punto=punto, prefix="decisione"),
        "modulo_impegno": ImpegnoForm(punto=punto, prefix="impegno"),
        "scelte": Scelta,
    }
