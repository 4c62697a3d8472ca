"""Which documents count, among those delivered now and those already here of the same employers."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from collocamento.enums import AvvisoProspetto, MotivoSuperamento, StatoProspetto
from collocamento.models import Campagna
from collocamento.unipi.decisioni import ANNULLAMENTO, Esito, Intestazione, Perche, ProspettoValido, Stato, decidi


MOTIVI = {Perche.RETTIFICA: MotivoSuperamento.RETTIFICA, Perche.DOPPIO_INVIO: MotivoSuperamento.DOPPIO_INVIO}

TESTATE = """
    select p.id, p.sha256, p.codice_comunicazione, nullif(p.codice_precedente, ''), p.tipo, p.data_invio,
           o.codice_fiscale, p.data_riferimento
      from collocamento_prospetto p
      join collocamento_datore t on t.id = p.datore_id
      join anagrafica_organizzazione o on o.id = t.organizzazione_id
     where o.codice_fiscale = any(%s)
     order by p.creato_il, p.id
"""


def testate_ricevute(codici_fiscali: Iterable[str]) -> list[Intestazione]:
    """The headers of every document already here of these employers."""
    with connection.cursor() as cursor:
        cursor.execute(TESTATE, [list(codici_fiscali)])
        return [Intestazione(*valori) for valori in cursor.fetchall()]


def decidi_tutti(testate: list[Intestazione]) -> Esito:
    """Decide the documents with the due date of each year's campaign, made with the legal date where missing."""
    scadenze = scadenze_di({testata.anno for testata in testate})
    return decidi(testate, scadenza=lambda riferimento: scadenze[riferimento.year])


def scadenze_di(anni: set[int]) -> dict[int, date]:
    """The due date by year; a year without a campaign gets one with the date of the law, 31 January."""
    scadenze = dict(Campagna.objects.filter(anno__in=anni).values_list("anno", "scadenza"))
    for anno in sorted(anni - scadenze.keys()):
        campagna = Campagna.objects.create(
            anno=anno,
            scadenza=date(anno + 1, 1, 31),
            note=_("Scadenza di legge (31 gennaio), inserita dal portale all'arrivo dei primi prospetti: verificare."),
        )
        scadenze[anno] = campagna.scadenza
    return scadenze


def righe_decisione(esito: Esito) -> Iterator[tuple[Any, ...]]:
    """One row for each document, as `deposito.DECISIONE` has them."""
    validi = {valido.finale.chiave: valido for valido in esito.validi}
    for decisione in esito.decisioni:
        altro = decisione.altro.chiave if decisione.altro else None
        stato = stato_di(decisione.stato, decisione.intestazione)
        valido: ProspettoValido | None = validi.get(decisione.intestazione.chiave)
        yield (
            decisione.intestazione.chiave,
            stato,
            MOTIVI[decisione.perche] if decisione.perche else "",
            altro if stato == StatoProspetto.SUPERATO else None,
            altro if stato == StatoProspetto.ANNULLATO else None,
            AvvisoProspetto(decisione.avviso) if decisione.avviso else "",
            valido.primo_invio if valido else None,
            valido.giorni_oltre_scadenza if valido else 0,
        )


def stato_di(stato: Stato, testata: Intestazione) -> StatoProspetto:
    """The state in which a decided document is kept."""
    if testata.tipo_comunicazione == ANNULLAMENTO:
        return StatoProspetto.RICEVUTO
    return {
        Stato.ACCETTATO: StatoProspetto.VALIDO,
        Stato.SUPERATO: StatoProspetto.SUPERATO,
        Stato.ANNULLATO: StatoProspetto.ANNULLATO,
    }[stato]
