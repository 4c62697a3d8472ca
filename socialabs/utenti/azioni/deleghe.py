"""Mandates between a company and the firm that acts for it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.models import Delega
from socialabs.utenti.permessi import puo_delegare_per, puo_terminare


@transaction.atomic
def concedi(
    ctx: Contesto, *, delegante: Organizzazione, delegato: Organizzazione, dal: date, al: date | None = None
) -> Delega:
    """Give `delegato` a mandate, both days included. Raises IntegrityError for a period that overlaps another."""
    if not puo_delegare_per(ctx, delegante):
        raise PermissionDenied
    if delegato.tipo != TipoOrganizzazione.STUDIO:
        raise NonPossibile(_("La delega si dà a un consulente del lavoro o a un'associazione."))
    delega = Delega.objects.create(delegante=delegante, delegato=delegato, dal=dal, al=al)
    _registra(ctx, "delega.concessa", delega)
    return delega


@transaction.atomic
def termina(ctx: Contesto, delega: Delega, *, al: date) -> None:
    """Let the mandate end with the day `al`, included. Raises NonPossibile if that would lengthen it."""
    delega = Delega.objects.select_for_update(of=("self",)).select_related("delegante").get(pk=delega.pk)
    if not puo_terminare(ctx, delega):
        raise PermissionDenied
    if delega.al is not None and al >= delega.al:
        raise NonPossibile(_("La delega finisce già il %(giorno)s.") % {"giorno": delega.al.strftime("%d/%m/%Y")})
    delega.al = al
    delega.save(update_fields=["al", "modificato_il"])
    _registra(ctx, "delega.terminata", delega)


def _registra(ctx: Contesto, verbo: str, delega: Delega) -> None:
    registra_evento(
        ctx,
        verbo,
        tipo="utenti.delega",
        oggetto_id=delega.pk,
        dettagli={"delegante": str(delega.delegante_id), "delegato": str(delega.delegato_id)},
    )
