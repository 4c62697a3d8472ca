"""Documents are made in the worker: one, or hundreds."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from socialabs.base.contesto import Contesto
from socialabs.base.pdf import PdfNonDisponibile
from socialabs.documenti.azioni.documenti import LAVORO
from socialabs.documenti.azioni.emissione import Emissione, Esito, emetti
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.lotto import raccogli
from socialabs.documenti.models import Documento
from socialabs.documenti.officina import Officina
from socialabs.documenti.registro import TipoDocumento
from socialabs.documenti.registro import tipo as tipo_dichiarato
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.errori import ErroreDelLavoro
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro


# How many numbers a transaction takes: few, so that others who issue in the same series wait for a moment only.
BLOCCO = 20
# What an incident of the batch leaves is shown on its page: enough to understand, not all of a list of thousands.
MASSIMO_ESCLUSI = 500


def _esito(risultato: dict[str, Any]) -> str:
    emessi, esclusi = risultato.get("emessi", 0), len(risultato.get("esclusi", []))
    frase = ngettext("%(n)d documento emesso.", "%(n)d documenti emessi.", emessi) % {"n": emessi}
    if not esclusi:
        return frase
    lasciati = ngettext("%(n)d oggetto lasciato fuori.", "%(n)d oggetti lasciati fuori.", esclusi) % {"n": esclusi}
    return f"{frase} {lasciati}"


@tipo_di_lavoro(LAVORO, titolo=gettext_lazy("Emissione di documenti"), esito=_esito)
def emetti_documenti(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Issue what was asked, a few at a time; whatever an earlier attempt of the same job issued is found and kept."""
    argomenti = lavoro.argomenti
    oggetti = [uuid.UUID(o) for o in argomenti["oggetti"]]
    sostituisce = argomenti.get("sostituisce")
    try:
        emissione = Emissione(
            tipo=_tipo(argomenti["tipo"]),
            ctx=ctx,
            richiesta=lavoro.pk,
            sostituisce=uuid.UUID(sostituisce) if sostituisce else None,
            motivo=argomenti.get("motivo", ""),
        )
        esito = _emetti_tutti(emissione, oggetti, avanzamento)
    except (PermissionDenied, Documento.DoesNotExist) as errore:
        raise ErroreDelLavoro(_("Chi ha chiesto il documento non può più emetterlo.")) from errore
    except ImproperlyConfigured as errore:
        raise ErroreDelLavoro(_("Il sigillo elettronico non funziona: avvisa chi gestisce il portale.")) from errore
    except (NonEmettibile, PdfNonDisponibile) as errore:
        raise ErroreDelLavoro(str(errore)) from errore
    return _risultato(lavoro, oggetti, esito, avanzamento, ctx)


def _tipo(chiave: str) -> TipoDocumento:
    try:
        return tipo_dichiarato(chiave)
    except KeyError as errore:
        raise ErroreDelLavoro(_("Questo tipo di documento non esiste più.")) from errore


def _emetti_tutti(emissione: Emissione, oggetti: Sequence[uuid.UUID], avanzamento: Avanzamento) -> Esito:
    esito, totale = Esito(), len(oggetti)
    with Officina(totale) as officina:
        for inizio in range(0, totale, BLOCCO):
            avanzamento.aggiorna(inizio, totale, _("Emissione"))
            esito += emetti(emissione, oggetti[inizio : inizio + BLOCCO], officina)
    avanzamento.aggiorna(totale, totale, _("Emissione"))
    return esito


def _risultato(
    lavoro: Lavoro, oggetti: Sequence[uuid.UUID], esito: Esito, avanzamento: Avanzamento, ctx: Contesto
) -> dict[str, Any]:
    if len(oggetti) == 1:
        if esito.esclusi:
            raise ErroreDelLavoro(esito.esclusi[0][1])
        return {"url": reverse("documenti:dettaglio", args=[esito.emessi[0]]), "emessi": 1}
    risultato = {
        "url": reverse("documenti:lotto", args=[lavoro.pk]),
        "emessi": len(esito.emessi),
        "esclusi": [[str(oggetto), motivo] for oggetto, motivo in esito.esclusi[:MASSIMO_ESCLUSI]],
    }
    if esito.emessi:
        documenti = list(_in_ordine(esito.emessi))
        totale = len(documenti)
        unito, zip_ = raccogli(
            documenti, ctx=ctx, progresso=lambda n: avanzamento.aggiorna(n, totale, _("Raccolta in un file solo"))
        )
        risultato |= {"unito": str(unito.pk), "zip": str(zip_.pk)}
    return risultato


def _in_ordine(emessi: Sequence[uuid.UUID]) -> Iterator[Documento]:
    documenti = Documento.objects.filter(pk__in=emessi).select_related("file").defer("dati")
    yield from documenti.order_by("anno", "numero")
