from datetime import timedelta
from typing import Any

from django.utils import timezone

from collocamento.azioni.consegne import importa
from collocamento.dichiarazioni.azioni.avvio import comincia
from collocamento.dichiarazioni.enums import Partenza, Stato, TipoSezione
from collocamento.dichiarazioni.lettura import sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, Revisione, Sezione, TermineRettifica
from collocamento.models import Consegna, Datore
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import Ruolo
from tests.collocamento.documenti import documento, pacchetto
from tests.porte import CONFIGURA, PARTI, PERSONE_DICHIARATE, UFFICIO, Porta, R, di
from tests.scena import DI_CHI_CHIEDE, Scena


IN_CAMPAGNA = CONFIGURA | {R.OPERATORE_CM}


def del_datore(scena: Scena) -> dict[str, Any]:
    return {"datore": scena.datore.pk}


def del_foglio(scena: Scena) -> dict[str, Any]:
    return {"pk": scena.bozza.pk, "foglio": 1}


PORTE: dict[str, Porta] = {
    "dichiarazioni:elenco": Porta(UFFICIO),
    "dichiarazioni:esporta": Porta(UFFICIO, argomenti=lambda s: {"formato": "csv"}),
    "dichiarazioni:termini": Porta(IN_CAMPAGNA),
    "dichiarazioni:termine": Porta(IN_CAMPAGNA, argomenti=lambda s: {"anno": 2025}),
    "dichiarazioni:datore": Porta(UFFICIO, proprie=PARTI, argomenti=del_datore),
    "dichiarazioni:nuova": Porta(proprie=PARTI, argomenti=del_datore, post=True),
    "dichiarazioni:confronto": Porta(UFFICIO, proprie=PARTI, argomenti=del_datore),
    "dichiarazioni:dichiarazione": Porta(UFFICIO, proprie=PARTI, argomenti=di("inviata")),
    "dichiarazioni:lavoratori": Porta(PERSONE_DICHIARATE, argomenti=di("inviata"), post=True),
    "dichiarazioni:foglio_nuovo": Porta(proprie=PARTI, argomenti=di("bozza"), post=True),
    "dichiarazioni:provincia": Porta(proprie=PARTI, argomenti=del_foglio),
    "dichiarazioni:totali": Porta(proprie=PARTI, argomenti=del_foglio, post=True),
    "dichiarazioni:voce_nuova": Porta(
        proprie=PARTI, argomenti=lambda s: {**del_foglio(s), "tipo": "lavoratore"}, post=True
    ),
    "dichiarazioni:organico": Porta(proprie=PARTI, argomenti=di("bozza")),
    "dichiarazioni:riepilogo": Porta(proprie=PARTI, argomenti=di("bozza")),
    "dichiarazioni:controlli": Porta(proprie=PARTI, argomenti=di("bozza")),
    "dichiarazioni:compensazioni": Porta(proprie=PARTI, argomenti=di("bozza"), post=True),
    "dichiarazioni:presentata": Porta(proprie=PARTI, argomenti=di("bozza")),
    "dichiarazioni:xml": Porta(proprie=PARTI, argomenti=di("inviata")),
    "dichiarazioni:passaggio": Porta(
        proprie=PARTI, argomenti=lambda s: {"pk": s.bozza.pk, "verbo": "riapri"}, post=True
    ),
    "dichiarazioni:sezione": Porta(proprie=PARTI, argomenti=di("sezione")),
    "dichiarazioni:togli": Porta(proprie=PARTI, argomenti=di("sezione"), post=True),
    "dichiarazioni:storia": Porta(proprie=PARTI, argomenti=di("sezione")),
    "dichiarazioni:revisione": Porta(proprie=PARTI, argomenti=di("revisione")),
}


def scena(scena: Scena) -> dict[str, Any]:
    """A draft and a return filed of the employer of the holders, who sent one the year before too."""
    precedente = documento(
        "Z2024",
        base=DI_CHI_CHIEDE,
        invio="2025-01-12T10:00:00",
        sostituzioni={"<datariferimento>2025-12-31": "<datariferimento>2024-12-31"},
    )
    consegna = Consegna.objects.create(nome="z.zip", sha256="f" * 64)
    importa(consegna, pacchetto(z=precedente), ctx=Contesto.sistema("prova"))
    TermineRettifica.objects.create(anno=2025, giorni=5, fonte="Prova.")
    ctx = scena.titolari[Ruolo.REFERENTE_AZIENDA].ctx
    bozza = comincia(datore=scena.datore, anno=2026, da=Partenza.PROSPETTO, ctx=ctx)
    inviata = comincia(datore=scena.datore, anno=2025, da=Partenza.PROSPETTO, ctx=ctx)
    Dichiarazione.objects.filter(pk=inviata.pk).update(
        stato=Stato.PRESENTATA, codice="X" * 16, data_invio=timezone.now() - timedelta(days=1)
    )
    return {"bozza": bozza, "inviata": inviata, **_dentro(bozza)}


def _dentro(bozza: Dichiarazione) -> dict[str, Any]:
    with sezioni_aperte(Contesto.sistema("prova")):
        riga = Sezione.objects.filter(dichiarazione=bozza, tipo=TipoSezione.LAVORATORE).first()
        return {"sezione": riga, "revisione": Revisione.objects.filter(sezione=riga).first()}


def demo(datore: Datore) -> dict[str, Any]:
    """The same in the demonstration: things of the employer of its account."""
    bozza = Dichiarazione.objects.filter(datore=datore, anno=2026).first()
    return {"bozza": bozza, "inviata": bozza, **_dentro(bozza)}
