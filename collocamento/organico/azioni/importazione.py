"""Verbs on a file of workers: keep it as long as its examination lasts, apply it whole, set it aside."""

from datetime import date, timedelta
from typing import BinaryIO

from django.db import transaction

from collocamento.muro import lavoratori_aperti
from collocamento.organico.anteprima import Anteprima, anteprima
from collocamento.organico.azioni.elenco import blocca
from collocamento.organico.models import CAMPI_RIGA, Importazione, Organico, RigaOrganico
from collocamento.organico.xlsx.lettura import leggi
from socialabs.archivio.azioni import apri, deposita, elimina
from socialabs.base.contesto import Contesto
from socialabs.base.elenchi import XLSX
from socialabs.base.giorni import adesso
from socialabs.lavori.azioni import avvia
from socialabs.lavori.models import Lavoro
from socialabs.registro import registra_evento


DURATA = timedelta(hours=1)
ORIGINE = "organico.importazione"
LAVORO = "organico.importazione"
# Workers changed at once beyond which the page does not wait: a thousand take more than a second of computing.
IN_UN_LAVORO = 500


class ImportazioneConErrori(Exception):
    """The file has errors, or changes nothing: it cannot be applied."""


@transaction.atomic
def esamina(
    *, organico: Organico, file: BinaryIO, nome: str, modo: str, cessati_il: date | None, ctx: Contesto
) -> Importazione:
    """Keep a file that can be read while its author looks at what it would change; the one before goes.

    Raises FileNonLeggibile when it cannot be read at all: then nothing is kept.
    """
    leggi(file)
    file.seek(0)
    for precedente in Importazione.objects.visible_to(ctx).filter(organico=organico).select_related("file"):
        scarta(importazione=precedente, ctx=ctx)
    privato = deposita(file, nome=nome, tipo_mime=XLSX, ctx=ctx, origine=ORIGINE, scade_il=adesso() + DURATA)
    return Importazione.objects.create(
        organico=organico, file=privato, modo=modo, cessati_il=cessati_il, versione_letta=organico.versione
    )


def anteprima_di(importazione: Importazione, ctx: Contesto) -> Anteprima:
    """What the file would change in the list as it is now; reading the list goes into the register."""
    righe = RigaOrganico.objects.filter(organico=importazione.organico_id)
    attuali = righe.leggibili_da(ctx, motivo="Confronto con il file da importare")
    with apri(importazione.file) as file:
        return anteprima(attuali, leggi(file), importazione.modo, importazione.cessati_il)


@transaction.atomic
def affida(*, importazione: Importazione, ctx: Contesto) -> Lavoro:
    """Have a worker apply it. Raises LavoroGiaInCorso when one is at it already."""
    argomenti = {"importazione": str(importazione.pk), "datore": str(importazione.organico.datore_id)}
    return avvia(LAVORO, argomenti, ctx=ctx, chiave_unica=f"{LAVORO}:{importazione.pk}")


@transaction.atomic
def applica(*, importazione: Importazione, ctx: Contesto) -> Anteprima:
    """Write all that the file says, or nothing; then the file goes.

    Raises ConflittoVersione when the list changed since the file was examined, ImportazioneConErrori, OrganicoChiuso.
    """
    organico = importazione.organico
    blocca(organico, importazione.versione_letta)
    fatto = anteprima_di(importazione, ctx)
    if fatto.errori or not fatto.cambia_qualcosa:
        raise ImportazioneConErrori
    cambiate = []
    for cambio in (*fatto.cambiati, *fatto.cessati):
        cambio.riga.scrivi(cambio.dopo)
        cambio.riga.versione += 1
        cambio.riga.modificato_il = adesso()
        cambiate.append(cambio.riga)
    with lavoratori_aperti(ctx):
        # First who leaves: a number may pass to somebody hired in the same file.
        RigaOrganico.objects.bulk_update(cambiate, [*CAMPI_RIGA, "versione", "modificato_il"], batch_size=500)
        nuove = [RigaOrganico.di(organico, dati) for dati in fatto.aggiunti]
        RigaOrganico.objects.bulk_create(nuove, batch_size=1000)
    registra_evento(
        ctx,
        "organico.importato",
        tipo="organico.organico",
        oggetto_id=organico.pk,
        dettagli={"aggiunti": len(nuove), "cambiati": len(fatto.cambiati), "cessati": len(fatto.cessati)},
    )
    scarta(importazione=importazione, ctx=ctx)
    return fatto


@transaction.atomic
def scarta(*, importazione: Importazione, ctx: Contesto) -> None:
    """Throw the file away; its examination goes with it."""
    elimina(importazione.file, ctx=ctx)
