"""The judgement of an employer today, read from the database."""

from datetime import date

from collocamento.models import Datore
from collocamento.ottemperanza.motivi import Valutazione, valuta
from collocamento.posizione.calcolo import posizione
from socialabs.anagrafica.models import Provincia
from socialabs.base.giorni import oggi


def valutazione_di(datore: Datore | None, giorno: date | None = None) -> Valutazione:
    """How an employer stands on `giorno` (today): for one not known here, that nothing is known."""
    giorno = giorno or oggi()
    trovata = posizione(datore.pk, giorno) if datore else None
    codici = trovata.risultato.province.keys() if trovata else ()
    province = dict(Provincia.objects.filter(codice__in=codici).values_list("codice", "nome"))
    return valuta(trovata, giorno, province)
