"""Assistance: the office acts in the page of a company, a consultant or a cooperative, openly and for an hour at most.

The session remembers whose page, by which of one's own memberships and since when; the context then carries the
assisted person as `utente` and who is really there as `attore_reale`. The register writes both.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.enums import RUOLI_CHE_ASSISTONO
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.models import Appartenenza
from socialabs.utenti.permessi import puo_assistere, puo_essere_assistita


CHIAVE = "assistenza"
DURATA = timedelta(hours=1)


@transaction.atomic
def apri(ctx: Contesto, sessione: Any, appartenenza: Appartenenza, *, motivo: str) -> None:
    """Raises PermissionDenied for who may not assist, NonPossibile for who may not be assisted."""
    if not puo_assistere(ctx):
        raise PermissionDenied
    if not puo_essere_assistita(appartenenza):
        raise NonPossibile(_("L'assistenza è possibile solo per aziende, consulenti e cooperative."))
    sessione[CHIAVE] = {
        "appartenenza": str(appartenenza.pk),
        "operatore": str(ctx.appartenenza.pk),
        "dal": adesso().timestamp(),
    }
    _registra(ctx, "assistenza.aperta", appartenenza, motivo)


@transaction.atomic
def chiudi(ctx: Contesto, sessione: Any, motivo: str = "") -> None:
    """`ctx` is that of the assistance. Nothing to do when there is none."""
    if sessione.pop(CHIAVE, None) and ctx.attore_reale:
        _registra(ctx, "assistenza.chiusa", ctx.appartenenza, motivo)


def contesto_assistito(request: HttpRequest, proprio: Contesto) -> Contesto | None:
    """The context of the assistance under way, None when there is none or it may go on no longer."""
    dati = request.session.get(CHIAVE)
    if not dati:
        return None
    assistita = Appartenenza.objects.select_related("utente", "organizzazione").get(pk=dati["appartenenza"])
    ctx = replace(proprio, utente=assistita.utente, appartenenza=assistita, attore_reale=request.user)
    operatore = next((a for a in request.appartenenze if str(a.pk) == dati["operatore"]), None)
    ammesso = operatore is not None and operatore.ruolo in RUOLI_CHE_ASSISTONO and puo_essere_assistita(assistita)
    if ammesso and adesso().timestamp() < dati["dal"] + DURATA.total_seconds():
        return ctx
    chiudi(ctx, request.session, _("tempo scaduto o diritto venuto meno"))
    return None


def _registra(ctx: Contesto, verbo: str, appartenenza: Appartenenza, motivo: str) -> None:
    registra_evento(
        ctx,
        verbo,
        tipo="utenti.appartenenza",
        oggetto_id=appartenenza.pk,
        motivo=motivo,
        dettagli={"ruolo": appartenenza.ruolo, "organizzazione": str(appartenenza.organizzazione_id)},
    )
