"""What conventions have to say on paper: the signed texts, the formal notice, the yearly sheet, the closing report."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.convenzioni.enums import STIPULATE, ModoFirma, Stato, StatoAtto, TipoAtto, TipoSollecito
from collocamento.convenzioni.models import Atto, Convenzione, Copertura, Firma, Impegno, Sollecito
from collocamento.convenzioni.querysets import RUOLI_DESTINATARIO
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.documenti.indirizzi import destinatario
from socialabs.documenti.registro import Congelato, TipoDocumento, registra


STIPULA, AGGIUNTIVO = "convenzioni.convenzione", "convenzioni.aggiuntivo"
DIFFIDA, MONITORAGGIO, CHIUSURA = "convenzioni.diffida", "convenzioni.monitoraggio", "convenzioni.chiusura"
BASE_LEGALE = gettext_lazy("L. 12 marzo 1999, n. 68, artt. 11, 12 e 12-bis; D.Lgs. 10 settembre 2003, n. 276, art. 14")


# --- the signed texts ---------------------------------------------------------------------------------------------
def atti_ricevuti(ctx: Contesto) -> QuerySet[Atto] | None:
    """The acts of the conventions by which `ctx` takes people in: it signs what is addressed to the employer."""
    if ctx.ruolo not in RUOLI_DESTINATARIO:
        return None
    return Atto.objects.filter(convenzione__in=Convenzione.objects.ricevute_da(ctx))


def congela_stipula(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    return _atti(ctx, oggetti, stipula=True)


def congela_aggiuntivo(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    return _atti(ctx, oggetti, stipula=False)


def _atti(ctx: Contesto, oggetti: Sequence[uuid.UUID], *, stipula: bool) -> dict[uuid.UUID, Congelato | str]:
    atti = Atto.objects.visible_to(ctx).filter(pk__in=oggetti).prefetch_related("firme")
    dell_azienda = "convenzione__datore__organizzazione__comune__provincia"
    scelti = [
        atto
        for atto in atti.select_related(dell_azienda, "convenzione__destinatario")
        if (atto.tipo == TipoAtto.CONVENZIONE) == stipula
    ]
    return {atto.pk: _atto(atto) for atto in scelti}


def _atto(atto: Atto) -> Congelato | str:
    if atto.stato != StatoAtto.FIRMATO:
        return _("Non è firmato da tutte le parti.")
    if not atto.integro:
        return _("Il testo conservato non corrisponde alla sua impronta.")
    convenzione = atto.convenzione
    return Congelato(
        oggetto=_oggetto(atto),
        etichetta=f"{atto.get_tipo_display()}, {convenzione.breve}",
        destinatario=destinatario(convenzione.datore.organizzazione),
        contenuto={
            "articoli": atto.testo,
            "impronta": atto.impronta,
            "firmato_il": f"{atto.firmato_il:%d/%m/%Y}",
            "firme": [_firma(firma) for firma in atto.firme.all()],
        },
    )


def _oggetto(atto: Atto) -> str:
    """What stands on paper: the kind of the convention, or of the act on it."""
    if atto.tipo == TipoAtto.CONVENZIONE:
        return str(atto.convenzione.get_tipo_display())
    return _("%(atto)s: convenzione %(tipo)s") % {"atto": atto.get_tipo_display(), "tipo": atto.convenzione.breve}


def _firma(firma: Firma) -> dict[str, str]:
    return {
        "parte": str(firma.get_parte_display()),
        "nome": firma.nome,
        "qualifica": firma.qualifica,
        "il": f"{firma.il:%d/%m/%Y}",
        "modo": str(ModoFirma(firma.modo).label),
    }


# --- the formal notice --------------------------------------------------------------------------------------------
def congela_diffida(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    diffide = Sollecito.objects.visible_to(ctx).filter(pk__in=oggetti, tipo=TipoSollecito.DIFFIDA)
    righe = diffide.select_related("convenzione__datore__organizzazione__comune__provincia").prefetch_related(
        Prefetch("convenzione__impegni", Impegno.objects.select_related("provincia"))
    )
    return {diffida.pk: _diffida(diffida) for diffida in righe}


def _diffida(diffida: Sollecito) -> Congelato | str:
    convenzione = diffida.convenzione
    scaduti = [i for i in convenzione.impegni.all() if i.mancano and i.entro < diffida.il]
    if not convenzione.in_vigore or not scaduti:
        return _("Nessun impegno della convenzione è in ritardo.")
    return Congelato(
        oggetto=_("Diffida ad adempiere agli impegni della convenzione %(tipo)s") % {"tipo": convenzione.breve},
        etichetta=_("Diffida, convenzione %(tipo)s") % {"tipo": convenzione.breve},
        destinatario=destinatario(convenzione.datore.organizzazione),
        contenuto={
            **_estremi(convenzione),
            "impegni": [_impegno(impegno) for impegno in scaduti],
            "entro": f"{diffida.entro:%d/%m/%Y}",
            "testo": diffida.testo,
        },
    )


# --- what became of the convention --------------------------------------------------------------------------------
def congela_monitoraggio(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    return {
        c.pk: _resoconto(c, _("Scheda di monitoraggio al %(giorno)s") % {"giorno": f"{oggi():%d/%m/%Y}"}, oggi())
        if c.in_vigore
        else _("La convenzione non è in vigore.")
        for c in _con_impegni(ctx, oggetti)
    }


def congela_chiusura(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    return {
        c.pk: _resoconto(c, _("Relazione finale"), c.fine)
        if c.stato in (Stato.CONCLUSA, Stato.RISOLTA)
        else _("La convenzione non è conclusa né risolta.")
        for c in _con_impegni(ctx, oggetti)
    }


def _con_impegni(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> list[Convenzione]:
    visibili = Convenzione.objects.visible_to(ctx).filter(pk__in=oggetti, stato__in=STIPULATE)
    impegni = Impegno.objects.select_related("provincia").prefetch_related(
        Prefetch("coperture", Copertura.objects.order_by("il"))
    )
    return list(
        visibili.select_related("datore__organizzazione__comune__provincia", "destinatario").prefetch_related(
            Prefetch("impegni", impegni), "solleciti", Prefetch("atti", Atto.objects.defer("testo"))
        )
    )


def _resoconto(convenzione: Convenzione, titolo: str, giorno: date) -> Congelato:
    impegni = list(convenzione.impegni.all())
    return Congelato(
        oggetto=f"{titolo}: {convenzione.get_tipo_display()}",
        etichetta=f"{titolo}, {convenzione.breve}",
        destinatario=destinatario(convenzione.datore.organizzazione),
        contenuto={
            **_estremi(convenzione),
            "giorno": f"{giorno:%d/%m/%Y}",
            "impegni": [_impegno(impegno) for impegno in impegni],
            "coperture": [
                {"il": f"{c.il:%d/%m/%Y}", "numero": c.numero, "profilo": i.profilo, "riferimento": c.riferimento}
                for i in impegni
                for c in i.coperture.all()
            ],
            "posti": sum(i.posti for i in impegni),
            "coperti": sum(i.coperti for i in impegni),
            "atti": [
                {"nome": str(a), "il": f"{a.firmato_il:%d/%m/%Y}"} for a in convenzione.atti.all() if a.firmato_il
            ],
            "solleciti": [
                {"nome": str(s.get_tipo_display()), "il": f"{s.il:%d/%m/%Y}"} for s in convenzione.solleciti.all()
            ],
            "stato": str(convenzione.get_stato_display()),
            "motivo": convenzione.motivo_chiusura,
        },
    )


def _estremi(convenzione: Convenzione) -> dict[str, Any]:
    return {
        "tipo": str(convenzione.get_tipo_display()),
        "stipulata": f"{convenzione.firmata_il:%d/%m/%Y}",
        "dal": f"{convenzione.dal:%d/%m/%Y}",
        "al": f"{convenzione.al:%d/%m/%Y}",
        "destinatario": convenzione.destinatario.denominazione if convenzione.destinatario_id else "",
    }


def _impegno(impegno: Impegno) -> dict[str, Any]:
    return {
        "entro": f"{impegno.entro:%d/%m/%Y}",
        "profilo": impegno.profilo,
        "provincia": impegno.provincia.nome,
        "posti": impegno.posti,
        "coperti": impegno.coperti,
        "stato": str(impegno.stato.label),
    }


for chiave, titolo, congela in (
    (STIPULA, gettext_lazy("Convenzione"), congela_stipula),
    (AGGIUNTIVO, gettext_lazy("Atto sulla convenzione"), congela_aggiuntivo),
):
    registra(
        TipoDocumento(
            chiave=chiave,
            titolo=titolo,
            modello="convenzioni/atti/testo.html",
            congela=congela,
            riferimento="convenzioni.atto",
            base_legale=BASE_LEGALE,
            emittenti=RUOLI_LAVORATORI,
            parti=atti_ricevuti,
            uno_solo=True,
            copia_lunga=True,
        )
    )
registra(
    TipoDocumento(
        chiave=DIFFIDA,
        titolo=gettext_lazy("Diffida ad adempiere"),
        modello="convenzioni/atti/diffida.html",
        congela=congela_diffida,
        riferimento="convenzioni.sollecito",
        base_legale=BASE_LEGALE,
        emittenti=RUOLI_LAVORATORI,
        uno_solo=True,
        copia_lunga=True,
    )
)
registra(
    TipoDocumento(
        chiave=MONITORAGGIO,
        titolo=gettext_lazy("Scheda annuale di monitoraggio"),
        modello="convenzioni/atti/resoconto.html",
        congela=congela_monitoraggio,
        riferimento="convenzioni.convenzione",
        base_legale=BASE_LEGALE,
        emittenti=RUOLI_LAVORATORI,
    )
)
registra(
    TipoDocumento(
        chiave=CHIUSURA,
        titolo=gettext_lazy("Relazione finale della convenzione"),
        modello="convenzioni/atti/resoconto.html",
        congela=congela_chiusura,
        riferimento="convenzioni.convenzione",
        base_legale=BASE_LEGALE,
        emittenti=RUOLI_LAVORATORI,
        uno_solo=True,
    )
)
