"""The long jobs of this app."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collocamento.azioni.consegne import LAVORO, ConsegnaNonImportata, importa, risultato
from collocamento.azioni.ricalcolo import LAVORO_APPLICA, LAVORO_RICALCOLO, PropostaSuperata, applica, prepara
from collocamento.importazione.squadra import AiutanteFermo
from collocamento.models import Consegna, PropostaRicalcolo
from collocamento.permessi import RUOLI_CONFIGURAZIONE, RUOLI_IMPORTAZIONE
from socialabs.archivio.azioni import apri
from socialabs.base.contesto import Contesto
from socialabs.base.stati import TransizioneNonAmmessa
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


def _esito_anteprima(risultato: dict[str, Any]) -> str:
    datori, illeggibili = risultato["datori_cambiati"], risultato["illeggibili"]
    frase = gettext("Nessun datore cambierebbe cifre.")
    if datori:
        frase = ngettext(
            "Cambierebbero le cifre di %(n)d datore.", "Cambierebbero le cifre di %(n)d datori.", datori
        ) % {"n": datori}
    if not illeggibili:
        return frase
    rimasti = ngettext(
        "Un prospetto non si può ricalcolare (%(n)d): restano le sue cifre di prima.",
        "%(n)d prospetti non si possono ricalcolare: restano le loro cifre di prima.",
        illeggibili,
    )
    return f"{frase} {rimasti % {'n': illeggibili}}"


@tipo_di_lavoro(
    LAVORO_RICALCOLO,
    titolo=_("Anteprima del ricalcolo degli obblighi"),
    ruoli=RUOLI_CONFIGURAZIONE,
    esito=_esito_anteprima,
)
def anteprima_ricalcolo(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Work out what a change of code tables, parameters or engine would change. An attempt goes on from the last."""
    try:
        proposta = prepara(ctx=ctx, avanzamento=avanzamento)
    except AiutanteFermo as errore:
        messaggio = gettext(
            "Un processo di calcolo si è interrotto, forse perché mancava memoria: nessuna cifra è cambiata. "
            "Chiedi di nuovo l'anteprima: riprende da dove era arrivata."
        )
        raise ErroreDelLavoro(messaggio) from errore
    if proposta is None:
        return {"url": reverse("collocamento:campagne"), "datori_cambiati": 0, "illeggibili": 0}
    return {
        "url": proposta.get_absolute_url(),
        "datori_cambiati": proposta.datori_cambiati,
        "illeggibili": proposta.illeggibili,
    }


def _esito_ricalcolo(risultato: dict[str, Any]) -> str:
    datori = risultato["datori_cambiati"]
    if not datori:
        return gettext("Nessun datore ha cambiato cifre.")
    frase = ngettext("Le cifre di %(n)d datore sono cambiate.", "Le cifre di %(n)d datori sono cambiate.", datori)
    return frase % {"n": datori}


@tipo_di_lavoro(
    LAVORO_APPLICA, titolo=_("Ricalcolo degli obblighi"), ruoli=RUOLI_CONFIGURAZIONE, esito=_esito_ricalcolo
)
def applica_ricalcolo(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Apply the proposal named in the arguments. Raises ErroreDelLavoro with the reason when it was not."""
    proposta = PropostaRicalcolo.objects.get(pk=lavoro.argomenti["proposta"])
    try:
        esito = applica(proposta=proposta, ctx=ctx)
    except PropostaSuperata as errore:
        raise ErroreDelLavoro(str(errore)) from errore
    except TransizioneNonAmmessa as errore:
        raise ErroreDelLavoro(gettext("L'anteprima non è più da decidere: nessuna cifra è stata toccata.")) from errore
    return {"url": proposta.get_absolute_url(), **asdict(esito)}
