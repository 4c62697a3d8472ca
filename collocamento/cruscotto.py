"""Dashboard cards: what awaits the office, and the answer for companies and consultants."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from collocamento import scheda
from collocamento.elenchi import righe_obblighi
from collocamento.enums import EsitoFile, StatoConsegna
from collocamento.forms import AnnoProvincia
from collocamento.models import Calcolo, Campagna, Consegna, Prospetto
from collocamento.permessi import puo_importare
from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


def obblighi(ctx: Contesto) -> dict[str, Any]:
    """The state of the latest year in the body's province: who is short, by how many, who was late."""
    form = AnnoProvincia({}, ctx=ctx)
    form.is_valid()
    anno = form.cleaned_data["anno"]
    righe = righe_obblighi(ctx, anno, form.cleaned_data["provincia"]).filter(prospetto__calcolo__prospetto_dovuto=True)
    scoperti = Q(scopertura_disabili__gt=0) | Q(scopertura_art18__gt=0)
    cifre = righe.aggregate(
        datori=Count("pk"),
        scoperti=Count("pk", filter=scoperti),
        disabili=Sum("scopertura_disabili", default=0),
        art18=Sum("scopertura_art18", default=0),
        tardivi=Count("pk", filter=Q(prospetto__in_ritardo=True)),
        divergenti=Count("pk", filter=~Q(prospetto__differenze=[])),
    )
    return {**cifre, "anno": anno, "puo_importare": puo_importare(ctx)}


def campagna(ctx: Contesto) -> dict[str, Any] | None:
    """The campaign whose due date comes next, or else the latest one, and how many returns it has."""
    campagne = Campagna.objects.visible_to(ctx)
    prossima = campagne.filter(scadenza__gte=oggi()).order_by("scadenza").first() or campagne.first()
    if prossima is None:
        return None
    ricevuti = Prospetto.objects.visible_to(ctx).validi(prossima.anno).count()
    mancano = (prossima.scadenza - oggi()).days
    return {"campagna": prossima, "ricevuti": ricevuti, "giorni": mancano, "aperta": mancano >= 0}


def consegne(ctx: Contesto) -> dict[str, Any] | None:
    """Deliveries with something to look at: refused files, or an import that did not end."""
    da_guardare = [
        consegna
        for consegna in Consegna.objects.visible_to(ctx).select_related("lavoro")[:10]
        if consegna.stato != StatoConsegna.IMPORTATA or consegna.conteggi.get(EsitoFile.RIFIUTATO)
    ]
    return {"consegne": da_guardare[:3]} if da_guardare else None


def aziende(ctx: Contesto) -> dict[str, Any] | None:
    """For the company itself and for its consultant: owes, covers, missing, on the latest return of each."""
    calcoli = (
        Calcolo.objects.visible_to(ctx)
        .filter(prospetto__stato="valido")
        .select_related("prospetto__datore__organizzazione")
        .defer(
            "ingressi",
            "derivazione",
            "con_esonero_al_massimale",
            "prospetto__contenuto",
            "prospetto__dichiarati",
        )
        .order_by("prospetto__datore_id", "-prospetto__anno")
        .distinct("prospetto__datore_id")
    )
    if not calcoli:
        return None
    risposte = [_risposta(calcolo) for calcolo in calcoli]
    risposte.sort(key=lambda r: (-r["calcolo"].scopertura_disabili - r["calcolo"].scopertura_art18, r["nome"]))
    return {"risposte": risposte, "prossima": _prossima_scadenza(ctx)}


def _risposta(calcolo: Calcolo) -> dict[str, Any]:
    """The answer for one employer; by when it must act, its obligation episodes tell (`posizione.cruscotto`)."""
    return {
        "calcolo": calcolo,
        "nome": calcolo.prospetto.datore.organizzazione.denominazione,
        "datore": calcolo.prospetto.datore_id,
        "situazione": scheda.situazione(calcolo.prospetto),
        "deve": scheda.deve(calcolo),
        "copre": scheda.copre(calcolo),
        "manca": scheda.manca(calcolo),
        "ora": scheda.frase_dovuta_ora(calcolo),
        "scoperto": bool(calcolo.scopertura_dovuta_ora or calcolo.scopertura_art18_dovuta_ora),
    }


def _prossima_scadenza(ctx: Contesto) -> date | None:
    prossima = Campagna.objects.visible_to(ctx).filter(scadenza__gte=oggi()).order_by("scadenza").first()
    return prossima.scadenza if prossima else None


PER_LE_AZIENDE = frozenset({Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE})

registra(Riquadro(_("Obblighi L. 68/99"), "collocamento/cruscotto_obblighi.html", obblighi, RUOLI_UFFICIO, 10))
registra(Riquadro(_("Campagna dei prospetti"), "collocamento/cruscotto_campagna.html", campagna, RUOLI_UFFICIO, 20))
registra(Riquadro(_("Consegne da guardare"), "collocamento/cruscotto_consegne.html", consegne, RUOLI_UFFICIO, 30))
registra(Riquadro(_("L'obbligo in breve"), "collocamento/cruscotto_aziende.html", aziende, PER_LE_AZIENDE, 10))
