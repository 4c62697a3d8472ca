"""The other verbs on documents: ask for an issue, annul; and the letterhead."""

import uuid
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.archivio.azioni import deposita
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.documenti.enums import Condizione, StatoDocumento
from socialabs.documenti.loghi import Logo
from socialabs.documenti.models import CartaIntestata, Documento
from socialabs.documenti.permessi import puo_sostituire, tipo_di
from socialabs.documenti.registro import TipoDocumento
from socialabs.lavori.azioni import avvia
from socialabs.lavori.models import Lavoro
from socialabs.registro import registra_evento


LAVORO = "documenti.emetti"
ORIGINE_LOGO = "documenti.logo"


def chiedi_emissione(tipo: TipoDocumento, oggetti: Sequence[uuid.UUID], *, ctx: Contesto) -> Lavoro:
    """Have the worker issue one document for each object. Raises PermissionDenied for a role that may not."""
    if not tipo.ammette(ctx):
        raise PermissionDenied
    return avvia(LAVORO, {"tipo": tipo.chiave, "oggetti": [str(o) for o in oggetti]}, ctx=ctx)


def chiedi_sostituzione(documento: Documento, *, motivo: str, ctx: Contesto) -> Lavoro:
    """Have the worker issue the document anew, from today's data, in place of this one."""
    if not puo_sostituire(ctx, documento):
        raise PermissionDenied
    argomenti = {
        "tipo": documento.tipo,
        "oggetti": [str(documento.riferimento_id)],
        "sostituisce": str(documento.pk),
        "motivo": motivo,
    }
    return avvia(LAVORO, argomenti, ctx=ctx, chiave_unica=f"documenti.sostituisci:{documento.pk}")


@transaction.atomic
def annulla(documento: Documento, *, motivo: str, ctx: Contesto) -> Documento:
    """Declare a valid document without effect. Its file stays and whoever verifies it learns that it was annulled.

    Raises PermissionDenied for a role that may not, TransizioneNonAmmessa when it is replaced or annulled already.
    """
    attuale = (
        Documento.objects.visible_to(ctx)
        .select_for_update(of=("self",))
        .select_related("sostituito_da")
        .get(pk=documento.pk)
    )
    suo = tipo_di(attuale)
    if suo is None or not suo.puo_correggere(ctx):
        raise PermissionDenied
    if attuale.condizione != Condizione.VALIDO:
        raise TransizioneNonAmmessa(_("Il documento è già stato sostituito o annullato."))
    attuale.passa_a(StatoDocumento.ANNULLATO, ctx)
    attuale.annullato_il, attuale.annullato_da, attuale.motivo_annullamento = adesso(), ctx.utente, motivo
    attuale.save(update_fields=["stato", "annullato_il", "annullato_da", "motivo_annullamento", "modificato_il"])
    registra_evento(
        ctx,
        "documento.annullato",
        tipo="documenti.documento",
        oggetto_id=attuale.pk,
        etichetta=str(attuale),
        motivo=motivo,
    )
    return attuale


@transaction.atomic
def registra_carta(carta: CartaIntestata, *, logo: Logo | None, ctx: Contesto) -> CartaIntestata:
    """Add the letterhead that holds from its day on. `logo` is a new image; without one the given row's own stays."""
    if logo is not None:
        carta.logo = deposita(logo.contenuto, nome="logo", tipo_mime=logo.tipo_mime, ctx=ctx, origine=ORIGINE_LOGO)
    carta.save(force_insert=True)
    registra_evento(
        ctx, "carta.configurata", tipo="documenti.cartaintestata", oggetto_id=carta.pk, etichetta=str(carta)
    )
    return carta
