"""Take a delivery in, have it imported, and remember how it went even when nothing of it was kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pghistory
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.cambiamenti import annuncia
from collocamento.enums import StatoConsegna
from collocamento.importazione.esecuzione import Avanzamento, Importazione, Silenzio
from collocamento.importazione.squadra import AiutanteFermo
from collocamento.models import Consegna, Prospetto
from collocamento.unipi.rifiuti import Rifiuto
from socialabs.archivio.azioni import deposita
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.lavori.azioni import avvia
from socialabs.registro import registra_evento


LAVORO = "collocamento.importa"
ORIGINE = "collocamento.consegna"
# Each return is kept apart, sealed: the package is only needed until its outcome has been looked at.
CONSERVAZIONE_DEL_PACCHETTO = timedelta(days=90)


class ConsegnaNonImportata(Exception):
    """Nothing of the delivery was imported; the message is an Italian sentence that says why."""


@transaction.atomic
def ricevi(contenuto: BinaryIO, *, nome: str, ctx: Contesto) -> Consegna:
    """Keep the package, sealed, and start the job that imports it. `consegna.lavoro` is the job to follow."""
    file = deposita(
        contenuto,
        nome=nome,
        tipo_mime="application/octet-stream",
        ctx=ctx,
        origine=ORIGINE,
        scade_il=adesso() + CONSERVAZIONE_DEL_PACCHETTO,
    )
    consegna = Consegna.objects.create(nome=file.nome, sha256=file.sha256, file=file, consegnata_da=ctx.utente)
    registra_evento(ctx, "consegna.ricevuta", tipo="collocamento.consegna", oggetto_id=consegna.pk)
    consegna.lavoro = avvia(LAVORO, {"consegna": str(consegna.pk)}, ctx=ctx, chiave_unica=f"{LAVORO}:{consegna.pk}")
    consegna.save(update_fields=["lavoro", "modificato_il"])
    return consegna


def importa(
    consegna: Consegna, consegnato: Path | BinaryIO, *, ctx: Contesto, avanzamento: Avanzamento | None = None
) -> Consegna:
    """Import a delivery: all of it or nothing. A file that cannot be taken is refused and the others go on.

    Raises ConsegnaNonImportata when nothing can be read or a helper process dies, and whatever `avanzamento` raises to
    stop; all leave their mark on the delivery. A delivery already imported is left as it is.
    """
    if consegna.stato == StatoConsegna.IMPORTATA:
        return consegna
    try:
        return _importa(consegna, consegnato, ctx, avanzamento or Silenzio())
    except Rifiuto as rifiuto:
        _segna(consegna, StatoConsegna.FALLITA, rifiuto.messaggio)
        raise ConsegnaNonImportata(rifiuto.messaggio) from rifiuto
    except AiutanteFermo as errore:
        messaggio = _(
            "Un processo di lettura si è interrotto, forse perché mancava memoria: nessun dato è cambiato. "
            "Ripetere l'importazione."
        )
        _segna(consegna, StatoConsegna.INTERROTTA, messaggio)
        raise ConsegnaNonImportata(messaggio) from errore
    except BaseException:
        _segna(
            consegna,
            StatoConsegna.INTERROTTA,
            _("L'importazione si è fermata prima della fine: nessun dato è cambiato."),
        )
        raise


@transaction.atomic
def _importa(consegna: Consegna, consegnato: Path | BinaryIO, ctx: Contesto, avanzamento: Avanzamento) -> Consegna:
    with pghistory.context(attore=str(getattr(ctx.utente, "pk", "")), consegna=str(consegna.pk)):
        conteggi = Importazione(consegna, avanzamento).esegui(consegnato, consegna.nome)
    consegna.conteggi = dict(conteggi)
    consegna.stato, consegna.messaggio, consegna.importata_il = StatoConsegna.IMPORTATA, "", adesso()
    consegna.save(update_fields=["conteggi", "stato", "messaggio", "importata_il", "modificato_il"])
    registra_evento(
        ctx,
        "consegna.importata",
        tipo="collocamento.consegna",
        oggetto_id=consegna.pk,
        dettagli=consegna.conteggi,
    )
    datori = Prospetto.objects.filter(consegna=consegna).order_by("datore_id").values_list("datore_id", flat=True)
    annuncia(list(datori.distinct()), ctx)
    return consegna


def _segna(consegna: Consegna, stato: StatoConsegna, messaggio: str) -> None:
    Consegna.objects.filter(pk=consegna.pk).update(stato=stato, messaggio=messaggio[:500], modificato_il=adesso())
    consegna.refresh_from_db()


def risultato(consegna: Consegna) -> dict[str, Any]:
    """What the job shows at its end."""
    return {"url": reverse("collocamento:consegna", args=[consegna.pk]), "conteggi": consegna.conteggi}
