"""The demonstration's episodes: who came out of a suspension and asked for nobody, and what the office did."""

from datetime import date, timedelta

from collocamento.models import Datore
from collocamento.posizione.azioni.atti import registra_richiesta, registra_verifica
from collocamento.posizione.azioni.episodi import ricalcola, ricalcola_tutti
from collocamento.posizione.enums import EsitoVerifica, StatoEpisodio
from collocamento.posizione.models import Episodio, Richiesta
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.base.giorni import oggi
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Appartenenza


# Employers whose suspension, in the returns of 2024, ends on this day: some were looked at again only this month.
FINE_SOSPENSIONE = date(2026, 6, 30)
SOSPESI = ("61000890113", "61002010116", "61004740116", "61009710114", "61012300119", "61013770112")
RIVISTI_ORA = ("61014260113", "61019090119")


@passo(55, "episodi dell'obbligo")
def carica(demo: Dimostrazione) -> None:
    nuovi = not Episodio.objects.exists()
    if nuovi:
        sospesi, rivisti = _datori(SOSPESI), _datori(RIVISTI_ORA)
        ricalcola([*sospesi, *rivisti], FINE_SOSPENSIONE, demo.ctx)
        ricalcola(sospesi, FINE_SOSPENSIONE + timedelta(days=1), demo.ctx)
        ricalcola(rivisti, oggi() - timedelta(days=20), demo.ctx)
    ricalcola_tutti(oggi(), demo.ctx)
    if nuovi:
        _lavora()


def _datori(codici: tuple[str, ...]) -> list:
    return list(Datore.objects.filter(organizzazione__codice_fiscale__in=codici).values_list("pk", flat=True))


def _lavora() -> None:
    """One gap confirmed, one being filled, one asked for by PEC."""
    operatore = conto("operatore-cm")
    appartenenza = Appartenenza.objects.get(utente__email=operatore.email, ruolo=operatore.ruolo)
    ctx = Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
    oltre = Episodio.objects.in_corso().filter(stato=StatoEpisodio.SCOPERTA_OLTRE).order_by("-scoperti", "datore_id")
    confermato, in_copertura, richiesto = oltre[:3]
    registra_verifica(confermato, EsitoVerifica.CONFERMATA, "Sentita l'azienda: nessuna richiesta.", ctx=ctx)
    registra_verifica(in_copertura, EsitoVerifica.IN_COPERTURA, "Colloqui di selezione in corso.", ctx=ctx)
    richiesta = Richiesta(
        datore_id=richiesto.datore_id,
        provincia=richiesto.provincia,
        giorno=oggi() - timedelta(days=2),
        protocollo="0041872/2026",
        disabili=richiesto.scoperti,
        art18=richiesto.scoperti_art18,
    )
    registra_richiesta(richiesta, ctx=ctx)
