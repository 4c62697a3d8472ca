"""Two working groups beside the demonstration's table: `manage.py shell -c` runs `allestisci` in a running portal.

Groups have seats and numbers of their own: nothing here depends on what the demonstration holds. All is made by
one process, because each process begins the factories' sequences again.
"""

import datetime
import json
import re

from django.utils import timezone

from socialabs.base.contesto import Contesto
from socialabs.posta.models import Messaggio
from socialabs.utenti.demo import conto
from tavolo.azioni.convocazioni import prepara
from tavolo.azioni.invio import invia_a_tutti
from tavolo.enums import TipoPunto
from tavolo.models import Partecipante, Seduta
from tests.tavolo.atti import delegato, svolta
from tests.tavolo.fabbriche import GruppoFactory, PuntoFactory, SedutaFactory, tavolo_di


def allestisci() -> None:
    """Print, as JSON, the meetings (one to be opened now, one to come, one held) and the links in the letters."""
    ctx = Contesto.sistema("prova")
    adesso = timezone.now()
    gruppo = GruppoFactory(nome="Gruppo di venticinque")
    tavolo_di(25, supplenti=True, gruppo=gruppo)
    oggi = SedutaFactory(gruppo=gruppo, inizio=adesso - datetime.timedelta(minutes=5))
    futura = SedutaFactory(gruppo=gruppo, inizio=adesso + datetime.timedelta(days=20))
    for seduta in (oggi, futura):
        PuntoFactory(seduta=seduta, titolo="Programma annuale", tipo=TipoPunto.DECISIONE)
        PuntoFactory(seduta=seduta, titolo="Accessibilità delle sedi", tipo=TipoPunto.DISCUSSIONE)
    sedute = {"oggi": oggi, "futura": futura, "svolta": _svolta(ctx)}
    fatto = {chiave: str(seduta.pk) for chiave, seduta in sedute.items()}
    print(json.dumps(fatto | {"collegamenti": _lettere(futura, ctx)}))


def _svolta(ctx: Contesto) -> Seduta:
    """A meeting of a group in which the member of the demo accounts sits: the minutes are still to be begun."""
    gruppo = GruppoFactory(nome="Gruppo con un verbale da scrivere")
    seggi = tavolo_di(4, supplenti=True, gruppo=gruppo)
    mandato = delegato(seggi[1])
    mandato.partecipante = Partecipante.objects.get(utente__email=conto("tavolo").email)
    mandato.save()
    return svolta(ctx, gruppo=gruppo)[0]


def _lettere(seduta: Seduta, ctx: Contesto) -> list[str]:
    prepara(seduta=seduta, ctx=ctx)
    prima = timezone.now()
    invia_a_tutti(seduta=seduta, ctx=ctx)
    testi = [m.corpo_testo for m in Messaggio.objects.filter(modello="tavolo_convocazione", creato_il__gte=prima)]
    return [re.search(r"/tavolo/r/[\w-]+/", testo)[0] for testo in testi]
