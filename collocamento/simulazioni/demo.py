"""The demonstration's scenarios: two of the large company, one of them shown to the office."""

from collocamento.models import Datore
from collocamento.normativa import FasciaIncentivo
from collocamento.normativa.trasporto import da_dict
from collocamento.simulazioni.azioni import SCRITTI, condividi, crea_dalla_posizione
from collocamento.simulazioni.models import Scenario
from collocamento.simulazioni.variazioni import (
    Assunzione,
    ConvenzioneDiProgramma,
    Gruppo,
    Personale,
    Variazione,
    come_lista,
)
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Appartenenza


MESSAGGIO = (
    "Vorremmo programmare le assunzioni in due anni: la convenzione che abbiamo simulato vi sembra proponibile?"
)


@passo(70, "simulazioni di un'azienda")
def crea_simulazioni(demo: Dimostrazione) -> None:
    datore = Datore.objects.get(organizzazione=demo.organizzazioni["azienda_1"])
    if Scenario.objects.filter(datore=datore).exists():
        return
    azienda = conto("azienda")
    appartenenza = Appartenenza.objects.get(utente__email=azienda.email, ruolo=azienda.ruolo)
    ctx = Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
    crescita = crea_dalla_posizione(datore=datore, nome="Dieci persone in più e due assunzioni", ctx=ctx)
    sede = da_dict(crescita.partenza)[0].provincia_sede
    assunzione = Assunzione(sede, 2, fascia=FasciaIncentivo.OLTRE_79, retribuzione=1650)
    _scrivi(crescita, Personale(sede, Gruppo.ORDINARI, 10), assunzione)
    convenzione = crea_dalla_posizione(datore=datore, nome="Una convenzione in due anni", ctx=ctx)
    _scrivi(convenzione, ConvenzioneDiProgramma(sede, 3))
    condividi(scenario=convenzione, messaggio=MESSAGGIO, ctx=ctx)


def _scrivi(scenario: Scenario, *variazioni: Variazione) -> None:
    scenario.variazioni = come_lista(variazioni)
    scenario.save(update_fields=[*SCRITTI, "modificato_il"])
