"""An employer with its return, the parties of its conventions, and conventions brought to any state by their verbs."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from collocamento.azioni.consegne import importa
from collocamento.convenzioni.azioni import esecuzione, istruttoria, proposta
from collocamento.convenzioni.azioni.firme import firma
from collocamento.convenzioni.enums import CON_DESTINATARIO, EsitoParere, Tipo
from collocamento.convenzioni.models import Atto, Commessa, Convenzione, Copertura, Impegno
from collocamento.models import Consegna, Datore, Prospetto
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto
from tests.fabbriche import AppartenenzaFactory, ComuneFactory, EnteTitolareFactory, OrganizzazioneFactory


SPEZIA = "011"
# The return describes this day; conventions are about the days that follow.
ORGANICO_AL = date(2024, 12, 31)
TESTI = {"mansioni": "Archivio.", "sostegno": "Un tutor per tre mesi.", "verifiche": "Ogni sei mesi."}


@dataclass
class Parti:
    """The employer and who acts for whom; `studio` holds the employer's mandate."""

    datore: Datore
    cooperativa: Organizzazione
    azienda: Contesto
    coop: Contesto
    operatore: Contesto
    responsabile: Contesto


def contesto(ruolo: str, **campi: Any) -> Contesto:
    appartenenza = AppartenenzaFactory(ruolo=ruolo, **campi)
    return Contesto(utente=appartenenza.utente, appartenenza=appartenenza)


def parti() -> Parti:
    """A private employer of class A, of a body that is there, and a cooperative of type B."""
    ComuneFactory()
    EnteTitolareFactory()
    importa(Consegna.objects.create(nome="prova.zip"), pacchetto(uno=documento("1")), ctx=Contesto.sistema("prova"))
    Prospetto.objects.update(data_riferimento=ORGANICO_AL)
    datore = Datore.objects.select_related("organizzazione").get(organizzazione__codice_fiscale=CODICE_FISCALE)
    cooperativa = OrganizzazioneFactory(tipo="coop_b", denominazione="Cooperativa Esempio")
    return Parti(
        datore=datore,
        cooperativa=cooperativa,
        azienda=contesto("ref_azienda", organizzazione=datore.organizzazione, amministratore=True),
        coop=contesto("ref_coop", organizzazione=cooperativa, amministratore=True),
        operatore=contesto("op_cm"),
        responsabile=contesto("responsabile"),
    )


def proponi(
    p: Parti, tipo: Tipo = Tipo.ART11, *, posti: int = 1, entro: date | None = None, **campi: Any
) -> Convenzione:
    """A proposal still being written, with one commitment and, where the kind wants them, one order."""
    dal = campi.pop("dal", None) or oggi()
    al = campi.pop("al", None) or dal + timedelta(days=364 if tipo == Tipo.ART12 else 3 * 366)
    predefiniti: dict[str, Any] = {"modalita": ["nominativa"], **TESTI}
    if tipo in CON_DESTINATARIO:
        predefiniti |= {"destinatario": p.cooperativa, "tipo_destinatario": "coop_b", "modalita": []}
    if tipo == Tipo.ART14:
        predefiniti["quadro_riferimento"] = "Convenzione quadro di prova"
    convenzione = Convenzione(datore=p.datore, tipo=tipo, dal=dal, al=al, **(predefiniti | campi))
    proposta.crea(convenzione, ctx=p.azienda)
    aggiungi_impegno(p, convenzione, posti=posti, entro=entro or dal + timedelta(days=180))
    if tipo in CON_DESTINATARIO:
        aggiungi_commessa(p, convenzione, persone=posti)
    return convenzione


def aggiungi_impegno(p: Parti, convenzione: Convenzione, **campi: Any) -> Impegno:
    dati = {"profilo": "Addetto all'archivio", "provincia_id": SPEZIA, **campi}
    impegno = Impegno(convenzione=convenzione, **dati)
    proposta.aggiungi(impegno, ctx=p.azienda)
    return impegno


def aggiungi_commessa(p: Parti, convenzione: Convenzione, **campi: Any) -> Commessa:
    dati = {
        "oggetto": "Digitalizzazione",
        "provincia_id": SPEZIA,
        "dal": convenzione.dal,
        "al": convenzione.al,
        "valore_annuo": Decimal(40_000),
        "costo_annuo": Decimal(25_000),
        "persone": 1,
        "ore": Decimal(40),
        "ore_contratto": Decimal(40),
        **campi,
    }
    commessa = Commessa(convenzione=convenzione, **dati)
    proposta.aggiungi(commessa, ctx=p.azienda)
    return commessa


def al_parere(p: Parti, convenzione: Convenzione) -> Convenzione:
    """Presented, examined, with the committee's assent and the papers on file."""
    convenzione = proposta.presenta(convenzione=convenzione, ctx=p.azienda)
    convenzione = istruttoria.prendi_in_carico(convenzione=convenzione, ctx=p.operatore)
    Convenzione.objects.filter(pk=convenzione.pk).update(consenso_il=oggi(), piano_il=oggi())
    istruttoria.chiedi_parere(convenzione=convenzione, ctx=p.operatore)
    return istruttoria.registra_parere(
        convenzione=convenzione,
        parere=EsitoParere.FAVOREVOLE,
        il=oggi(),
        riferimento="Verbale 3",
        prescrizioni="",
        ctx=p.operatore,
    )


def alla_firma(p: Parti, tipo: Tipo = Tipo.ART11, **campi: Any) -> Atto:
    convenzione = al_parere(p, proponi(p, tipo, **campi))
    return istruttoria.condividi(convenzione=convenzione, ctx=p.operatore)


def tutti_firmano(p: Parti, atto: Atto) -> Convenzione:
    """Every party of the act signs it in the portal."""
    per_parte = {"datore": p.azienda, "destinatario": p.coop, "ufficio": p.responsabile}
    for parte in atto.parti:
        firma(atto=atto, impronta=atto.impronta, ctx=per_parte[parte])
    return Convenzione.objects.con_condizione().get(pk=atto.convenzione_id)


def stipulata(p: Parti, tipo: Tipo = Tipo.ART11, **campi: Any) -> Convenzione:
    return tutti_firmano(p, alla_firma(p, tipo, **campi))


def copri(p: Parti, convenzione: Convenzione, numero: int = 1, il: date | None = None) -> Impegno:
    """People hired against the convention's first commitment."""
    copertura = Copertura(impegno=convenzione.impegni.first(), il=il or oggi(), numero=numero, riferimento="UNILAV 1")
    return esecuzione.copri(copertura, ctx=p.operatore)
