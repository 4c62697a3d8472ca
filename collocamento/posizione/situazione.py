"""Where an employer stands on a day, province by province, without writing anything: what the pages read."""

import uuid
from collections.abc import Mapping
from datetime import date

from collocamento.posizione.calcolo import Posizione
from collocamento.posizione.domande import domande
from collocamento.posizione.models import Episodio
from collocamento.posizione.stati import Esito, fatti, valuta
from socialabs.base.giorni import oggi


def esiti(nota: Posizione, episodi: Mapping[str, Episodio] | None = None) -> Mapping[str, Esito]:
    """The state of each province on the day of the position, in three queries.

    It goes on from the episode that holds on that day (`episodi_della`), which may be given if it was read already.
    """
    episodi = episodi_della(nota) if episodi is None else episodi
    chieste = domande([nota.datore])
    fogli = {foglio.codice: foglio for foglio in nota.ingressi.fogli}
    return {
        provincia: valuta(
            fatti(cifre, fogli.get(provincia), nota.ingressi.situazione),
            episodi[provincia].come_precedente(nota.giorno) if provincia in episodi else None,
            chieste.get((nota.datore, provincia), ()),
            nota.giorno,
        )
        for provincia, cifre in nota.risultato.province.items()
    }


def episodi_della(nota: Posizione) -> dict[str, Episodio]:
    """The episode of each province that holds on the day of the position; for a day to come, today's."""
    return episodi_al(nota.datore, min(nota.giorno, oggi()))


def episodi_al(datore: uuid.UUID, giorno: date) -> dict[str, Episodio]:
    """The episode of each province that holds on a day."""
    return {episodio.provincia: episodio for episodio in Episodio.objects.filter(datore=datore).al(giorno)}
