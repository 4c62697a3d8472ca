"""The contribution of a year, from the acts, the calendar and the payments: nothing of it is stored."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from collocamento.normativa import Calendario, Causa, ContributoAnnuale, Esonerate, contributo_annuale
from collocamento.provvedimenti.enums import CON_CONTRIBUTO, Genere
from collocamento.provvedimenti.models import ContoContributo, Provvedimento, Versamento
from socialabs.anagrafica.calendario import calendari_di
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


def calendario_di(conto: ContoContributo) -> Calendario:
    """The working days of the statement: its week, the patron's day of its comune, the closings declared."""
    comune = conto.comune_id or ""
    patrono = calendari_di([comune])[comune].patrono
    return Calendario(conto.giorni_settimana, patrono, frozenset(conto.chiusure))


def contributo_di(conto: ContoContributo) -> ContributoAnnuale:
    """The sum of the year, from the acts that held in its days."""
    inizio, fine = date(conto.anno, 1, 1), date(conto.anno, 12, 31)
    atti = Provvedimento.objects.filter(
        Q(genere=conto.genere, provincia=conto.provincia)
        | Q(genere=Genere.SOSPENSIONE, provincia=conto.provincia)
        | Q(genere=Genere.SOSPENSIONE, causa=Causa.LICENZIAMENTO_COLLETTIVO),
        Q(al__isnull=True) | Q(al__gte=inizio),
        datore=conto.datore_id,
        dal__lte=fine,
    ).efficaci()
    atti = list(atti)
    esonerate = [Esonerate(atto.dal, atto.al, atto.efficaci) for atto in atti if atto.genere == conto.genere]
    sospensioni = [(atto.dal, atto.al) for atto in atti if atto.genere == Genere.SOSPENSIONE]
    return contributo_annuale(conto.anno, esonerate, calendario_di(conto), sospensioni)


def saldo_di(conto: ContoContributo, versamenti: Iterable[Versamento]) -> Saldo:
    """The sum of the year against what was paid."""
    versati = list(versamenti)
    confermati = sum((v.importo for v in versati if v.confermato_il), Decimal(0))
    return Saldo(contributo_di(conto), confermati, sum((v.importo for v in versati), Decimal(0)) - confermati)


def dovuti(datori: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Voce]]:
    """For each employer, the years in which an exemption held, up to this one; one query."""
    ultimo = oggi().year
    atti = Provvedimento.objects.filter(datore__in=datori, genere__in=CON_CONTRIBUTO).efficaci()
    trovati: dict[uuid.UUID, set[Voce]] = {}
    for datore, provincia, genere, dal, al in atti.values_list("datore", "provincia", "genere", "dal", "al"):
        anni = range(dal.year, min(al.year if al else ultimo, ultimo) + 1)
        trovati.setdefault(datore, set()).update((provincia, anno, genere) for anno in anni)
    return {datore: sorted(voci, key=lambda voce: (-voce[1], voce[0], voce[2])) for datore, voci in trovati.items()}
