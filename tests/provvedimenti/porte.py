import datetime
from typing import Any

from collocamento.models import Datore
from collocamento.provvedimenti.azioni import contributo, istruttoria, richieste
from collocamento.provvedimenti.enums import Genere
from collocamento.provvedimenti.models import ContoContributo, Provvedimento
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from tests.porte import PARTI, PERSONE_DICHIARATE, UFFICIO, Porta, R, di
from tests.provvedimenti.fabbriche import esonero, sospensione
from tests.scena import Scena


def datore_di(scena: Scena) -> dict[str, Any]:
    return {"datore": scena.datore.pk}


PORTE: dict[str, Porta] = {
    "provvedimenti:elenco": Porta(UFFICIO | PARTI),
    "provvedimenti:esporta": Porta(UFFICIO | PARTI, argomenti=lambda s: {"formato": "csv"}),
    "provvedimenti:termini": Porta(PERSONE_DICHIARATE),
    "provvedimenti:datore": Porta(UFFICIO, proprie=PARTI, argomenti=datore_di),
    "provvedimenti:nuovo": Porta(proprie=PARTI, argomenti=lambda s: {**datore_di(s), "genere": "sospensione"}),
    "provvedimenti:dettaglio": Porta(UFFICIO, proprie=PARTI, argomenti=di("sospensione")),
    "provvedimenti:modifica": Porta(proprie=PARTI, argomenti=di("bozza_di_sospensione")),
    "provvedimenti:passa": Porta(
        PERSONE_DICHIARATE, argomenti=lambda s: {"pk": s.sospensione.pk, "verbo": "integrazione"}
    ),
    "provvedimenti:allega": Porta(PERSONE_DICHIARATE, proprie=PARTI, argomenti=di("sospensione"), post=True),
    "provvedimenti:allegato_togli": Porta(proprie=PARTI, argomenti=di("allegato_di_sospensione"), post=True),
    "provvedimenti:conto_apri": Porta(
        PERSONE_DICHIARATE,
        proprie=PARTI,
        argomenti=lambda s: {
            **datore_di(s),
            "provincia": s.conto_contributo.provincia,
            "anno": s.conto_contributo.anno,
            "genere": "esonero",
        },
        post=True,
    ),
    "provvedimenti:contributi": Porta(UFFICIO),
    "provvedimenti:contributi_esporta": Porta(UFFICIO, argomenti=lambda s: {"formato": "csv"}),
    "provvedimenti:conto": Porta(UFFICIO, proprie=PARTI, argomenti=di("conto_contributo")),
    "provvedimenti:versamento": Porta(proprie=PARTI, argomenti=di("conto_contributo"), post=True),
    "provvedimenti:versamento_conferma": Porta(PERSONE_DICHIARATE, argomenti=di("versamento"), post=True),
}


def scena(scena: Scena) -> dict[str, Any]:
    """A suspension being examined, a draft of another with a paper, an exemption that holds and its statement."""
    parte = scena.titolari[R.REFERENTE_AZIENDA].ctx
    ufficio = scena.titolari[R.RESPONSABILE].ctx
    datore = scena.datore
    inizio, fine = oggi(), oggi() + datetime.timedelta(days=300)
    in_esame = richieste.crea(sospensione(datore, provincia="011", dal=inizio, al=fine), ctx=parte)
    richieste.presenta(in_esame, ctx=parte)
    istruttoria.prendi_in_carico(in_esame, ctx=ufficio)
    bozza = richieste.crea(sospensione(datore, provincia="011", dal=inizio, al=fine), ctx=parte)
    allegato = richieste.allega(bozza, b"%PDF-", nome="a.pdf", tipo_mime="application/pdf", titolo="", ctx=parte)
    conto = _conto(datore, parte)
    versamento = contributo.registra_versamento(
        conto, giorno=inizio, importo=10, ricevuta=b"%PDF-", nome="f24.pdf", tipo_mime="application/pdf", ctx=parte
    )
    return {
        "sospensione": in_esame,
        "bozza_di_sospensione": bozza,
        "allegato_di_sospensione": allegato,
        "conto_contributo": conto,
        "versamento": versamento,
    }


def _conto(datore: Datore, parte: Contesto) -> ContoContributo:
    """The statement of an exemption that was granted before the portal knew of it."""
    inizio = oggi()
    esonero(
        datore,
        provincia="011",
        dal=inizio,
        al=inizio + datetime.timedelta(days=300),
        stato="concesso",
        posizioni_concesse=1,
        presentata_il=inizio,
        deciso_il=inizio,
        motivazione="Atto precedente.",
    ).save()
    return contributo.apri(datore, ("011", inizio.year, Genere.ESONERO), ctx=parte)


def demo(datore: Datore) -> dict[str, Any]:
    """The same in the demonstration: things of the employer of its account."""
    atti = Provvedimento.objects.filter(datore=datore)
    conto = ContoContributo.objects.filter(datore=datore).first()
    return {
        "sospensione": atti.filter(genere=Genere.SOSPENSIONE).exclude(stato="bozza").first(),
        "bozza_di_sospensione": atti.filter(stato="bozza").first(),
        "allegato_di_sospensione": atti.filter(allegati__isnull=False).first().allegati.first(),
        "conto_contributo": conto,
        "versamento": conto.versamenti.first(),
    }
