"""A statement of the contribution in words, for its page and its document."""

from typing import Any

from django.utils.translation import gettext as _

from collocamento.normativa import ContributoAnnuale
from collocamento.provvedimenti.conto import Saldo
from collocamento.scheda import passi_resi
from socialabs.base.templatetags.socialabs import euro


def frase(saldo: Saldo) -> str:
    """The answer in one sentence: a range where some days are in doubt, nothing where the amount is not verified."""
    conto = saldo.contributo
    if not conto.tratti:
        return _("In quest'anno non risulta nessuna posizione esonerata.")
    if not conto.verificato:
        return _(
            "L'importo giornaliero in vigore non è verificato: il contributo non si può ancora calcolare per intero."
        )
    if conto.minimo == conto.massimo:
        return _("Il contributo dell'anno è di %(euro)s.") % {"euro": euro(conto.minimo)}
    testo = _(
        "Il contributo dell'anno va da %(minimo)s a %(massimo)s; contando mezza giornata per ogni dubbio, %(mezzo)s."
    )
    cifre = {"minimo": conto.minimo, "massimo": conto.massimo, "mezzo": conto.mezzo}
    return testo % {nome: euro(cifra) for nome, cifra in cifre.items()}


def stato(saldo: Saldo) -> dict[str, str]:
    """Paid or not, as a badge."""
    if not saldo.contributo.tratti:
        return {}
    testo, tipo = {
        "versato": (_("Versato"), "success"),
        "in_parte": (_("Versato in parte"), "warning"),
        "da_versare": (_("Da versare"), "warning"),
        "non_verificato": (_("Importo non verificato"), ""),
    }[saldo.stato]
    return {"testo": testo, "tipo": tipo}


def tratti(conto: ContributoAnnuale) -> list[dict[str, Any]]:
    """The stretches of the year, each with its days, its sum and the steps."""
    return [
        {
            "periodo": f"{tratto.dal:%d/%m/%Y} – {tratto.al:%d/%m/%Y}",
            "posizioni": tratto.posizioni,
            "giorni": tratto.giorni,
            "in_dubbio": [f"{giorno:%d/%m/%Y}" for giorno in tratto.in_dubbio],
            "mezze": len(tratto.in_dubbio),
            "minimo": euro(tratto.minimo) if tratto.giornaliera is not None else "",
            "dubbio": euro(tratto.dubbio) if tratto.giornaliera is not None and tratto.in_dubbio else "",
            "sospeso": tratto.sospeso,
            "passi": passi_resi([passo.as_dict() for passo in tratto.passi], {}),
        }
        for tratto in conto.tratti
    ]


def letture() -> list[str]:
    """The readings that the sum rests on."""
    return [
        _(
            "Si contano i giorni lavorativi della settimana indicata, senza le domeniche e le festività nazionali. "
            "Il giorno del patrono e gli altri giorni di chiusura sono in dubbio: la prassi del Piemonte non li "
            "conta, un testo nazionale che lo dica non è stato trovato."
        ),
        _("Il 24 e il 31 dicembre sono giorni lavorativi, se l'azienda non li indica fra le chiusure."),
        _(
            "Si contano le posizioni concesse o autocertificate; la prassi del Piemonte chiede il contributo solo per "
            "quelle che restano scoperte."
        ),
        _(
            "Per il versamento tardivo o insufficiente la legge prevede una maggiorazione dal 5 al 24 per cento "
            "l'anno: la misura la stabilisce l'ufficio e qui non è calcolata (L. 68/1999, art. 5, c. 5)."
        ),
    ]
