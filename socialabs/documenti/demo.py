"""The demonstration's letterhead, and a document of the shared rooms; where PDFs cannot be made, only the former."""

import datetime
import uuid

from django.conf import settings

from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.base.identificativi import nuovo_id
from socialabs.base.pdf import PACCHETTI_PANGO, pdf_disponibile
from socialabs.documenti.azioni.documenti import registra_carta
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.documenti import ATTESTAZIONE
from socialabs.documenti.loghi import pulisci
from socialabs.documenti.models import CartaIntestata, Documento
from socialabs.documenti.officina import Officina
from socialabs.documenti.registro import tipo


STEMMA = settings.BASE_DIR / "demo" / "stemma.svg"


def si_puo_emettere() -> bool:
    """Whether this machine can draw PDFs; the demonstration does without, where it cannot."""
    return pdf_disponibile()


def emetti_per_la_demo(
    chiave: str, oggetto: uuid.UUID, *, ctx: Contesto, sostituisce: Documento | None = None, motivo: str = ""
) -> Documento:
    """Issue one document right now."""
    emissione = Emissione(tipo(chiave), ctx, nuovo_id(), sostituisce.pk if sostituisce else None, motivo)
    with Officina(1) as officina:
        esito = emetti(emissione, [oggetto], officina)
    return Documento.objects.get(pk=esito.emessi[0])


@passo(40, "carta intestata e attestazione delle deleghe")
def carica(demo: Dimostrazione) -> None:
    if not CartaIntestata.objects.exists():
        carta = CartaIntestata(
            dal=datetime.date(2020, 1, 1),
            testo_logo="Stemma della Provincia dimostrativa",
            recapiti="Tel. 0187 000000, dal lunedì al venerdì, 9-12",
            firmatario="Chiara Montaldo",
            qualifica="La responsabile del Servizio per il collocamento mirato",
        )
        registra_carta(carta, logo=pulisci(STEMMA.read_bytes()), ctx=demo.ctx)
    if not si_puo_emettere():
        print(f"Nessun documento dimostrativo: per creare i PDF serve apt-get install {PACCHETTI_PANGO}")
    elif not Documento.objects.filter(tipo=ATTESTAZIONE).exists():
        emetti_per_la_demo(ATTESTAZIONE, demo.organizzazioni["azienda_1"].pk, ctx=demo.ctx)
