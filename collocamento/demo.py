"""The demonstration's returns: the year before is already in, the current package is at hand for the newcomer."""

import datetime
import hashlib

from django.conf import settings

from collocamento.azioni.consegne import importa
from collocamento.documenti import COMUNICAZIONE, RIEPILOGO
from collocamento.models import Campagna, Consegna, Prospetto
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.documenti.azioni.documenti import annulla
from socialabs.documenti.demo import emetti_per_la_demo, si_puo_emettere
from socialabs.documenti.enums import MotivoSostituzione
from socialabs.documenti.models import Documento


PACCHETTO_PRECEDENTE = settings.BASE_DIR / "demo" / "prospetti_2024.zip"

# Employers of the demo's accounts, by tax code: one large and short of people, one small that meets its duty.
AZIENDE = {"azienda_1": "61006420113", "azienda_2": "61005790110"}


@passo(20, "campagne e prospetti dell'anno precedente")
def carica(demo: Dimostrazione) -> None:
    for anno in (2024, 2025):
        Campagna.objects.get_or_create(
            anno=anno,
            defaults={
                "apertura": datetime.date(anno + 1, 1, 2),
                "scadenza": datetime.date(anno + 1, 1, 31),
                "note": "Campagna dimostrativa.",
            },
        )
    importa_pacchetto(demo)
    for chiave, codice_fiscale in AZIENDE.items():
        demo.organizzazioni[chiave] = Organizzazione.objects.get(codice_fiscale=codice_fiscale)


def importa_pacchetto(demo: Dimostrazione) -> None:
    """Import the package of the year before, unless it is already in."""
    impronta = hashlib.sha256(PACCHETTO_PRECEDENTE.read_bytes()).hexdigest()
    if not Consegna.objects.filter(sha256=impronta).exists():
        consegna = Consegna.objects.create(nome=PACCHETTO_PRECEDENTE.name, sha256=impronta)
        importa(consegna, PACCHETTO_PRECEDENTE, ctx=demo.ctx)


@passo(50, "comunicazioni e riepiloghi emessi")
def emetti_documenti(demo: Dimostrazione) -> None:
    """A letter replaced by another, a position, and one annulled: whatever the archive has to show."""
    if not si_puo_emettere() or Documento.objects.filter(tipo=RIEPILOGO).exists():
        return
    prospetti = Prospetto.objects.validi(2024)
    grande, piccola = (prospetti.get(datore__organizzazione__codice_fiscale=codice) for codice in AZIENDE.values())
    lettera = emetti_per_la_demo(COMUNICAZIONE, grande.pk, ctx=demo.ctx)
    emetti_per_la_demo(
        COMUNICAZIONE, grande.pk, ctx=demo.ctx, sostituisce=lettera, motivo=MotivoSostituzione.DESTINATARIO
    )
    emetti_per_la_demo(RIEPILOGO, grande.pk, ctx=demo.ctx)
    sbagliato = emetti_per_la_demo(RIEPILOGO, piccola.pk, ctx=demo.ctx)
    annulla(sbagliato, motivo="Emesso per prova durante la dimostrazione.", ctx=demo.ctx)
