"""Verbs of whoever proposes: write the data, the commitments and the orders, present, withdraw."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.convenzioni.azioni.comune import annota, blocca, chiudi, salva
from collocamento.convenzioni.enums import Parte, Stato, StatoAtto
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Commessa, Convenzione, Impegno
from collocamento.convenzioni.permessi import puo_modificare, puo_ritirare, richiedi
from collocamento.convenzioni.requisiti import da_completare
from collocamento.permessi import puo_agire_per
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.versioni import salva_versionato


@transaction.atomic
def crea(convenzione: Convenzione, *, ctx: Contesto) -> Convenzione:
    """Begin a proposal, which the office does not see yet."""
    richiedi(puo_agire_per(ctx, convenzione.datore))
    convenzione.proposta_da = ctx.utente
    convenzione.save(force_insert=True)
    annota(ctx, "convenzione.iniziata", convenzione, tipo=convenzione.tipo)
    return convenzione


@transaction.atomic
def modifica(convenzione: Convenzione, *, versione_letta: int, campi: Iterable[str], ctx: Contesto) -> None:
    """Save what the form says. Raises ConflittoVersione when somebody else saved meanwhile."""
    richiedi(puo_modificare(ctx, blocca(convenzione)))
    salva_versionato(convenzione, versione_letta, campi)
    annota(ctx, "convenzione.modificata", convenzione)


@transaction.atomic
def aggiungi(riga: Impegno | Commessa, *, ctx: Contesto) -> None:
    """Add a commitment or an order to a convention that is still being written."""
    richiedi(puo_modificare(ctx, blocca(riga.convenzione)))
    riga.save(force_insert=True)
    annota(ctx, "convenzione.modificata", riga.convenzione, aggiunta=riga._meta.model_name)


@transaction.atomic
def togli(riga: Impegno | Commessa, *, ctx: Contesto) -> None:
    """Take a commitment or an order out of a convention that is still being written."""
    richiedi(puo_modificare(ctx, blocca(riga.convenzione)))
    riga.delete()
    annota(ctx, "convenzione.modificata", riga.convenzione, tolta=riga._meta.model_name)


@transaction.atomic
def presenta(*, convenzione: Convenzione, ctx: Contesto) -> Convenzione:
    """Hand the proposal to the office. Raises NonAmmesso while something is missing, and says what."""
    convenzione = blocca(convenzione)
    richiedi(puo_modificare(ctx, convenzione) and puo_agire_per(ctx, convenzione.datore))
    if mancano := da_completare(convenzione, oggi()):
        raise NonAmmesso(_("Manca: %(cosa)s") % {"cosa": " ".join(r.testo for r in mancano)})
    convenzione.presentata_il = oggi()
    salva(convenzione, "presentata_il")
    annota(ctx, "convenzione.presentata", convenzione, tipo=convenzione.tipo)
    return convenzione


@transaction.atomic
def ritira(*, convenzione: Convenzione, motivo: str, ctx: Contesto) -> Convenzione:
    """Give the proposal up before it is signed by all; a text at the signature falls with it."""
    convenzione = blocca(convenzione)
    richiedi(puo_ritirare(ctx, convenzione))
    convenzione.passa_a(Stato.RITIRATA, ctx)
    supera_il_testo(convenzione, _("La proposta è stata ritirata."), ctx)
    chiudi(convenzione, motivo)
    annota(ctx, "convenzione.ritirata", convenzione, motivo=motivo)
    return convenzione


def supera_il_testo(convenzione: Convenzione, motivo: str, ctx: Contesto) -> None:
    """Set aside the text at the signature, if there is one: the signatures under it are worth nothing any more."""
    for atto in convenzione.atti.alla_firma().select_related("convenzione"):
        atto.passa_a(StatoAtto.SUPERATO, ctx)
        atto.motivo = motivo
        atto.save(update_fields=["stato", "motivo", "modificato_il"])
        annota(ctx, "convenzione.testo_superato", atto, firme=atto.firme.count())


def parti_di(convenzione: Convenzione) -> list[Parte]:
    """Who signs what binds everybody."""
    terzo = [Parte.DESTINATARIO] if convenzione.con_destinatario else []
    return [Parte.DATORE, *terzo, Parte.UFFICIO]
