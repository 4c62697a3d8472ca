"""What the page of the minutes shows to each: what was recorded, the texts, the comments, the next step."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from tavolo.archivio_verbale import documenti_di
from tavolo.azioni.silenzio import si_approva_da_se
from tavolo.controlli import avvertenze
from tavolo.documenti import DESERTA, PUBBLICO, VERBALE
from tavolo.enums import VERBALE_APERTO, VERBALE_CHIUSO, StatoSeduta, Trattamento
from tavolo.forms.verbali import CorniceForm, OsservaForm
from tavolo.models import BranoVerbale, Osservazione, Rettifica, Verbale
from tavolo.permessi import puo_leggere_tutto, puo_osservare, puo_scrivere
from tavolo.redline import Pezzo, confronta
from tavolo.resoconto import resoconto, testi


TIPI_STATO = {
    StatoSeduta.VERBALE_BOZZA: "warning",
    StatoSeduta.IN_REVISIONE: "info",
    StatoSeduta.APPROVATO: "success",
    StatoSeduta.PUBBLICATO: "success",
}
TIPI_TRATTAMENTO = {
    Trattamento.DA_ESAMINARE: "warning",
    Trattamento.ACCOLTA: "success",
    Trattamento.IN_PARTE: "info",
    Trattamento.RESPINTA: "danger",
}


@dataclass(slots=True)
class Commento:
    """A comment, and how it changed the text, word by word."""

    riga: Osservazione
    differenze: list[Pezzo]
    tipo: str


@dataclass(slots=True)
class Sezione:
    """An item on the page: as recorded, its text to write where one may, its comments."""

    dati: dict[str, Any]
    brano: BranoVerbale | None
    commenti: list[Commento] = field(default_factory=list)
    avvertenze: list[str] = field(default_factory=list)


def contesto_della_pagina(ctx: Contesto, verbale: Verbale) -> dict[str, Any]:
    """The whole page; the number of queries does not depend on the length of the minutes."""
    stato, scrive = verbale.seduta.stato, puo_scrivere(ctx)
    dati = resoconto(verbale, pubblico=not puo_leggere_tutto(ctx))
    commenti = commenti_di(Osservazione.objects.visible_to(ctx).filter(verbale=verbale))
    modifica = scrive and stato in VERBALE_APERTO
    puo_commentare = puo_osservare(ctx, verbale.seduta) and verbale.osservazioni_entro >= oggi()
    return {
        "verbale": verbale,
        "seduta": verbale.seduta,
        "contenuto": dati,
        "sezioni": _sezioni(ctx, verbale, dati, commenti, modifica=modifica),
        "generali": commenti.get(None, []),
        "distintivi": [{"testo": verbale.seduta.get_stato_display(), "tipo": TIPI_STATO.get(stato)}],
        "modifica": modifica,
        "cornice": CorniceForm(instance=verbale, initial={"versione": verbale.versione}) if modifica else None,
        "avvertenze_cornice": avvertenze(verbale.premessa, verbale.conclusione) if modifica else [],
        "osserva": OsservaForm(verbale=verbale) if puo_commentare else None,
        "passi": _passi(verbale, commenti, dati) if scrive else None,
        "documenti": _documenti(ctx, verbale),
        "invii": verbale.invii.select_related("partecipante__utente") if scrive and verbale.inviato_il else [],
        "rettifiche": Rettifica.objects.visible_to(ctx)
        .filter(verbale=verbale)
        .select_related("decisa_in__gruppo", "punto"),
    }


def commenti_di(osservazioni: Any) -> dict[Any, list[Commento]]:
    """Comments by item; under None those on the whole."""
    per_punto: dict[Any, list[Commento]] = defaultdict(list)
    for riga in osservazioni.select_related("partecipante"):
        mutato = riga.testo_risultante and riga.testo_risultante != riga.testo_di_partenza
        differenze = confronta(riga.testo_di_partenza, riga.testo_risultante) if mutato else []
        per_punto[riga.punto_id].append(Commento(riga, differenze, TIPI_TRATTAMENTO[Trattamento(riga.trattamento)]))
    return per_punto


def _sezioni(
    ctx: Contesto, verbale: Verbale, dati: dict[str, Any], commenti: dict[Any, list[Commento]], *, modifica: bool
) -> list[Sezione]:
    brani = {str(b.punto_id): b for b in BranoVerbale.objects.visible_to(ctx).filter(verbale=verbale)}
    per_punto = {str(punto): righe for punto, righe in commenti.items()}
    return [
        Sezione(
            punto,
            brani.get(punto["id"]) if modifica else None,
            per_punto.get(punto["id"], []),
            avvertenze(punto["testo"]) if modifica else [],
        )
        for punto in dati["punti"]
    ]


def _passi(verbale: Verbale, commenti: dict[Any, list[Commento]], dati: dict[str, Any]) -> dict[str, Any]:
    """What the secretariat has before it."""
    tutti = [commento.riga for righe in commenti.values() for commento in righe]
    da_esaminare = sum(riga.trattamento == Trattamento.DA_ESAMINARE for riga in tutti)
    return {
        "bozza": verbale.seduta.stato == StatoSeduta.VERBALE_BOZZA,
        "in_revisione": verbale.seduta.stato == StatoSeduta.IN_REVISIONE,
        "approvato": verbale.seduta.stato == StatoSeduta.APPROVATO,
        "per_chiunque": verbale.seduta.gruppo_id is None or verbale.seduta.gruppo.pubblico,
        "osservazioni": len(tutti),
        "da_esaminare": da_esaminare,
        "da_se": verbale.seduta.stato == StatoSeduta.IN_REVISIONE and si_approva_da_se(verbale),
        "scaduto": verbale.osservazioni_entro is not None and verbale.osservazioni_entro < oggi(),
        "avvertenze": avvertenze(*testi(dati)) if verbale.seduta.stato in VERBALE_APERTO else [],
        "vuoti": [p for p in dati["punti"] if not p["testo"].strip()] if not verbale.deserta else [],
    }


def _documenti(ctx: Contesto, verbale: Verbale) -> dict[str, Any]:
    """The sealed documents of the minutes that `ctx` may take; for the secretariat, those to be issued too."""
    if verbale.seduta.stato not in VERBALE_CHIUSO:
        return {}
    emessi = documenti_di(verbale)
    per_tipo = {documento.tipo: documento for documento in emessi}
    chiavi = [DESERTA] if verbale.deserta else [VERBALE, PUBBLICO]
    return {
        "interi": emessi if puo_leggere_tutto(ctx) else [],
        "pubblico": per_tipo.get(chiavi[-1]),
        "sigilli": [
            {
                "emesso": per_tipo.get(chiave),
                "url": reverse("documenti:nuovo", args=[chiave, verbale.pk]),
                "per_tutti": chiave == chiavi[-1],
                "intero": chiave != PUBBLICO,
            }
            for chiave in chiavi
        ],
    }
