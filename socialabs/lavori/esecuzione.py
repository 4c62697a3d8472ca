"""Run a job that this worker has taken, whatever happens inside it."""

import logging

import pghistory
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.azioni import chiudi
from socialabs.lavori.enums import StatoLavoro
from socialabs.lavori.errori import ErroreDelLavoro, LavoroAnnullato, LavoroPerso
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo


logger = logging.getLogger(__name__)


def contesto_di(lavoro: Lavoro) -> Contesto:
    """The context of who asked for the job. Raises ErroreDelLavoro when they have lost the role meanwhile."""
    if lavoro.proprietario is None:
        return Contesto.sistema(lavoro.tipo)
    appartenenza = lavoro.appartenenza
    if not lavoro.proprietario.is_active or (appartenenza and not appartenenza.attiva):
        raise ErroreDelLavoro(_("Chi ha chiesto il lavoro non è più abilitato: il lavoro non è stato eseguito."))
    return Contesto(
        utente=lavoro.proprietario,
        appartenenza=appartenenza,
        attore_reale=lavoro.attore_reale,
        processo=lavoro.tipo,
    )


def svolgi(lavoro: Lavoro) -> None:
    """Run the job's function and close the row as completed, failed or cancelled."""
    with Avanzamento(lavoro) as avanzamento:
        stato, campi = _esito(lavoro, avanzamento)
    if stato is None:
        logger.warning("job %s is held by another worker: result dropped", lavoro.pk)
        return
    passo = avanzamento.passo
    if not chiudi(lavoro, stato, fatto=passo.fatto, totale=passo.totale, messaggio=passo.messaggio, **campi):
        logger.warning("job %s was closed by another worker", lavoro.pk)


def _esito(lavoro: Lavoro, avanzamento: Avanzamento) -> tuple[StatoLavoro | None, dict]:
    try:
        ctx = contesto_di(lavoro)
        with pghistory.context(attore=str(getattr(ctx.utente, "pk", "")), lavoro=str(lavoro.pk)):
            risultato = tipo(lavoro.tipo).funzione(lavoro, avanzamento, ctx)
    except LavoroPerso:
        return None, {}
    except LavoroAnnullato:
        return StatoLavoro.ANNULLATO, {}
    except ErroreDelLavoro as errore:
        return StatoLavoro.FALLITO, {"errore": str(errore)[:500]}
    except Exception:
        logger.exception("job %s (%s) failed", lavoro.pk, lavoro.tipo)
        messaggio = _("Si è verificato un errore imprevisto e il lavoro non è finito. Riferimento: %(id)s")
        return StatoLavoro.FALLITO, {"errore": messaggio % {"id": lavoro.pk}}
    return StatoLavoro.COMPLETATO, {"risultato": risultato or {}}
