"""The judgement of an employer today, read from the database."""

from datetime import date

from collocamento.models import Datore
from collocamento.normativa import Categoria
from collocamento.ottemperanza.motivi import Valutazione, valuta
from collocamento.posizione.calcolo import Posizione, posizione
from collocamento.posizione.situazione import episodi_della, esiti
from socialabs.anagrafica.models import Provincia
from socialabs.base.giorni import oggi


def valutazione_di(datore: Datore | None, giorno: date | None = None) -> Valutazione:
    """How an employer stands on `giorno` (today): for one not known here, that nothing is known."""
    giorno = giorno or oggi()
    trovata = posizione(datore.pk, giorno) if datore else None
    if trovata is None:
        return valuta(None, giorno, {})
    codici = trovata.risultato.province.keys()
    province = dict(Provincia.objects.filter(codice__in=codici).values_list("codice", "nome"))
    return valuta(trovata, giorno, province, sorti(trovata))


def sorti(nota: Posizione) -> dict[tuple[str, Categoria], date]:
    """Since when people of each category have been missing in each province, where an obligation episode tells it.

    The oldest post that nobody asked for; of posts all asked for, the oldest one.
    """
    episodi = episodi_della(nota)
    giorni = {}
    for provincia, esito in esiti(nota, episodi).items():
        per_categoria = {
            Categoria.DISABILI: (esito.nascite, esito.chieste),
            Categoria.ART18: (esito.nascite_art18, esito.chieste_art18),
        }
        for categoria, (nascite, chieste) in per_categoria.items():
            if nascite and provincia in episodi:
                scoperti = [nata for nata, quando in zip(nascite, chieste, strict=True) if quando is None]
                giorni[provincia, categoria] = min(scoperti or nascite)
    return giorni
