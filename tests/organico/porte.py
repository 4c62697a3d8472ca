from typing import Any

from collocamento.models import Datore
from collocamento.organico.azioni.importazione import esamina
from collocamento.organico.models import Organico
from collocamento.organico.querysets import InChiaro
from socialabs.utenti.enums import Ruolo
from tests.organico.scene import comune, disabile, file_di, organico_di, righe_in_chiaro
from tests.porte import PARTI, PERSONE_DICHIARATE, UFFICIO, Porta, di
from tests.scena import CAPO, Scena


DATORE = di("datore", "datore_id")
RIGA = di("riga_organico")
TIENE = {"proprie": PARTI}
PORTE: dict[str, Porta] = {
    # Whoever acts for an organisation that is no employer yet: the scene has nobody of the kind.
    "organico:comincia": Porta(),
    "organico:elenco": Porta(UFFICIO, **TIENE, argomenti=DATORE),
    "organico:leggi": Porta(PERSONE_DICHIARATE, argomenti=DATORE, post=True),
    "organico:esporta": Porta(PERSONE_DICHIARATE, **TIENE, argomenti=DATORE),
    "organico:modello": Porta(**TIENE, argomenti=DATORE),
    "organico:inizia": Porta(**TIENE, argomenti=DATORE),
    "organico:conferma": Porta(**TIENE, argomenti=DATORE),
    "organico:chiudi": Porta(**TIENE, argomenti=DATORE),
    "organico:importa": Porta(**TIENE, argomenti=DATORE),
    "organico:aggiungi": Porta(**TIENE, argomenti=DATORE),
    "organico:lavoratore": Porta(**TIENE, argomenti=RIGA),
    "organico:cessa": Porta(**TIENE, argomenti=RIGA),
    "organico:togli": Porta(**TIENE, argomenti=RIGA),
    # A file under examination is its author's alone.
    "organico:anteprima": Porta(
        capi_proprie=frozenset({Ruolo.REFERENTE_AZIENDA + CAPO}), argomenti=di("importazione")
    ),
    "organico:scarta": Porta(
        capi_proprie=frozenset({Ruolo.REFERENTE_AZIENDA + CAPO}), argomenti=di("importazione"), post=True
    ),
}


def scena(scena: Scena) -> dict[str, Any]:
    """The list of the employer of the holders, a worker of it, and a file that its manager is examining."""
    ctx = scena.titolari[Ruolo.REFERENTE_AZIENDA + CAPO].ctx
    organico = organico_di([comune(numero=20), disabile()], scena.datore)
    esame = esamina(
        organico=organico, file=file_di([comune("2")]), nome="prova.xlsx", modo="aggiorna", cessati_il=None, ctx=ctx
    )
    return {"riga_organico": _prima(organico).riga, "importazione": esame}


def demo(datore: Datore) -> dict[str, Any]:
    """A worker of the list that the demonstration's company keeps; nobody is examining a file there."""
    return {"riga_organico": _prima(Organico.objects.in_corso().get(datore=datore)).riga, "importazione": datore}


def _prima(organico: Organico) -> InChiaro:
    return righe_in_chiaro(organico)[0]
