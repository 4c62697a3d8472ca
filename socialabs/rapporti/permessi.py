from django.db.models import QuerySet

from socialabs.base.contesto import Contesto
from socialabs.rapporti.registro import Rapporto, trova
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza


RUOLI_CHE_APPROVANO = frozenset({Ruolo.RESPONSABILE, Ruolo.AMMINISTRATORE_PROVINCIALE})


def puo_congelare(ctx: Contesto, rapporto: Rapporto) -> bool:
    """Whoever may ask the report; not on another's behalf."""
    return ctx.attore_reale is None and rapporto.ammette(ctx)


def puo_approvare(ctx: Contesto, chiave: str) -> bool:
    """Who answers for the office's figures, also for those that they froze themselves."""
    return ctx.attore_reale is None and ctx.ruolo in RUOLI_CHE_APPROVANO and trova(ctx, chiave) is not None


def puo_programmare(ctx: Contesto, rapporto: Rapporto) -> bool:
    return ctx.attore_reale is None and rapporto.ammette(ctx)


def possibili_destinatari(appartenenza: Appartenenza, rapporto: Rapporto) -> QuerySet[Appartenenza]:
    """Who may receive what `appartenenza` schedules: themselves and the colleagues of their office who may see it."""
    return (
        Appartenenza.objects.attive()
        .filter(organizzazione=appartenenza.organizzazione_id, ruolo__in=rapporto.ruoli)
        .exclude(utente__email__isnull=True)
        .select_related("utente")
        .order_by("utente__cognome", "utente__nome", "pk")
    )
