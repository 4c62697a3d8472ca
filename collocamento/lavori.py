"""The long jobs of this app."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collocamento.azioni.consegne import LAVORO, ConsegnaNonImportata, importa, risultato
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
    """Import the delivery named in the arguments. Raises ErroreDelLavoro with the reason when it was not imported."""
    consegna = Consegna.objects.select_related("file").get(pk=lavoro.argomenti["consegna"])
    with apri(consegna.file) as pacchetto:
        try:
            importa(consegna, pacchetto, ctx=ctx, avanzamento=avanzamento)
        except ConsegnaNonImportata as errore:
            raise ErroreDelLavoro(str(errore)) from errore
    return risultato(consegna)


def _esito_ricalcolo(risultato: dict[str, Any]) -> str:
    datori, illeggibili = risultato["datori_cambiati"], risultato["illeggibili"]
    frase = ngettext("Le cifre di %(n)d datore sono cambiate.", "Le cifre di %(n)d datori sono cambiate.", datori) % {
        "n": datori
    }
    if not datori:
        frase = gettext("Nessun datore ha cambiato cifre.")
    if not illeggibili:
        return frase
    rimasti = ngettext(
        "L'originale di %(n)d prospetto non si legge più: restano le sue cifre di prima.",
        "Gli originali di %(n)d prospetti non si leggono più: restano le loro cifre di prima.",
        illeggibili,
    )
    return f"{frase} {rimasti % {'n': illeggibili}}"


@tipo_di_lavoro(
    LAVORO_RICALCOLO, titolo=_("Ricalcolo degli obblighi"), ruoli=RUOLI_CONFIGURAZIONE, esito=_esito_ricalcolo
)
def ricalcola_obblighi(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Compute again, from the originals, the figures that a change of code tables or of the engine has made old."""
    return {"url": reverse("collocamento:elenco"), **asdict(ricalcola(ctx=ctx, avanzamento=avanzamento))}
