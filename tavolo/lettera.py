"""What the convocation says, once for the mail, the preview and the sealed document: plain data, no personal link."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import EnteTitolare
from tavolo import odg
from tavolo.azioni.convocazioni import termine_per_rispondere
from tavolo.enums import RuoloMandato, StatoSeduta
from tavolo.models import Convocazione, Seduta, Seggio


def oggetto(seduta: Seduta, convocazione: Convocazione | None = None) -> str:
    """The subject of a notice, as the meeting is now. It names the meeting and nobody."""
    if seduta.stato == StatoSeduta.ANNULLATA:
        return _("Annullata: %(seduta)s") % {"seduta": seduta}
    if seduta.stato == StatoSeduta.RINVIATA:
        return _("Rinviata: %(seduta)s") % {"seduta": seduta}
    if convocazione is not None and convocazione.inviata_il and convocazione.sequenza < seduta.sequenza:
        return _("Aggiornamento: %(seduta)s") % {"seduta": seduta}
    if seduta.urgente:
        return _("Convocazione urgente: %(seduta)s") % {"seduta": seduta}
    return _("Convocazione: %(seduta)s") % {"seduta": seduta}


def contenuto(seduta: Seduta) -> dict[str, Any]:
    """The letter as JSON: handbook 4.4. Internal items and their papers are not in it. Six queries."""
    ente = EnteTitolare.objects.al(seduta.giorno) if seduta.giorno else EnteTitolare.objects.al()
    termine = termine_per_rispondere(seduta)
    return {
        "ente": ente.denominazione if ente else "",
        "organo": str(seduta.gruppo) if seduta.gruppo_id else _("Tavolo territoriale"),
        "seduta": str(seduta),
        "titolo": seduta.titolo,
        "stato": seduta.stato,
        "motivo": seduta.motivo,
        "urgente": seduta.urgente,
        "motivo_urgenza": seduta.motivo_urgenza,
        "prima": quando(seduta.inizio),
        "seconda": quando(seduta.seconda),
        "minuti": seduta.minuti,
        "modalita": seduta.get_modalita_display(),
        "luogo": seduta.luogo,
        "collegamento": seduta.collegamento,
        "presiede": str(seduta.presidente) if seduta.presidente_id else "",
        "entro": quando(termine),
        "punti": _punti(seduta),
        "supplenti": _supplenti(seduta),
    }


def quando(istante: datetime | None) -> str:
    """An hour in Italy as people read it; empty for none."""
    if istante is None:
        return ""
    qui = localtime(istante)
    return _("%(giorno)s alle %(ora)s") % {"giorno": f"{qui:%d/%m/%Y}", "ora": f"{qui:%H:%M}"}


def _punti(seduta: Seduta) -> list[dict[str, Any]]:
    punti = seduta.punti.non_interni().select_related("proponente__organizzazione").prefetch_related("documenti")
    return [
        {
            "numero": voce.numero,
            "livello": voce.livello,
            "titolo": voce.punto.titolo,
            "descrizione": voce.punto.descrizione,
            "tipo": voce.punto.get_tipo_display(),
            "proponente": str(voce.punto.proponente) if voce.punto.proponente_id else "",
            "relatore": voce.punto.relatore,
            "minuti": voce.punto.minuti,
            "documenti": [{"id": str(d.pk), "titolo": d.titolo} for d in voce.punto.documenti.all()],
        }
        for voce in odg.albero(punti)
    ]


def _supplenti(seduta: Seduta) -> list[dict[str, str]]:
    """Who stands in for whom, seat by seat: members agree among themselves who comes."""
    righe = []
    for seggio in Seggio.objects.composizione(seduta.gruppo_id, seduta.giorno):
        nomi = {mandato.ruolo: str(mandato.partecipante) for mandato in seggio.mandati_del_giorno}
        if RuoloMandato.SUPPLENTE in nomi:
            righe.append(
                {
                    "ente": str(seggio),
                    "delegato": nomi.get(RuoloMandato.DELEGATO, ""),
                    "supplente": nomi[RuoloMandato.SUPPLENTE],
                }
            )
    return righe
