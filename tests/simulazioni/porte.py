from typing import Any

from collocamento.models import Datore
from collocamento.simulazioni.azioni import condividi, crea_dalla_posizione
from collocamento.simulazioni.models import Scenario
from socialabs.utenti.enums import Ruolo
from tests.porte import PARTI, PERSONE_DICHIARATE, UFFICIO, Porta, di
from tests.scena import Scena


DEL_DATORE = {"argomenti": lambda s: {"datore": s.datore.pk}}
PRIVATO = di("scenario_privato")
CONDIVISO = di("scenario_condiviso")
PORTE: dict[str, Porta] = {
    "simulazioni:condivise": Porta(UFFICIO),
    "simulazioni:elenco": Porta(UFFICIO, proprie=PARTI, **DEL_DATORE),
    "simulazioni:nuova": Porta(PERSONE_DICHIARATE, proprie=PARTI, post=True, **DEL_DATORE),
    # One that the employer has shared: every office reads it, those of targeted placement may copy it.
    "simulazioni:scenario": Porta(UFFICIO, proprie=PARTI, argomenti=CONDIVISO),
    "simulazioni:duplica": Porta(PERSONE_DICHIARATE, proprie=PARTI, argomenti=CONDIVISO, post=True),
    # One that it keeps for itself.
    "simulazioni:elimina": Porta(proprie=PARTI, argomenti=PRIVATO, post=True),
    "simulazioni:riparti": Porta(proprie=PARTI, argomenti=PRIVATO, post=True),
    "simulazioni:condividi": Porta(proprie=PARTI, argomenti=PRIVATO, post=True),
    "simulazioni:revoca": Porta(proprie=PARTI, argomenti=CONDIVISO, post=True),
}


def scena(scena: Scena) -> dict[str, Any]:
    """What stands behind the doors in the matrix: things of the employer of the holders."""
    ctx = scena.titolari[Ruolo.REFERENTE_AZIENDA].ctx
    privato = crea_dalla_posizione(datore=scena.datore, nome="Nostra", ctx=ctx)
    condiviso = crea_dalla_posizione(datore=scena.datore, nome="Per l'ufficio", ctx=ctx)
    condividi(scenario=condiviso, messaggio="Che ne pensate?", ctx=ctx)
    return {"scenario_privato": privato, "scenario_condiviso": condiviso}


def demo(datore: Datore) -> dict[str, Any]:
    """The same in the demonstration: things of the employer of its account."""
    scenari = Scenario.objects.filter(datore=datore)
    condiviso = scenari.condivisi().get()
    return {"scenario_privato": scenari.exclude(pk=condiviso.pk).get(), "scenario_condiviso": condiviso}
