"""Verbs of the office on a convention in force: who has been hired, what was done about a delay, the end."""

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.cambiamenti import annuncia
from collocamento.convenzioni.azioni.comune import annota, blocca, chiudi
from collocamento.convenzioni.enums import Stato, TipoSollecito
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Convenzione, Copertura, Impegno, Sollecito
from collocamento.convenzioni.permessi import puo_gestire, richiedi
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi


@transaction.atomic
def copri(copertura: Copertura, *, ctx: Contesto) -> Impegno:
    """Record people hired against a commitment. Raises NonAmmesso for more than are left, or before they are hired."""
    convenzione = blocca(copertura.impegno.convenzione)
    richiedi(puo_gestire(ctx, convenzione))
    impegno = Impegno.objects.get(pk=copertura.impegno_id)
    if copertura.numero > impegno.mancano:
        raise NonAmmesso(_("L'impegno attende ancora %(n)s persone, non di più.") % {"n": impegno.mancano})
    if not convenzione.dal <= copertura.il <= oggi():
        raise NonAmmesso(_("L'assunzione è fra la decorrenza della convenzione e oggi."))
    copertura.registrata_da = ctx.utente
    copertura.save(force_insert=True)
    impegno.coperti += copertura.numero
    impegno.save(update_fields=["coperti", "modificato_il"])
    annota(ctx, "convenzione.coperta", convenzione, persone=copertura.numero, impegno=str(impegno.pk))
    annuncia([convenzione.datore_id], ctx)
    return impegno


@transaction.atomic
def sollecita(sollecito: Sollecito, *, ctx: Contesto) -> Sollecito:
    """Record a contact or a formal notice. The notice follows a contact, and only a delay calls for one."""
    convenzione = blocca(sollecito.convenzione)
    richiedi(puo_gestire(ctx, convenzione))
    if sollecito.il > oggi():
        raise NonAmmesso(_("Il giorno non può essere nel futuro."))
    if sollecito.tipo == TipoSollecito.DIFFIDA:
        if not convenzione.impegni.scaduti(oggi()).exists():
            raise NonAmmesso(_("Nessun impegno è in ritardo."))
        if not convenzione.solleciti.filter(tipo=TipoSollecito.CONTATTO).exists():
            raise NonAmmesso(_("Prima della diffida l'ufficio contatta la parte e lo registra."))
    sollecito.registrato_da = ctx.utente
    sollecito.save(force_insert=True)
    annota(ctx, "convenzione.sollecitata", convenzione, tipo=sollecito.tipo)
    return sollecito


@transaction.atomic
def concludi(*, convenzione: Convenzione, motivo: str, ctx: Contesto) -> Convenzione:
    """Close a convention that has run its course. Raises NonAmmesso while commitments wait, or an act to be signed."""
    convenzione = blocca(convenzione)
    convenzione.passa_a(Stato.CONCLUSA, ctx)
    if any(impegno.mancano for impegno in convenzione.impegni.all()):
        raise NonAmmesso(_("Ci sono impegni non coperti: si chiude con una risoluzione."))
    if convenzione.al >= oggi():
        raise NonAmmesso(_("La convenzione dura fino al %(al)s.") % {"al": f"{convenzione.al:%d/%m/%Y}"})
    if convenzione.atti.alla_firma().exists():
        raise NonAmmesso(_("C'è un atto alla firma: prima va firmato o ritirato."))
    chiudi(convenzione, motivo)
    annota(ctx, "convenzione.conclusa", convenzione)
    annuncia([convenzione.datore_id], ctx)
    return convenzione
