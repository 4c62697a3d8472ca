from datetime import date
from decimal import Decimal
from typing import Any

from collocamento.convenzioni.enums import Parte, Stato, StatoAtto, Tipo, TipoAtto
from collocamento.convenzioni.models import Atto, Commessa, Convenzione, Impegno, Quadro
from collocamento.convenzioni.sigillo import impronta_di
from collocamento.models import Datore
from socialabs.anagrafica.models import Organizzazione
from tests.porte import COOP, DELEGHE, PARTI, PERSONE_DICHIARATE, UFFICIO, Porta, R, di
from tests.scena import Scena


CHI_RICEVE = COOP | {R.REFERENTE_AZIENDA}
DAL, AL = date(2026, 1, 1), date(2029, 12, 31)
TESTO = [{"titolo": "Art. 1. Parti", "commi": ["Le parti."]}]


def con_datore(**altri: str) -> Any:
    return lambda scena: {"datore": scena.datore.pk, **altri}


def con(nome: str, **altri: str) -> Any:
    return lambda scena: {"pk": getattr(scena, nome).pk, **altri}


PORTE: dict[str, Porta] = {
    "convenzioni:elenco": Porta(UFFICIO),
    "convenzioni:esporta": Porta(UFFICIO, argomenti=lambda s: {"formato": "csv"}),
    "convenzioni:ricevute": Porta(CHI_RICEVE),
    "convenzioni:quadri": Porta(UFFICIO),
    "convenzioni:quadro_nuovo": Porta(DELEGHE),
    "convenzioni:quadro": Porta(DELEGHE, argomenti=di("quadro_14")),
    "convenzioni:datore": Porta(UFFICIO, proprie=PARTI, argomenti=con_datore()),
    "convenzioni:nuova": Porta(proprie=PARTI, argomenti=con_datore()),
    "convenzioni:crea": Porta(proprie=PARTI, argomenti=con_datore(tipo="art12bis")),
    "convenzioni:modifica": Porta(proprie=PARTI, argomenti=di("convenzione_bozza")),
    "convenzioni:impegno_nuovo": Porta(proprie=PARTI, argomenti=di("convenzione_bozza")),
    "convenzioni:commessa_nuova": Porta(proprie=PARTI, argomenti=di("convenzione_bozza")),
    "convenzioni:impegno_togli": Porta(proprie=PARTI, argomenti=di("impegno_bozza"), post=True),
    "convenzioni:commessa_togli": Porta(proprie=PARTI, argomenti=di("commessa_bozza"), post=True),
    "convenzioni:dettaglio": Porta(UFFICIO, proprie=PARTI | COOP, argomenti=di("convenzione_attiva")),
    "convenzioni:passo": Porta(PERSONE_DICHIARATE, argomenti=con("convenzione_in_firma", chiave="riapri")),
    "convenzioni:atto": Porta(UFFICIO, proprie=PARTI | COOP, argomenti=di("atto_in_firma")),
    "convenzioni:carta": Porta(PERSONE_DICHIARATE, argomenti=di("atto_in_firma")),
    "convenzioni:atto_ritira": Porta(PERSONE_DICHIARATE, argomenti=di("proroga_in_firma")),
    "convenzioni:copertura": Porta(PERSONE_DICHIARATE, argomenti=di("impegno_attivo")),
    "convenzioni:sollecito": Porta(PERSONE_DICHIARATE, argomenti=di("convenzione_attiva")),
    "convenzioni:atto_nuovo": Porta(PERSONE_DICHIARATE, argomenti=con("convenzione_attiva", quale="proroga")),
}


def scena(scena: Scena) -> dict[str, Any]:
    """What stands behind the doors in the matrix: things of the employer of the holders."""
    coop = scena.titolari[R.REFERENTE_COOPERATIVA].ctx.appartenenza.organizzazione
    return _oggetti(scena.datore, coop)


def demo(datore: Datore) -> dict[str, Any]:
    """The same in the demonstration: things of the employer of its account."""
    return _oggetti(datore, Organizzazione.objects.get(codice_fiscale="69999040111"))


def _oggetti(datore: Datore, coop: Organizzazione) -> dict[str, Any]:
    bozza = _convenzione(datore, coop)
    in_firma = _convenzione(datore, coop, stato=Stato.BOZZA_CONDIVISA, presentata_il=DAL)
    attiva = _convenzione(datore, coop, stato=Stato.FIRMATA, presentata_il=DAL, firmata_il=DAL)
    return {
        "quadro_14": Quadro.objects.create(dal=DAL, coefficiente=Decimal(20_000), fonte="Convenzione quadro di prova"),
        "convenzione_bozza": bozza,
        "impegno_bozza": bozza.impegni.get(),
        "commessa_bozza": bozza.commesse.get(),
        "convenzione_in_firma": in_firma,
        "atto_in_firma": _atto(in_firma, TipoAtto.CONVENZIONE),
        "convenzione_attiva": attiva,
        "impegno_attivo": attiva.impegni.get(),
        "proroga_in_firma": _atto(attiva, TipoAtto.PROROGA, effetti={"fino_al": "2031-12-31"}),
    }


def _convenzione(datore: Datore, coop: Organizzazione, **campi: Any) -> Convenzione:
    convenzione = Convenzione.objects.create(
        datore=datore, tipo=Tipo.ART12BIS, dal=DAL, al=AL, destinatario=coop, tipo_destinatario="coop_b", **campi
    )
    comuni = {"convenzione": convenzione, "provincia_id": "011"}
    Impegno.objects.create(entro=date(2028, 1, 1), posti=1, profilo="Archivio", **comuni)
    Commessa.objects.create(
        oggetto="Archivio",
        dal=DAL,
        al=AL,
        valore_annuo=Decimal(40_000),
        costo_annuo=Decimal(25_000),
        persone=1,
        ore=Decimal(40),
        **comuni,
    )
    return convenzione


def _atto(convenzione: Convenzione, tipo: TipoAtto, **campi: Any) -> Atto:
    return Atto.objects.create(
        convenzione=convenzione,
        tipo=tipo,
        numero=1,
        stato=StatoAtto.CONDIVISO,
        testo=TESTO,
        impronta=impronta_di(TESTO),
        parti=list(Parte),
        **campi,
    )
