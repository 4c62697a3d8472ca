"""A table of 25 members in a running portal: `manage.py shell -c` runs `allestisci` in that portal's database."""

import datetime
import json
import re

from django.utils import timezone

from socialabs.base.contesto import Contesto
from socialabs.posta.models import Messaggio
from tavolo.azioni.convocazioni import prepara
from tavolo.azioni.invio import invia_a_tutti
from tavolo.enums import TipoPunto
from tavolo.models import Seduta
from tests.tavolo.fabbriche import PuntoFactory, SedutaFactory, tavolo_di


def allestisci() -> None:
    """Print, as JSON, the meetings (one to be opened now, one to come) and the links that the letters of each bear."""
    ctx = Contesto.sistema("prova")
    adesso = timezone.now()
    tavolo_di(25, supplenti=True)
    oggi = SedutaFactory(inizio=adesso - datetime.timedelta(minutes=5))
    futura = SedutaFactory(inizio=adesso + datetime.timedelta(days=20))
    for seduta in (oggi, futura):
        PuntoFactory(seduta=seduta, titolo="Programma annuale", tipo=TipoPunto.DECISIONE)
        PuntoFactory(seduta=seduta, titolo="Accessibilità delle sedi", tipo=TipoPunto.DISCUSSIONE)
    print(json.dumps({"oggi": str(oggi.pk), "futura": str(futura.pk), "collegamenti": _lettere(futura, ctx)}))


def _lettere(seduta: Seduta, ctx: Contesto) -> list[str]:
    prepara(seduta=seduta, ctx=ctx)
    invia_a_tutti(seduta=seduta, ctx=ctx)
    testi = [m.corpo_testo for m in Messaggio.objects.filter(modello="tavolo_convocazione")]
    return [re.search(r"/tavolo/r/[\w-]+/", testo)[0] for testo in testi]
