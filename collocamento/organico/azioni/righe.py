"""Verbs on one worker of a list. Each makes the list one version newer, and waits for who is changing it."""

from datetime import date

from django.db import transaction

from collocamento.muro import lavoratori_aperti
from collocamento.organico.azioni.elenco import blocca
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.models import CAMPI_RIGA, Organico, RigaOrganico
from collocamento.organico.regole import ripulito
from socialabs.base.contesto import Contesto
from socialabs.base.versioni import ConflittoVersione, salva_versionato
from socialabs.registro import registra_evento


@transaction.atomic
def aggiungi(*, organico: Organico, dati: DatiLavoratore, ctx: Contesto) -> RigaOrganico:
    """Add a worker. Raises IntegrityError (riga_matricola_una_volta), OrganicoChiuso."""
    blocca(organico)
    riga = RigaOrganico.di(organico, ripulito(dati))
    with lavoratori_aperti(ctx):
        riga.save(force_insert=True)
    _annota(ctx, "organico.lavoratore_aggiunto", riga)
    return riga


@transaction.atomic
def modifica(*, riga: RigaOrganico, versione_letta: int, dati: DatiLavoratore, ctx: Contesto) -> None:
    """Write what `dati` says over a worker. Raises ConflittoVersione with the row as it is now, and as above."""
    blocca(riga.organico)
    riga.scrivi(ripulito(dati))
    with lavoratori_aperti(ctx):
        salva_versionato(riga, versione_letta, CAMPI_RIGA)
    _annota(ctx, "organico.lavoratore_modificato", riga)


@transaction.atomic
def cessa(*, riga: RigaOrganico, versione_letta: int, ultimo_giorno: date, ctx: Contesto) -> None:
    """The worker's last day was `ultimo_giorno`. Raises as `modifica`, IntegrityError (riga_periodo)."""
    blocca(riga.organico)
    riga.cessato_il = ultimo_giorno
    with lavoratori_aperti(ctx):
        salva_versionato(riga, versione_letta, ["cessato_il"])
    _annota(ctx, "organico.lavoratore_cessato", riga)


@transaction.atomic
def togli(*, riga: RigaOrganico, versione_letta: int, ctx: Contesto) -> None:
    """Take off a row written by mistake, as if it had never been there. Raises ConflittoVersione, OrganicoChiuso."""
    blocca(riga.organico)
    _annota(ctx, "organico.lavoratore_tolto", riga)
    with lavoratori_aperti(ctx):
        tolte, _per_modello = RigaOrganico.objects.filter(pk=riga.pk, versione=versione_letta).delete()
        if not tolte:
            raise ConflittoVersione(RigaOrganico.objects.get(pk=riga.pk))


def _annota(ctx: Contesto, verbo: str, riga: RigaOrganico) -> None:
    registra_evento(ctx, verbo, tipo="organico.riga", oggetto_id=riga.pk)
