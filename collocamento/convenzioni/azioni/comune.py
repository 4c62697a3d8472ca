"""What the verbs on conventions share: the row under lock, a line in the register."""

from typing import Any

from django.db import models

from collocamento.convenzioni.models import Atto, Convenzione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.versioni import salva_versionato
from socialabs.registro import registra_evento


def blocca(convenzione: Convenzione) -> Convenzione:
    """The convention as it is now, locked until the end of the transaction: its verbs follow each other."""
    righe = Convenzione.objects.select_for_update(of=("self",))
    return righe.select_related("datore__organizzazione", "destinatario").get(pk=convenzione.pk)


def annota(ctx: Contesto, verbo: str, oggetto: models.Model, *, motivo: str = "", **dettagli: Any) -> None:
    """Add to the register, under the convention."""
    convenzione = oggetto.convenzione if isinstance(oggetto, Atto) else oggetto
    registra_evento(
        ctx,
        verbo,
        tipo="convenzioni.convenzione",
        oggetto_id=convenzione.pk,
        etichetta=str(oggetto),
        motivo=motivo,
        dettagli=dettagli,
    )


def salva(convenzione: Convenzione, *campi: str) -> None:
    """Save fields of a row under lock; its version grows, so that a form open elsewhere learns of it."""
    salva_versionato(convenzione, convenzione.versione, campi)


def chiudi(convenzione: Convenzione, motivo: str = "") -> None:
    """Close a row whose state has just become final."""
    convenzione.chiusa_il, convenzione.motivo_chiusura = oggi(), motivo
    salva(convenzione, "stato", "chiusa_il", "motivo_chiusura")
