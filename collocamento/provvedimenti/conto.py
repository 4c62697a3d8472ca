"""The contribution of a year, from the acts, the calendar and the payments: nothing of it is stored."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db.models import QuerySet

from collocamento.models import Datore
from collocamento.normativa import Calendario, Causa, ContributoAnnuale, Esonerate, contributo_annuale
from collocamento.provvedimenti.enums import CON_CONTRIBUTO, Genere
from collocamento.provvedimenti.models import ContoContributo, Provvedimento, Versamento
from socialabs.anagrafica.calendario import calendari_di
from socialabs.anagrafica.models import Comune
from socialabs.base.giorni import oggi


# (province, year, kind of exemption)
Voce = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Saldo:
    """What is due and what was paid. Only confirmed payments count; the others are `da_confermare`."""

    contributo: ContributoAnnuale
    versato: Decimal
    da_confermare: Decimal

    @property
    def resta(self) -> Decimal:
        """What is still due for the certain days; nothing below zero."""
        return max(Decimal(0), self.contributo.minimo - self.versato)

    @property
    def stato(self) -> str:
        """ "versato", "in_parte" or "da_versare"; "non_verificato" where the amount in force is not known."""
        if not self.contributo.verificato:
            return "non_verificato"
        if not self.resta:
            return "versato"
        return "in_parte" if self.versato else "da_versare"


def saldo_di(conto: ContoContributo, versamenti: Iterable[Versamento]) -> Saldo:
    """The sum of the year, from the acts that held in its days, against what was paid."""
    comune = conto.comune_id or ""
    return saldo(conto, atti_di([conto.datore_id]), calendari_di([comune])[comune].patrono, versamenti)


def atti_di(datori: Collection[uuid.UUID]) -> QuerySet[Provvedimento]:
    """What the sums of these employers depend on: exemptions, and the suspensions that ran beside them."""
    return Provvedimento.objects.filter(datore__in=datori, genere__in=[*CON_CONTRIBUTO, Genere.SOSPENSIONE]).efficaci()


def saldo(
    conto: ContoContributo,
    atti: Iterable[Provvedimento],
    patrono: tuple[int, int] | None,
    versamenti: Iterable[Versamento],
) -> Saldo:
    """The sum of a year against what was paid, from the employer's `atti_di`; no query."""
    inizio, fine = date(conto.anno, 1, 1), date(conto.anno, 12, 31)
    dell_anno = [atto for atto in atti if atto.dal <= fine and (atto.al is None or atto.al >= inizio)]
    esonerate = tuple(
        Esonerate(atto.dal, atto.al, atto.efficaci)
        for atto in dell_anno
        if (atto.genere, atto.provincia) == (conto.genere, conto.provincia)
    )
    sospensioni = tuple((atto.dal, atto.al) for atto in dell_anno if _sospende(atto, conto.provincia))
    calendario = Calendario(conto.giorni_settimana, patrono, frozenset(conto.chiusure))
    versati = list(versamenti)
    confermati = sum((v.importo for v in versati if v.confermato_il), Decimal(0))
    da_confermare = sum((v.importo for v in versati), Decimal(0)) - confermati
    return Saldo(_contributo(conto.anno, esonerate, calendario, sospensioni), confermati, da_confermare)


# Pure, and it walks through every day of the year: the list of all employers asks the same sums page after page.
_contributo = lru_cache(maxsize=4096)(contributo_annuale)


def _sospende(atto: Provvedimento, provincia: str) -> bool:
    ovunque = atto.causa == Causa.LICENZIAMENTO_COLLETTIVO
    return atto.genere == Genere.SOSPENSIONE and (ovunque or atto.provincia == provincia)


def dovuti(datori: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Voce]]:
    """For each employer, the years in which an exemption held, up to this one; one query."""
    return voci_di(Provvedimento.objects.filter(datore__in=datori, genere__in=CON_CONTRIBUTO).efficaci())


def voci_di(esoneri: QuerySet[Provvedimento]) -> dict[uuid.UUID, list[Voce]]:
    """The same from these exemptions."""
    ultimo = oggi().year
    trovati: dict[uuid.UUID, set[Voce]] = {}
    for datore, provincia, genere, dal, al in esoneri.values_list("datore", "provincia", "genere", "dal", "al"):
        anni = range(dal.year, min(al.year if al else ultimo, ultimo) + 1)
        trovati.setdefault(datore, set()).update((provincia, anno, genere) for anno in anni)
    return {datore: sorted(voci, key=lambda voce: (-voce[1], voce[0], voce[2])) for datore, voci in trovati.items()}


def sede_del_conto(datore: Datore, provincia: str) -> Comune | None:
    """The comune that lends its patron to a statement not prepared yet: the employer's seat, if it is there."""
    comune = datore.organizzazione.comune
    return comune if comune and comune.provincia_id == provincia else None
