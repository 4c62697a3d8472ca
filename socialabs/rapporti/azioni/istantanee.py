"""What may be done with the figures of a day: freeze them, answer for them. Nothing undoes either."""

import hashlib

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from socialabs.base.contesto import Contesto
from socialabs.rapporti.errori import GiaApprovata
from socialabs.rapporti.models import Approvazione, Istantanea
from socialabs.rapporti.permessi import puo_approvare, puo_congelare
from socialabs.rapporti.pubblicazione import estrai
from socialabs.rapporti.registro import Rapporto
from socialabs.registro.azioni import registra_evento


@transaction.atomic
def congela(rapporto: Rapporto, form: forms.Form, *, ctx: Contesto, nota: str = "") -> Istantanea:
    """Ask the report now and keep what may be shown of the answer. `form` is valid. Raises PermissionDenied."""
    if not puo_congelare(ctx, rapporto):
        raise PermissionDenied
    estratto = estrai(rapporto, ctx, form)
    contenuto = estratto.in_json()
    istantanea = Istantanea.objects.create(
        rapporto=rapporto.chiave,
        titolo=estratto.titolo,
        interrogazione=estratto.interrogazione,
        contenuto=contenuto,
        impronta=hashlib.sha256(contenuto.encode()).hexdigest(),
        codice=estratto.codice,
        nota=nota,
        congelata_da=ctx.utente,
        congelata_il=estratto.estratto_il,
    )
    _registra(ctx, "rapporto.congelato", istantanea)
    return istantanea


@transaction.atomic
def approva(istantanea: Istantanea, *, ctx: Contesto) -> Approvazione:
    """Sign a snapshot in one's own name. Raises PermissionDenied, or GiaApprovata when somebody was first."""
    if not puo_approvare(ctx, istantanea.rapporto):
        raise PermissionDenied
    try:
        with transaction.atomic():
            approvazione = Approvazione.objects.create(
                istantanea=istantanea, firmata_da=ctx.utente, ruolo=ctx.ruolo, impronta=istantanea.impronta
            )
    except IntegrityError as errore:
        if not Approvazione.objects.filter(istantanea=istantanea).exists():
            raise
        raise GiaApprovata from errore
    _registra(ctx, "rapporto.approvato", istantanea)
    return approvazione


def _registra(ctx: Contesto, verbo: str, istantanea: Istantanea) -> None:
    registra_evento(
        ctx,
        verbo,
        tipo="rapporti.istantanea",
        oggetto_id=istantanea.pk,
        etichetta=istantanea.rapporto,
        dettagli={"impronta": istantanea.impronta},
    )
