from typing import Any

from collocamento.enums import StatoProposta
from collocamento.models import Datore, PropostaRicalcolo
from collocamento.ottemperanza.azioni.arrivo import Domanda, registra_verifica
from collocamento.ottemperanza.models import Pratica
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from tests.porte import DELEGHE, PARTI, PERSONE_DICHIARATE, UFFICIO, Porta, di
from tests.scena import Scena


# Whoever keeps the tables has the figures computed again.
RICALCOLA = DELEGHE
DEL_DATORE = di("datore", "datore")

PORTE: dict[str, Porta] = {
    "ottemperanza:elenco": Porta(UFFICIO),
    "ottemperanza:esporta": Porta(UFFICIO, argomenti=lambda s: {"formato": "csv"}),
    "ottemperanza:nuova": Porta(PERSONE_DICHIARATE),
    "ottemperanza:pratica": Porta(UFFICIO, proprie=PARTI, argomenti=di("pratica_ottemperanza")),
    "ottemperanza:datore": Porta(UFFICIO, proprie=PARTI, argomenti=DEL_DATORE),
    "ottemperanza:dichiarazione": Porta(proprie=PARTI, argomenti=DEL_DATORE),
    "ottemperanza:certificato": Porta(proprie=PARTI, argomenti=DEL_DATORE),
    "collocamento:ricalcolo": Porta(RICALCOLA, argomenti=di("ricalcolo")),
    "collocamento:ricalcolo_applica": Porta(RICALCOLA, argomenti=di("ricalcolo"), post=True),
    "collocamento:ricalcolo_scarta": Porta(RICALCOLA, argomenti=di("ricalcolo"), post=True),
    "collocamento:ricalcolo_esporta": Porta(RICALCOLA, argomenti=lambda s: {"pk": s.ricalcolo.pk, "formato": "csv"}),
}


def scena(scena: Scena) -> dict[str, Any]:
    """What stands behind the doors in the matrix: things of the employer of the holders."""
    return {"pratica_ottemperanza": _pratica(scena.datore), "ricalcolo": _ricalcolo()}


def demo(datore: Datore) -> dict[str, Any]:
    """The same in the demonstration: things of the employer of its account."""
    return {"pratica_ottemperanza": Pratica.objects.filter(datore=datore).first(), "ricalcolo": _ricalcolo()}


def _pratica(datore: Datore) -> Pratica:
    domanda = Domanda("Comune", "Gare", "gare@example.org", "CIG 1", datore.organizzazione.codice_fiscale)
    return registra_verifica(domanda=domanda, ricevuta_il=oggi(), ctx=Contesto.sistema("prova"))


def _ricalcolo() -> PropostaRicalcolo:
    return PropostaRicalcolo.objects.create(stato=StatoProposta.PRONTA, pronta_il=adesso())
