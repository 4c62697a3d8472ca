"""What happened to a convention, day by day, put together from its rows."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.convenzioni.enums import ModoFirma, Stato, StatoAtto
from collocamento.convenzioni.models import Atto, Convenzione, Copertura, Firma, Sollecito


@dataclass(frozen=True, slots=True)
class Fatto:
    il: date
    testo: str
    dettaglio: str = ""


# Where the road leads, in the order of the law.
CAMMINO = (
    Stato.PROPOSTA,
    Stato.ISTRUTTORIA,
    Stato.PARERE_COMITATO,
    Stato.BOZZA_CONDIVISA,
    Stato.FIRMATA,
    Stato.ATTIVA,
)


def cammino(convenzione: Convenzione) -> list[dict]:
    """The stages up to being in force, the present one marked; nothing once the proposal has been refused."""
    if convenzione.stato in (Stato.RITIRATA, Stato.RESPINTA):
        return []
    condizione = Stato(getattr(convenzione, "condizione", convenzione.stato))
    # Late, extended or over: the last stage is called by what has become of it.
    tappe = CAMMINO if condizione in CAMMINO else (*CAMMINO[:-1], condizione)
    qui = tappe.index(condizione)
    return [{"nome": stato.label, "fatto": posto < qui, "qui": posto == qui} for posto, stato in enumerate(tappe)]


def cronologia(convenzione: Convenzione) -> list[Fatto]:
    """Latest first. A signature of a text set aside says that it is worth nothing any more."""
    fatti = [Fatto(localdate(convenzione.creato_il), _("Proposta iniziata"))]
    if convenzione.presentata_il:
        fatti.append(Fatto(convenzione.presentata_il, _("Proposta presentata")))
    if convenzione.parere_il:
        parere = _("Parere del comitato: %(esito)s") % {"esito": convenzione.get_parere_display().lower()}
        fatti.append(Fatto(convenzione.parere_il, parere, convenzione.parere_riferimento))
    for atto in convenzione.atti.prefetch_related("firme").defer("testo"):
        fatti += _dell_atto(atto)
    for copertura in Copertura.objects.filter(impegno__convenzione=convenzione).select_related("impegno"):
        fatti.append(_assunte(copertura))
    fatti += [_sollecito(sollecito) for sollecito in convenzione.solleciti.all()]
    if convenzione.chiusa_il:
        fatti.append(Fatto(convenzione.chiusa_il, convenzione.get_stato_display(), convenzione.motivo_chiusura))
    # Of the same day, what came later stands above.
    fatti.reverse()
    return sorted(fatti, key=lambda fatto: fatto.il, reverse=True)


def _dell_atto(atto: Atto) -> list[Fatto]:
    fatti = [Fatto(localdate(atto.creato_il), _("%(atto)s: testo alla firma") % {"atto": atto})]
    fatti += [_firma(atto, firma) for firma in atto.firme.all()]
    if atto.firmato_il:
        fatti.append(Fatto(atto.firmato_il, _("%(atto)s: firme complete") % {"atto": atto}))
    if atto.stato == StatoAtto.SUPERATO:
        fatti.append(Fatto(localdate(atto.modificato_il), _("%(atto)s: testo superato") % {"atto": atto}, atto.motivo))
    return fatti


def _firma(atto: Atto, firma: Firma) -> Fatto:
    testo = _("%(atto)s: firma per %(parte)s, %(modo)s") % {
        "atto": atto,
        "parte": firma.get_parte_display().lower(),
        "modo": ModoFirma(firma.modo).label,
    }
    decaduta = _("Decaduta con il testo.") if atto.stato == StatoAtto.SUPERATO else ""
    return Fatto(firma.il, testo, decaduta)


def _assunte(copertura: Copertura) -> Fatto:
    testo = ngettext("%(n)s persona assunta", "%(n)s persone assunte", copertura.numero) % {"n": copertura.numero}
    return Fatto(copertura.il, testo, f"{copertura.impegno.profilo}; {copertura.riferimento}")


def _sollecito(sollecito: Sollecito) -> Fatto:
    termine = _("Termine %(giorno)s.") % {"giorno": f"{sollecito.entro:%d/%m/%Y}"} if sollecito.entro else ""
    return Fatto(sollecito.il, sollecito.get_tipo_display(), f"{sollecito.testo} {termine}".strip())
