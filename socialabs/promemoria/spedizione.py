"""What is due leaves: an item in the inbox and a mail in the queue, in one transaction with the reminder's state.

The lock is on the person: whoever holds it sends everything that is due to them, so two workers never split in two
what belongs in one message. A worker that dies leaves nothing half done: its transaction was never there.
"""

import logging
import uuid
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from socialabs.base.giorni import adesso
from socialabs.promemoria import messaggi, preferenze, registro
from socialabs.promemoria.enums import DA_FARE, Canale, Frequenza, StatoPromemoria, ViaPosta
from socialabs.promemoria.models import Avviso, Promemoria
from socialabs.promemoria.preferenze import Scelta
from socialabs.promemoria.regole import ROMA
from socialabs.utenti.models import Utente


logger = logging.getLogger(__name__)

LOTTO = 500
# An hour after the reminders: the day's digest holds the day's.
ORA_DEL_RIEPILOGO = time(9)

# The next rows of the partial index `promemoria_in_attesa`, after the last ones seen.
DOVUTI = """
select quando, id, utente_id from promemoria_promemoria
 where stato = 'in_attesa' and quando <= %(adesso)s and (quando, id) > (%(quando)s, %(id)s)
 order by quando, id limit %(lotto)s
"""
_PRIMO = (datetime(1, 1, 2, tzinfo=ROMA), uuid.UUID(int=0))


def spedisci_dovuti(tipi: Collection[str]) -> int:
    """Send every due reminder of the kinds `tipi`, batch by batch, each committed; how many items were made."""
    fatti, visti = 0, set()
    for utenti in _lotti(DOVUTI):
        fatti += _a_ciascuno(utenti - visti, lambda utente: _invia(utente, tipi))
        visti |= utenti
    return fatti


def spedisci_riepiloghi() -> int:
    """Send the digests whose hour has come: one mail for each person; how many."""
    utenti = set(Avviso.objects.da_riepilogare().values_list("utente", flat=True))
    Avviso.objects.da_riepilogare().filter(utente__is_active=False).update(via_posta=ViaPosta.SUPERATO)
    return _a_ciascuno(utenti, _riepiloga)


def _lotti(sql: str) -> Iterator[set[uuid.UUID]]:
    """The people of each batch of due rows."""
    ultimo: tuple[Any, ...] = _PRIMO
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"adesso": adesso(), "quando": ultimo[0], "id": ultimo[1], "lotto": LOTTO})
            righe = cursor.fetchall()
        if not righe:
            return
        ultimo = righe[-1]
        yield {utente for _quando, _id, utente in righe}


@transaction.atomic
def _a_ciascuno(utenti: Collection[uuid.UUID], invia: Any) -> int:
    """Lock the people that nobody else holds and serve each; the fault of one touches no other."""
    fatti = 0
    liberi = Utente.objects.select_for_update(skip_locked=True, no_key=True)
    for utente in liberi.filter(pk__in=utenti, is_active=True).order_by("pk"):
        try:
            with transaction.atomic():
                fatti += invia(utente)
        except Exception as errore:
            # The text may name a person: the row keeps the kind of fault, the log where it happened.
            logger.exception("reminders of %s wait", utente.pk)
            Promemoria.objects.da_inviare().filter(utente=utente).update(errore=type(errore).__name__[:80])
    return fatti


# --- reminders -----------------------------------------------------------------------------------------------------
def _invia(utente: Utente, tipi: Collection[str]) -> int:
    """Make an item of each kind that is due to a person; how many."""
    dovuti = (
        Promemoria.objects.da_inviare()
        .filter(utente=utente, scadenza__tipo__in=tipi, scadenza__stato__in=DA_FARE)
        .select_related("scadenza")
        .select_for_update(skip_locked=True, of=("self",))
    )
    ordinati = sorted(dovuti, key=_gruppo)
    scelte = preferenze.scelte(utente.pk, [registro.tipo(tipo) for tipo in {p.scadenza.tipo for p in ordinati}])
    fatti = 0
    for (tipo, pubblico), gruppo in groupby(ordinati, key=_gruppo):
        fatti += _invia_gruppo(utente, tipo, pubblico, list(gruppo), scelte[tipo])
    return fatti


def _gruppo(promemoria: Promemoria) -> tuple[str, str]:
    return promemoria.scadenza.tipo, promemoria.pubblico


def _invia_gruppo(utente: Utente, tipo: str, pubblico: str, gruppo: list[Promemoria], scelta: Scelta) -> int:
    righe = Promemoria.objects.filter(pk__in=[p.pk for p in gruppo])
    per_posta = Canale.POSTA in scelta.canali
    if not per_posta and Canale.AVVISO not in scelta.canali:
        righe.update(stato=StatoPromemoria.TACIUTO, errore="", modificato_il=adesso())
        return 0
    avviso = Avviso(
        utente=utente,
        tipo=tipo,
        pubblico=pubblico,
        # Who has no address and wants mails finds them here.
        in_casella=Canale.AVVISO in scelta.canali or not utente.email,
        recuperati=len(gruppo) - len({p.scadenza_id for p in gruppo}),
    )
    if per_posta and utente.email:
        avviso.riepilogo_il = _prossimo_riepilogo(scelta.frequenza, min(p.scadenza.giorno for p in gruppo))
        avviso.via_posta = ViaPosta.RIEPILOGO if avviso.riepilogo_il else ViaPosta.ACCODATO
    avviso.save()
    righe.update(stato=StatoPromemoria.INVIATO, inviato_il=adesso(), avviso=avviso, errore="", modificato_il=adesso())
    if avviso.via_posta == ViaPosta.ACCODATO:
        messaggi.accoda_avviso(avviso)
        avviso.save()
    return 1


# --- digests -------------------------------------------------------------------------------------------------------
def _prossimo_riepilogo(frequenza: Frequenza, giorno: date) -> datetime | None:
    """When the digest leaves that may carry a deadline of `giorno`; None if it cannot wait for one."""
    if frequenza == Frequenza.SUBITO:
        return None
    ora = timezone.localtime(adesso(), ROMA)
    riepilogo = ora.date() + timedelta(days=ora.time() >= ORA_DEL_RIEPILOGO)
    if frequenza == Frequenza.SETTIMANALE:
        riepilogo += timedelta(days=-riepilogo.weekday() % 7)
    return None if giorno < riepilogo else datetime.combine(riepilogo, ORA_DEL_RIEPILOGO, tzinfo=ROMA)


def _riepiloga(utente: Utente) -> int:
    """One mail of all that waits for the digest, without what was done meanwhile."""
    attesi = Avviso.objects.da_riepilogare().filter(utente=utente).select_for_update().order_by("creato_il", "id")
    ancora_da_fare = set(
        Promemoria.objects.filter(avviso__in=[a.pk for a in attesi], scadenza__stato__in=DA_FARE).values_list(
            "avviso", flat=True
        )
    )
    avvisi = [avviso for avviso in attesi if avviso.pk in ancora_da_fare]
    for avviso in attesi:
        avviso.utente = utente
        avviso.via_posta = ViaPosta.SUPERATO
    if avvisi:
        messaggi.accoda_riepilogo(utente, avvisi)
    for avviso in attesi:
        avviso.save()
    return int(bool(avvisi))
