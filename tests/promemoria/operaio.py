"""The Celery application of the workers and beats that the process tests start: the portal's own, with one kind of
deadline (whoever represents a company, yesterday), a beat in a hurry, and a place where to be killed.
"""

import os
import time
from datetime import timedelta
from pathlib import Path

import django

from socialabs.celery import app


django.setup()

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.giorni import oggi
from socialabs.posta import azioni as posta
from socialabs.posta import tasks as compiti_posta
from socialabs.promemoria import messaggi, registro, turno
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import Dovuta, TipoScadenza, membri


TIPO = "prova.processi"


def dovute(finestra):
    for azienda in Organizzazione.objects.filter(tipo="azienda").values_list("pk", flat=True):
        yield Dovuta(azienda, (membri(azienda, "ref_azienda"),), oggi() - timedelta(days=1))


registro._tipi = {}
registro.registra(
    TipoScadenza(
        chiave=TIPO,
        titolo="Cosa da fare",
        oggetto="anagrafica.organizzazione",
        testi={Pubblico.AZIENDA: "Entro il %(scadenza)s."},
        dovute=dovute,
    )
)
app.conf.beat_schedule = {
    "promemoria": {"task": "socialabs.promemoria.tasks.turno", "schedule": 0.5},
    "posta-ferma": {"task": "socialabs.posta.tasks.riprendi_ferma", "schedule": 0.5},
}
app.conf.beat_max_loop_interval = 0.2


def muori_qui(modulo, nome, *, dopo):
    """Stop at a function, before or after its work, and wait to be killed."""
    vera = getattr(modulo, nome)

    def finta(*args, **kwargs):
        risultato = vera(*args, **kwargs) if dopo else None
        Path(os.environ["SEGNO"]).touch()
        time.sleep(60)
        return risultato

    setattr(modulo, nome, finta)


PUNTI = {
    "read, not sent": lambda: muori_qui(turno, "spedisci_dovuti", dopo=False),
    "sent, not committed": lambda: muori_qui(messaggi, "accoda", dopo=True),
    "committed, not handed over": lambda: muori_qui(compiti_posta.invia, "apply_async", dopo=False),
    "taken by the mail server, not committed": lambda: muori_qui(posta, "spedisci", dopo=True),
}
if punto := os.environ.get("PUNTO"):
    PUNTI[punto]()

__all__ = ["app"]
