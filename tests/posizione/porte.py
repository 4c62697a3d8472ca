from typing import Any

from collocamento.models import Datore
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.posizione.models import Episodio, Richiesta
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from tests.porte import PARTI, PERSONE_DICHIARATE, UFFICIO, Porta, di
from tests.scena import Scena


PORTE: dict[str, Porta] = {
    "posizione:datore": Porta(UFFICIO, proprie=PARTI, argomenti=di("datore", "datore")),
    "posizione:episodi": Porta(UFFICIO),
    "posizione:esporta": Porta(UFFICIO, argomenti=lambda s: {"formato": "csv"}),
    "posizione:episodio": Porta(UFFICIO, argomenti=di("episodio")),
    "posizione:richiesta": Porta(PERSONE_DICHIARATE, argomenti=di("episodio"), post=True),
    "posizione:verifica": Porta(PERSONE_DICHIARATE, argomenti=di("episodio"), post=True),
    "posizione:richiesta_annulla": Porta(PERSONE_DICHIARATE, argomenti=di("richiesta"), post=True),
}


def _atti(datore: Datore) -> dict[str, Any]:
    """An episode of the employer and a request of its own."""
    ricalcola([datore.pk], oggi(), Contesto.sistema("prova"))
    episodio = Episodio.objects.in_corso().filter(datore=datore).first()
    chiave = {"datore": datore, "provincia": episodio.provincia, "protocollo": "1/2026"}
    richiesta, _nuova = Richiesta.objects.get_or_create(**chiave, defaults={"giorno": oggi(), "disabili": 1})
    return {"episodio": episodio, "richiesta": richiesta}


def scena(scena: Scena) -> dict[str, Any]:
    """What stands behind the doors in the matrix: things of the employer of the holders."""
    return _atti(scena.datore)


def demo(datore: Datore) -> dict[str, Any]:
    """The same in the demonstration: things of the employer of its account."""
    return _atti(datore)
