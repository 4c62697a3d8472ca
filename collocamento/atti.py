"""Documents seen from the employer's page."""

import uuid
from typing import Any

from django.urls import reverse

from collocamento.documenti import COMUNICAZIONE, RIEPILOGO
from collocamento.models import Prospetto
from socialabs.base.contesto import Contesto
from socialabs.documenti.documenti import ATTESTAZIONE
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo


MASSIMO = 10


def documenti_del_datore(ctx: Contesto, prospetto: Prospetto) -> dict[str, Any]:
    """The documents addressed to the employer, latest first, and those that `ctx` may issue from here."""
    organizzazione = prospetto.datore.organizzazione_id
    documenti = Documento.objects.visible_to(ctx).filter(destinatario=organizzazione).per_elenco()
    offerti: list[tuple[str, uuid.UUID]] = [(RIEPILOGO, prospetto.pk)]
    if prospetto.calcolo.scopertura_disabili or prospetto.calcolo.scopertura_art18:
        offerti.append((COMUNICAZIONE, prospetto.pk))
    offerti.append((ATTESTAZIONE, organizzazione))
    return {
        "documenti": documenti[:MASSIMO],
        "da_emettere": [
            {"titolo": tipo(chiave).titolo, "url": reverse("documenti:nuovo", args=[chiave, oggetto])}
            for chiave, oggetto in offerti
            if tipo(chiave).ammette(ctx)
        ],
    }
