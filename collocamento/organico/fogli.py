"""The provincial sheets that a list of workers makes: totals only, for whoever computes, with no person in them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from collocamento.muro import lavoratori_aperti
from collocamento.normativa import DatiProvincia, Datore, Lavoratore, dati_provincia
from collocamento.organico.models import Conferma, Organico, RigaOrganico
from socialabs.base.contesto import Contesto


# Whoever may see an employer's figures may have them computed: the people behind them stay inside this module.
IL_CALCOLO = Contesto.sistema("organico.fogli")


@dataclass(frozen=True, slots=True)
class FogliOrganico:
    """What a list tells the engine of an employer on a day, and the day it was last confirmed as complete."""

    datore: Datore
    fogli: tuple[DatiProvincia, ...]
    confermato_il: date


def fogli(datori: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, FogliOrganico]:
    """The sheets on `giorno` of the employers whose list was confirmed by then; the queries do not depend on how many.

    A list says nothing of the days before its first confirmation, nor of those since it was closed.
    """
    conferme = list(Conferma.objects.filter(organico__datore__in=datori).al(giorno))
    per_organico = fogli_di([conferma.organico_id for conferma in conferme], giorno)
    return {
        conferma.organico.datore_id: FogliOrganico(
            conferma.organico.per_il_motore, per_organico[conferma.organico_id], conferma.giorno
        )
        for conferma in conferme
    }


def fogli_di(organici: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, tuple[DatiProvincia, ...]]:
    """The sheets on `giorno` of these lists, confirmed or not, in one reading of their rows."""
    lavoratori: dict[uuid.UUID, list[tuple[str, int, Lavoratore]]] = {pk: [] for pk in organici}
    if organici:
        with lavoratori_aperti(IL_CALCOLO):
            for riga in RigaOrganico.objects.filter(organico__in=organici).in_forza(giorno):
                lavoratori[riga.organico_id].append((riga.provincia, riga.numero, riga.lavoratore))
    return {pk: componi(righe, giorno) for pk, righe in lavoratori.items()}


def fogli_organico(organico: Organico, giorno: date) -> tuple[DatiProvincia, ...]:
    """The sheets of one list."""
    return fogli_di([organico.pk], giorno)[organico.pk]


def componi(righe: Iterable[tuple[str, int, Lavoratore]], giorno: date) -> tuple[DatiProvincia, ...]:
    """One sheet a province, by its code, from rows of (province, how many, worker)."""
    per_provincia: dict[str, list[Lavoratore]] = defaultdict(list)
    for provincia, numero, lavoratore in righe:
        per_provincia[provincia].extend(repeat(lavoratore, numero))
    return tuple(dati_provincia(codice, per_provincia[codice], data=giorno) for codice in sorted(per_provincia))
