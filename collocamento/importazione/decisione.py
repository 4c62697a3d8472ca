"""Which documents count, among those delivered now and those already here of the same employers."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from collocamento.enums import AvvisoProspetto, MotivoSuperamento, StatoProspetto
from collocamento.models import Campagna
from collocamento.unipi.decisioni import ANNULLAMENTO, Esito, Intestazione, Perche, ProspettoValido, Stato, decidi


MOTIVI = {Perche.RETTIFICA: MotivoSuperamento.RETTIFICA, Perche.DOPPIO_INVIO: MotivoSuperamento.DOPPIO_INVIO}

# Columns in the order of the fields of Intestazione.
RICEVUTE = """
    select p.id, p.sha256, p.codice_comunicazione, nullif(p.codice_precedente, ''), p.tipo, p.data_invio,
           o.codice_fiscale, p.data_riferimento
      from collocamento_prospetto p
      join collocamento_datore t on t.id = p.datore_id
      join anagrafica_organizzazione o on o.id = t.organizzazione_id
"""
COINVOLTE = f"""
      with ricevute (chiave, sha256, codice, precedente, tipo, data_invio, codice_fiscale, data_riferimento) as (
           {RICEVUTE})
    select * from ricevute
     where codice_fiscale in (
           select codice_fiscale from s_prospetto
            union
           select r.codice_fiscale from ricevute r join s_file f on f.prospetto_id = r.chiave)
     union all
    select id, sha256, codice_comunicazione, nullif(codice_precedente, ''), tipo, data_invio, codice_fiscale,
           data_riferimento
      from s_prospetto
     order by codice_fiscale, data_invio, chiave
"""
# Headers decided at a time, some more where an employer has many.
TESTATE_PER_LOTTO = 2_000


def testate_coinvolte() -> Iterator[list[Intestazione]]:
    """All the headers of the employers that this delivery concerns, whole employers at a time.

    Everything known of them takes part, those already here too: a rettifica may come months after its prospetto.
    """
    lotto: list[Intestazione] = []
    with connection.chunked_cursor() as cursor:
        cursor.execute(COINVOLTE)
        testate = (Intestazione(*valori) for pezzo in iter(lambda: cursor.fetchmany(500), []) for valori in pezzo)
        for _codice_fiscale, sue in groupby(testate, key=attrgetter("codice_fiscale")):
            lotto += sue
            if len(lotto) >= TESTATE_PER_LOTTO:
                yield lotto
                lotto = []
    if lotto:
        yield lotto


def testate_ricevute(codici_fiscali: Iterable[str]) -> list[Intestazione]:
    """The headers of every document already here of these employers."""
    with connection.cursor() as cursor:
        cursor.execute(f"{RICEVUTE} where o.codice_fiscale = any(%s)", [list(codici_fiscali)])
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
