"""What each kind of convention is for, as the page of the choice tells it. Limits come from the dated parameters.

What the portal's sources do not quote from the law is told as a reading.
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from collocamento.convenzioni.enums import Tipo
from collocamento.normativa import parametro


Voci = list[str]


def _art11(giorno: date) -> Voci:
    return [
        _("L'azienda e l'ufficio concordano quante persone assumere e quando."),
        _("Finché il calendario è rispettato l'azienda non è inadempiente."),
        _("Sono possibili scelta nominativa, tirocini, contratti a termine, periodi di prova più lunghi."),
        _("Lettura: la può stipulare anche chi non è soggetto all'obbligo."),
    ]


def _art11c4(giorno: date) -> Voci:
    return [
        _("Per persone con particolari difficoltà di inserimento nel ciclo ordinario."),
        _("Il testo dice mansioni, sostegno e tutoraggio, verifiche periodiche."),
    ]


def _art12(giorno: date) -> Voci:
    mesi = parametro("convenzioni", "mesi_massimi_12", giorno).intero
    return [
        _("L'azienda obbligata assume e la persona lavora presso il destinatario, che riceve una commessa."),
        _("Lettura: una persona fino a 50 dipendenti, oltre il 30% di quelle da assumere."),
        _("Lettura: dura fino a %(mesi)s mesi, prorogabili di altrettanti.") % {"mesi": mesi},
    ]


def _art12bis(giorno: date) -> Voci:
    percento = parametro("convenzioni", "percento_12bis", giorno)
    mesi = parametro("convenzioni", "mesi_minimi_12bis", giorno).intero
    return [
        _("Per aziende private con più di 50 dipendenti: assume il destinatario, che riceve una commessa."),
        _("Oggi copre fino al %(percento)s%% della quota, all'unità più vicina (%(fonte)s).")
        % {"percento": percento.intero, "fonte": percento.fonte},
        _("Dura almeno %(mesi)s mesi; la commessa copre il costo del lavoro.") % {"mesi": mesi},
        _("Servono il consenso delle persone e un piano personalizzato, agli atti dell'ufficio."),
    ]


def _art14(giorno: date) -> Voci:
    return [
        _("L'azienda obbligata affida commesse a una cooperativa che assume persone con particolari difficoltà."),
        _("La copertura è il valore annuo delle commesse diviso il coefficiente della convenzione quadro."),
        _("Lettura: vale se il resto della quota è coperto."),
    ]


GUIDA: dict[Tipo, Callable[[date], Voci]] = {
    Tipo.ART11: _art11,
    Tipo.ART11_C4: _art11c4,
    Tipo.ART12: _art12,
    Tipo.ART12BIS: _art12bis,
    Tipo.ART14: _art14,
}
