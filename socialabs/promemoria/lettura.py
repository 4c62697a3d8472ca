"""Deadlines as one reader sees them: in which capacity, with what object, and whether the reader may decide.

However many they are, two queries and one for each kind of object.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.riferimenti import Riferimento, risolvi_molti
from socialabs.promemoria import registro
from socialabs.promemoria.enums import Pubblico, StatoScadenza
from socialabs.promemoria.models import Destinazione, Scadenza
from socialabs.promemoria.querysets import ScadenzaQuerySet


IN_RITARDO = "ritardo"


@dataclass(frozen=True, slots=True)
class Letta:
    """A deadline and what its reader is told of it. `oggetto` is None for what the reader may not open."""

    scadenza: Scadenza
    oggetto: Riferimento | None
    testo: str
    segnabile: bool

    @property
    def stato(self) -> str:
        """The state as it is shown: being late comes before being open."""
        return IN_RITARDO if self.scadenza.in_ritardo else self.scadenza.stato

    @property
    def distanza(self) -> str:
        """How far its day is, in words; empty for what is no longer to do."""
        return distanza(self.scadenza) if self.scadenza.da_fare else ""


def con_pubblici(scadenze: ScadenzaQuerySet, ctx: Contesto) -> ScadenzaQuerySet:
    """`pubblici`: the audiences to which each one belongs for the role in which one acts."""
    proprie = Destinazione.objects.attive(ctx).filter(scadenza=OuterRef("pk")).order_by("pubblico")
    return scadenze.annotate(pubblici=ArraySubquery(proprie.values("pubblico")))


def leggi(ctx: Contesto, scadenze: Iterable[Scadenza]) -> list[Letta]:
    """Deadlines that come from `con_pubblici`, as `ctx` sees them."""
    scadenze = list(scadenze)
    oggetti = risolvi_molti(ctx, filter(None, map(oggetto_di, scadenze)))
    return [
        Letta(
            scadenza=scadenza,
            oggetto=oggetti.get(oggetto_di(scadenza)),
            testo=_testo(scadenza),
            segnabile=_segnabile(scadenza),
        )
        for scadenza in scadenze
    ]


def oggetto_di(scadenza: Scadenza) -> tuple | None:
    """(kind of object, its id), as `base.riferimenti` takes it; None when no app declares the kind any more."""
    if scadenza.tipo not in registro.chiavi():
        return None
    return registro.tipo(scadenza.tipo).oggetto, scadenza.oggetto_id


def _testo(scadenza: Scadenza) -> str:
    """What it asks of the reader; of who only follows it, what it asks of the first audience it speaks to."""
    if scadenza.tipo not in registro.chiavi():
        return ""
    testi = registro.tipo(scadenza.tipo).testi
    scelto = next((p for p in Pubblico if p in scadenza.pubblici), None) or next(p for p in Pubblico if p in testi)
    return scadenza.testo(scelto) if scelto in testi else ""


def _segnabile(scadenza: Scadenza) -> bool:
    """The same as `permessi.puo_segnare`, which the verbs ask again."""
    if scadenza.tipo not in registro.chiavi():
        return False
    return bool(registro.tipo(scadenza.tipo).segnabile_da & set(scadenza.pubblici))


def distanza(scadenza: Scadenza) -> str:
    giorni = (scadenza.giorno - oggi()).days
    if giorni == 0:
        return _("oggi")
    if giorni == 1:
        return _("domani")
    if giorni > 0:
        return ngettext("tra %(n)d giorno", "tra %(n)d giorni", giorni) % {"n": giorni}
    return ngettext("da %(n)d giorno", "da %(n)d giorni", -giorni) % {"n": -giorni}


def puo_riaprire(letta: Letta) -> bool:
    return letta.segnabile and letta.scadenza.stato != StatoScadenza.APERTA
