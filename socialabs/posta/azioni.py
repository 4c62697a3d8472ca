"""Put a message in the queue, send it, try again."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.posta.enums import StatoMessaggio
from socialabs.posta.models import Messaggio
from socialabs.posta.spedizione import NonConsegnabile, NonInviato, spedisci
from socialabs.registro.azioni import registra_evento


# After a failure the wait doubles from one minute up to four hours, for a day in all.
PRIMA_ATTESA = timedelta(minutes=1)
ATTESA_MASSIMA = timedelta(hours=4)
RINUNCIA_DOPO = timedelta(hours=24)


@transaction.atomic
def accoda(
    *,
    destinatario: str,
    oggetto: str,
    modello: str,
    dati: dict[str, Any],
    ctx: Contesto | None = None,
    chiave: str | None = None,
    calendario: str = "",
    nome_calendario: str = "",
    lista: str = "",
) -> Messaggio:
    """Write a message made of `posta/<modello>.txt`, and `.html` if there is one; it leaves after the commit.

    The same `chiave` twice gives the first message back: nobody receives it again. `calendario` is an iCalendar text
    to attach under `nome_calendario`, `lista` the series it belongs to (see the model).
    """
    dati = {"public_url": settings.PUBLIC_URL.rstrip("/"), **dati}
    testo = render_to_string(f"posta/{modello}.txt", dati)
    try:
        html = render_to_string(f"posta/{modello}.html", dati)
    except TemplateDoesNotExist:
        html = ""
    messaggio = scrivi(
        destinatario=destinatario,
        oggetto=oggetto,
        corpo_testo=testo,
        corpo_html=html,
        modello=modello,
        chiave=chiave,
        calendario=calendario or None,
        nome_calendario=nome_calendario,
        lista=lista,
    )
    if ctx is not None:
        registra_evento(ctx, "posta.accodata", tipo="posta.messaggio", oggetto_id=messaggio.pk, etichetta=modello)
    return messaggio


def scrivi(*, chiave: str | None = None, mittente: str = "", **campi: Any) -> Messaggio:
    """Write a message already composed; see `accoda`."""
    try:
        with transaction.atomic():
            messaggio = Messaggio.objects.create(
                chiave=chiave or None, mittente=mittente or settings.DEFAULT_FROM_EMAIL, **campi
            )
    except IntegrityError:
        gia_scritto = Messaggio.objects.filter(chiave=chiave).first() if chiave else None
        if gia_scritto is None:
            raise
        return gia_scritto
    consegna_dopo_il_commit(messaggio)
    return messaggio


def consegna_dopo_il_commit(messaggio: Messaggio) -> None:
    """A broker that is down loses no message and breaks no page: the sweeper hands over what is due."""
    from socialabs.posta.tasks import invia

    transaction.on_commit(lambda: invia.apply_async([str(messaggio.pk)], retry=False), robust=True)


@transaction.atomic
def invia_ora(messaggio_id: uuid.UUID) -> None:
    """Try to send a message that is due; whoever else holds it, or has sent it, makes this a no-op.

    The row stays locked while the server is spoken to. A crash between its yes and our commit sends the message again,
    under the same Message-ID.
    """
    messaggio = Messaggio.objects.da_inviare().select_for_update(skip_locked=True).filter(pk=messaggio_id).first()
    if messaggio is None:
        return
    sistema = Contesto.sistema("posta")
    messaggio.tentativi += 1
    try:
        spedisci(messaggio)
    except NonConsegnabile as errore:
        messaggio.errore = str(errore)
        messaggio.passa_a(StatoMessaggio.FALLITO, sistema)
    except NonInviato as errore:
        messaggio.errore = str(errore)
        messaggio.prossimo_tentativo = adesso() + attesa(messaggio.tentativi)
        if messaggio.prossimo_tentativo - messaggio.accodato_il > RINUNCIA_DOPO:
            messaggio.passa_a(StatoMessaggio.FALLITO, sistema)
    else:
        messaggio.errore = ""
        messaggio.passa_a(StatoMessaggio.INVIATO, sistema)
    messaggio.save()


def attesa(tentativi: int) -> timedelta:
    """How long to wait after so many failures."""
    return min(PRIMA_ATTESA * 2 ** (min(tentativi, 12) - 1), ATTESA_MASSIMA)


@transaction.atomic
def reinvia(messaggio: Messaggio, *, ctx: Contesto) -> Messaggio:
    """Queue a sent or failed message again, on somebody's word. Raises TransizioneNonAmmessa while it is queued."""
    attuale = Messaggio.objects.select_for_update().get(pk=messaggio.pk)
    attuale.passa_a(StatoMessaggio.IN_CODA, ctx)
    attuale.tentativi, attuale.errore = 0, ""
    attuale.accodato_il = attuale.prossimo_tentativo = adesso()
    attuale.save()
    registra_evento(ctx, "posta.reinviata", tipo="posta.messaggio", oggetto_id=attuale.pk)
    consegna_dopo_il_commit(attuale)
    return attuale
