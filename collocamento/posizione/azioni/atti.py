"""What the office records about an employer's obligation: requests that came by other means, and its own checks."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.permessi import puo_decidere
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.posizione.enums import EsitoVerifica, StatoEpisodio
from collocamento.posizione.errori import NonPossibile
from collocamento.posizione.models import Episodio, Richiesta, Verifica
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.registro import registra_evento


@transaction.atomic
def registra_richiesta(richiesta: Richiesta, *, ctx: Contesto) -> Richiesta:
    """Record a request received on paper or by PEC; the episode follows at once.

    Raises NonPossibile for one that has not come yet, IntegrityError for a protocol already recorded.
    """
    _solo_chi_decide(ctx)
    if richiesta.giorno > oggi():
        raise NonPossibile(_("Una richiesta non può essere stata ricevuta dopo oggi."))
    richiesta.registrata_da = ctx.utente
    richiesta.save(force_insert=True)
    dettagli = {"provincia": richiesta.provincia, "disabili": richiesta.disabili, "art18": richiesta.art18}
    _scrivi(ctx, "richiesta.registrata", richiesta, dettagli)
    return richiesta


@transaction.atomic
def annulla_richiesta(richiesta: Richiesta, motivo: str, *, ctx: Contesto) -> None:
    """Take back a request entered by mistake; it stays on file, and counts no more. Raises NonPossibile if it was."""
    _solo_chi_decide(ctx)
    annullate = Richiesta.objects.valide().filter(pk=richiesta.pk)
    if not annullate.update(annullata_il=adesso(), motivo_annullamento=motivo, modificato_il=adesso()):
        raise NonPossibile(_("La richiesta è già stata annullata."))
    _scrivi(ctx, "richiesta.annullata", richiesta, {"provincia": richiesta.provincia})


@transaction.atomic
def registra_verifica(episodio: Episodio, esito: EsitoVerifica, nota: str, *, ctx: Contesto) -> Verifica:
    """Record what the office found of posts missing after the term. Nothing leaves the portal by itself.

    Raises NonPossibile for an episode that is over, or still within its term.
    """
    _solo_chi_decide(ctx)
    attuale = Episodio.objects.select_for_update(no_key=True, of=("self",)).get(pk=episodio.pk)
    if attuale.al is not None or attuale.stato != StatoEpisodio.SCOPERTA_OLTRE:
        raise NonPossibile(_("Si verifica una scopertura oltre il termine: qui lo stato è cambiato."))
    verifica = Verifica.objects.create(episodio=attuale, giorno=oggi(), esito=esito, nota=nota, autore=ctx.utente)
    registra_evento(
        ctx,
        "episodio.verificato",
        tipo="posizione.episodio",
        oggetto_id=attuale.pk,
        dettagli={"esito": str(esito)},
    )
    return verifica


def _solo_chi_decide(ctx: Contesto) -> None:
    if not puo_decidere(ctx):
        raise PermissionDenied


def _scrivi(ctx: Contesto, verbo: str, richiesta: Richiesta, dettagli: dict) -> None:
    registra_evento(ctx, verbo, tipo="collocamento.datore", oggetto_id=richiesta.datore_id, dettagli=dettagli)
    ricalcola([richiesta.datore_id], oggi(), ctx)
