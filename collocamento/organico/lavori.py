"""The long job of the lists of workers: a large file, applied whole or not at all."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collocamento.organico.azioni.elenco import OrganicoChiuso
from collocamento.organico.azioni.importazione import LAVORO, ImportazioneConErrori, applica
from collocamento.organico.models import Importazione
from collocamento.organico.parole import importato
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.contesto import Contesto
from socialabs.base.versioni import ConflittoVersione
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.errori import ErroreDelLavoro
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro


def _esito(risultato: dict[str, Any]) -> str:
    """Empty when another attempt had applied the file already."""
    fatto = [risultato.get(nome, 0) for nome in ("aggiunti", "cambiati", "cessati")]
    return importato(*fatto) if any(fatto) else ""


@tipo_di_lavoro(LAVORO, titolo=_("Importazione dell'organico da Excel"), ruoli=RUOLI_PARTE, esito=_esito)
def applica_file(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Apply the file examined. Raises ErroreDelLavoro with the reason when nothing was written."""
    url = reverse("organico:elenco", args=[lavoro.argomenti["datore"]])
    importazioni = Importazione.objects.visible_to(ctx).select_related("organico", "file")
    esaminata = importazioni.filter(pk=lavoro.argomenti["importazione"]).first()
    if esaminata is None and lavoro.tentativi > 1:  # the attempt that stopped half way had applied it
        return {"url": url}
    if esaminata is None:
        messaggio = gettext("Il file non c'è più, perché è passata un'ora o è stato eliminato: caricalo di nuovo.")
        raise ErroreDelLavoro(messaggio)
    try:
        fatto = applica(importazione=esaminata, ctx=ctx)
    except ConflittoVersione as errore:
        messaggio = gettext("L'organico è cambiato dopo l'esame del file: caricalo di nuovo e controlla il confronto.")
        raise ErroreDelLavoro(messaggio) from errore
    except ImportazioneConErrori as errore:
        messaggio = gettext("Il file non si può applicare: correggi gli errori e caricalo di nuovo.")
        raise ErroreDelLavoro(messaggio) from errore
    except OrganicoChiuso as errore:
        messaggio = gettext("L'organico non è più tenuto: qualcuno l'ha chiuso nel frattempo.")
        raise ErroreDelLavoro(messaggio) from errore
    return {
        "url": url,
        "aggiunti": len(fatto.aggiunti),
        "cambiati": len(fatto.cambiati),
        "cessati": len(fatto.cessati),
    }
