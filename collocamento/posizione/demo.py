"""The demonstration's episodes: who came out of a suspension and asked for nobody, and what the office found."""

from datetime import date, timedelta

from collocamento.models import Datore
from collocamento.posizione.azioni.atti import registra_verifica
from collocamento.posizione.azioni.episodi import ricalcola, ricalcola_tutti
from collocamento.posizione.enums import EsitoVerifica, StatoEpisodio
from collocamento.posizione.models import Episodio
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.base.giorni import oggi
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Appartenenza


# Employers whose suspension, in the returns of 2024, left a post open on its last day. The nights that followed saw
# the first one at once; the second one, as if the portal had been off until then, only three weeks ago.
TARDIVO, FINE_DEL_TARDIVO = "61007050117", date(2025, 10, 31)
RECENTE, FINE_DEL_RECENTE = "61019230111", date(2026, 6, 30)
TRE_SETTIMANE = timedelta(days=21)


@passo(55, "episodi dell'obbligo")
def carica(demo: Dimostrazione) -> None:
    nuovi = not Episodio.objects.exists()
    if nuovi:
        for codice, fine, seguito in (
            (TARDIVO, FINE_DEL_TARDIVO, FINE_DEL_TARDIVO + timedelta(days=1)),
            (RECENTE, FINE_DEL_RECENTE, oggi() - TRE_SETTIMANE),
        ):
            datori = Datore.objects.filter(organizzazione__codice_fiscale=codice).values_list("pk", flat=True)
            for giorno in (fine, seguito):
                ricalcola(list(datori), giorno, demo.ctx)
    ricalcola_tutti(oggi(), demo.ctx)
    if nuovi:
        _verifica()


def _verifica() -> None:
    """The office has looked at the gap past its term, and confirmed it."""
    operatore = conto("operatore-cm")
    appartenenza = Appartenenza.objects.get(utente__email=operatore.email, ruolo=operatore.ruolo)
    ctx = Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
    episodi = Episodio.objects.in_corso().filter(datore__organizzazione__codice_fiscale=TARDIVO)
    for episodio in episodi.filter(stato=StatoEpisodio.SCOPERTA_OLTRE):
        registra_verifica(episodio, EsitoVerifica.CONFERMATA, "Sentita l'azienda: nessuna richiesta.", ctx=ctx)
