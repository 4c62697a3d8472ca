"""Verbs on attendance: arrivals and departures, before the meeting opens (the roll-call) and while it lasts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from tavolo.azioni.comune import annota, blocca
from tavolo.enums import Qualita, RuoloMandato, StatoSeduta
from tavolo.errori import NonAmmesso
from tavolo.models import Mandato, Partecipante, Presenza, Regolamento, Seduta, Seggio
from tavolo.permessi import puo_presiedere, puo_scrivere, richiedi


APPELLO = frozenset({StatoSeduta.CONVOCATA, StatoSeduta.RINVIATA, StatoSeduta.APERTA})


@transaction.atomic
def registra_arrivo(
    *,
    seduta: Seduta,
    partecipante: Partecipante,
    seggio: Seggio | None = None,
    delega: bool = False,
    remoto: bool = False,
    arrivo: datetime | None = None,
    ctx: Contesto,
) -> Presenza:
    """Somebody comes in: in their seat, by proxy for another's (`delega`), or as a guest (no seat).

    Whether as delegate or as deputy the mandate of that day says. Raises NonAmmesso for who has none, for a proxy
    that the rules do not allow, out of the meeting's time.
    """
    seduta = _in_corso(seduta, ctx)
    qualita = None
    if seggio is not None:
        qualita = Qualita.DELEGA if delega else _qualita(seduta, seggio, partecipante)
    if delega:
        _delega_ammessa(seduta, partecipante)
    presenza = Presenza.objects.create(
        seduta=seduta,
        seggio=seggio,
        partecipante=partecipante,
        qualita=qualita,
        remoto=remoto,
        arrivo=arrivo or adesso(),
    )
    annota(ctx, "presenza.arrivo", presenza)
    return presenza


@transaction.atomic
def registra_uscita(*, presenza: Presenza, uscita: datetime | None = None, ctx: Contesto) -> Presenza:
    """Somebody leaves. Raises NonAmmesso for who has left already."""
    _in_corso(presenza.seduta, ctx)
    presenza = Presenza.objects.select_for_update().get(pk=presenza.pk)
    if presenza.uscita is not None:
        raise NonAmmesso(_("L'uscita è già registrata."))
    presenza.uscita = uscita or adesso()
    presenza.save(update_fields=["uscita", "modificato_il"])
    annota(ctx, "presenza.uscita", presenza)
    return presenza


@transaction.atomic
def correggi_presenza(
    *, presenza: Presenza, arrivo: datetime, uscita: datetime | None, remoto: bool, ctx: Contesto
) -> Presenza:
    """Put right the times of somebody's attendance, until the minutes are approved."""
    richiedi(puo_scrivere(ctx))
    _non_approvata(presenza.seduta)
    presenza.arrivo, presenza.uscita, presenza.remoto = arrivo, uscita, remoto
    presenza.save(update_fields=["arrivo", "uscita", "remoto", "modificato_il"])
    annota(ctx, "presenza.corretta", presenza)
    return presenza


@transaction.atomic
def togli_presenza(*, presenza: Presenza, ctx: Contesto) -> None:
    """Take back an arrival recorded by mistake, until the minutes are approved."""
    richiedi(puo_scrivere(ctx))
    _non_approvata(presenza.seduta)
    annota(ctx, "presenza.tolta", presenza)
    presenza.delete()


def _in_corso(seduta: Seduta, ctx: Contesto) -> Seduta:
    seduta = blocca(seduta)
    richiedi(puo_presiedere(ctx, seduta))
    if seduta.stato not in APPELLO:
        raise NonAmmesso(_("Le presenze si registrano durante l'appello e la seduta."))
    return seduta


def _non_approvata(seduta: Seduta) -> None:
    if blocca(seduta).stato in {StatoSeduta.APPROVATO, StatoSeduta.PUBBLICATO}:
        raise NonAmmesso(_("Il verbale è approvato: si corregge solo con un atto successivo."))


def _qualita(seduta: Seduta, seggio: Seggio, partecipante: Partecipante) -> Qualita:
    mandato = Mandato.objects.al(seduta.giorno).filter(seggio=seggio, partecipante=partecipante).first()
    if mandato is None:
        raise NonAmmesso(_("La persona non ha un mandato per questo seggio nel giorno della seduta."))
    return Qualita.DELEGATO if mandato.ruolo == RuoloMandato.DELEGATO else Qualita.SUPPLENTE


def _delega_ammessa(seduta: Seduta, partecipante: Partecipante) -> None:
    massime = Regolamento.objects.in_vigore(seduta.giorno, seduta.gruppo_id).deleghe_massime
    tenute = seduta.presenze.filter(partecipante=partecipante, qualita=Qualita.DELEGA, uscita__isnull=True).count()
    if tenute >= massime:
        raise NonAmmesso(_("Il regolamento non ammette altre deleghe a questa persona."))
