"""The turn that beat calls every few minutes: read the data, send what is due, gather the digests.

Two turns at once do no harm, and a turn that did not happen is made up for by the next.
"""

import logging
from datetime import timedelta

from django.db import transaction

from socialabs.base.giorni import adesso
from socialabs.promemoria import registro
from socialabs.promemoria.models import Preparazione, Promemoria
from socialabs.promemoria.preparazione import prepara
from socialabs.promemoria.registro import TipoScadenza
from socialabs.promemoria.spedizione import spedisci_dovuti, spedisci_riepiloghi


logger = logging.getLogger(__name__)

# Every kind is read again so often; one that has something to send, just before: what was done a minute ago is known.
RILEGGI_DOPO = timedelta(minutes=55)
PRIMA_DI_SPEDIRE = timedelta(minutes=1)


def fai_un_turno() -> None:
    con_dovuti = set(Promemoria.objects.da_inviare().values_list("scadenza__tipo", flat=True).distinct())
    for tipo in registro.tipi():
        leggi(tipo, se_piu_vecchia_di=PRIMA_DI_SPEDIRE if tipo.chiave in con_dovuti else RILEGGI_DOPO)
    spedisci_dovuti(pronti())
    spedisci_riepiloghi()


def pronti() -> list[str]:
    """The declared kinds read so recently that their reminders may leave."""
    recenti = Preparazione.objects.filter(riuscita_il__gt=adesso() - RILEGGI_DOPO, errore="")
    return sorted(registro.chiavi() & set(recenti.values_list("tipo", flat=True)))


def leggi(tipo: TipoScadenza, *, se_piu_vecchia_di: timedelta) -> None:
    """Prepare a kind, unless it was done just now or is being done. The fault of one kind silences no other."""
    Preparazione.objects.get_or_create(tipo=tipo.chiave)
    try:
        with transaction.atomic():
            riga = Preparazione.objects.select_for_update(skip_locked=True).filter(tipo=tipo.chiave).first()
            if riga is None or (riga.riuscita_il and riga.riuscita_il > adesso() - se_piu_vecchia_di):
                return
            prepara(tipo)
            riga.riuscita_il, riga.errore = adesso(), ""
            riga.save()
    except Exception as errore:
        logger.exception("deadlines of kind %s were not read", tipo.chiave)
        Preparazione.objects.filter(tipo=tipo.chiave).update(errore=type(errore).__name__[:80])
