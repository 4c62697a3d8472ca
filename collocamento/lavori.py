"""The long jobs of this app."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from collocamento.azioni.consegne import LAVORO, ConsegnaIllegibile, importa, risultato
from collocamento.azioni.ricalcolo import LAVORO_RICALCOLO, ricalcola
from collocamento.models import Consegna
from collocamento.permessi import RUOLI_CONFIGURAZIONE, RUOLI_IMPORTAZIONE
from socialabs.archivio.azioni import apri
from socialabs.base.contesto import Contesto
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.errori import ErroreDelLavoro
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro


@tipo_di_lavoro(LAVORO, titolo=_("Importazione di prospetti"), ruoli=RUOLI_IMPORTAZIONE)
def importa_consegna(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Import the delivery named in the arguments. Raises ErroreDelLavoro with the reason when it cannot be read."""
    consegna = Consegna.objects.select_related("file").get(pk=lavoro.argomenti["consegna"])
    with apri(consegna.file) as pacchetto:
        try:
            importa(consegna, pacchetto, ctx=ctx, avanzamento=avanzamento)
        except ConsegnaIllegibile as errore:
            raise ErroreDelLavoro(str(errore)) from errore
    return risultato(consegna)


@tipo_di_lavoro(LAVORO_RICALCOLO, titolo=_("Ricalcolo degli obblighi"), ruoli=RUOLI_CONFIGURAZIONE)
def ricalcola_obblighi(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Compute again, from the originals, the figures that a change of code tables or of the engine has made old."""
    return {"ricalcolati": ricalcola(ctx=ctx, avanzamento=avanzamento)}
