"""The demonstration's acts: one of each kind and most states, of the large company and of the small one."""

import datetime
from datetime import timedelta
from decimal import Decimal

from collocamento.models import Datore
from collocamento.normativa import Causa
from collocamento.posizione.calcolo import posizione
from collocamento.provvedimenti.azioni import contributo, istruttoria, richieste
from collocamento.provvedimenti.enums import Genere, Motivo
from collocamento.provvedimenti.massimali import tetto
from collocamento.provvedimenti.models import Provvedimento, TermineContributo
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, nel_momento, passo
from socialabs.base.giorni import oggi
from socialabs.promemoria.regole import istante
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Appartenenza


FOGLIO = b"%PDF-1.4\n%%EOF\n"
CARTA = {"nome": "documento.pdf", "tipo_mime": "application/pdf"}


@passo(62, "esoneri, sospensioni e contributo")
def carica(demo: Dimostrazione) -> None:
    """The large company's year: an exemption that holds with its contribution, one being examined, one in a draft."""
    datori = Datore.objects.select_related("organizzazione__comune")
    grande = datori.get(organizzazione=demo.organizzazioni["azienda_1"])
    if Provvedimento.objects.filter(datore=grande).exists() or posizione(grande.pk, oggi()) is None:
        return
    azienda, operatore, responsabile = (_ctx(chiave) for chiave in ("azienda", "operatore-cm", "responsabile"))
    provincia = posizione(grande.pk, oggi()).ingressi.datore.provincia_sede
    with nel_momento(istante(oggi() - timedelta(days=120))):
        _esonero_concesso(grande, provincia, azienda, operatore, responsabile)
    _contributo(grande, provincia, azienda, operatore)
    with nel_momento(istante(oggi() - timedelta(days=12))):
        esame = _sospensione(grande, provincia, azienda)
        richieste.presenta(esame, ctx=azienda)
        istruttoria.prendi_in_carico(esame, ctx=operatore)
    bozza = richieste.crea(
        _esonero(grande, provincia, dal=_esonero_in_vigore(grande).al + timedelta(days=1), posizioni=1), ctx=azienda
    )
    richieste.allega(bozza, FOGLIO, titolo="Relazione sulle lavorazioni", ctx=azienda, **CARTA)
    TermineContributo.objects.get_or_create(
        anno=oggi().year,
        defaults={"entro_il": datetime.date(oggi().year + 1, 2, 28), "atto": "Decreto dimostrativo 5/2025"},
    )


def _ctx(chiave: str) -> Contesto:
    suo = conto(chiave)
    appartenenza = Appartenenza.objects.select_related("utente").get(utente__email=suo.email, ruolo=suo.ruolo)
    return Contesto(utente=appartenenza.utente, appartenenza=appartenenza)


def _esonero(datore: Datore, provincia: str, *, dal: datetime.date, posizioni: int) -> Provvedimento:
    return Provvedimento(
        datore=datore,
        genere=Genere.ESONERO,
        provincia=provincia,
        dal=dal,
        al=dal + timedelta(days=364),
        posizioni=posizioni,
        percentuale=30,
        motivi=[Motivo.PERICOLOSITA, Motivo.FATICOSITA],
        relazione="Lavori in quota e movimentazione di carichi su gran parte dei posti operativi.",
    )


def _esonero_concesso(
    datore: Datore, provincia: str, azienda: Contesto, operatore: Contesto, responsabile: Contesto
) -> None:
    """As many of three positions as the ceiling lets the office grant, after an integration."""
    atto = richieste.crea(_esonero(datore, provincia, dal=oggi() + timedelta(days=25), posizioni=3), ctx=azienda)
    richieste.allega(atto, FOGLIO, titolo="Documento di valutazione dei rischi", ctx=azienda, **CARTA)
    richieste.presenta(atto, ctx=azienda)
    istruttoria.prendi_in_carico(atto, ctx=operatore)
    istruttoria.chiedi_integrazione(
        atto, testo="Manca l'elenco delle mansioni.", entro_il=oggi() + timedelta(days=15), ctx=operatore
    )
    istruttoria.rispondi(atto, testo="L'elenco è nella relazione aggiornata.", ctx=azienda)
    limite = tetto(atto)
    istruttoria.concedi(
        atto,
        posizioni=max(1, min(2, limite.massimo if limite else 0)),
        dal=atto.dal,
        al=atto.al,
        motivazione="Il presupposto della pericolosità è documentato per due posizioni.",
        ctx=responsabile,
    )


def _esonero_in_vigore(datore: Datore) -> Provvedimento:
    return Provvedimento.objects.efficaci().get(datore=datore, genere=Genere.ESONERO)


def _contributo(datore: Datore, provincia: str, azienda: Contesto, operatore: Contesto) -> None:
    anno = _esonero_in_vigore(datore).dal.year
    suo = contributo.apri(datore, (provincia, anno, Genere.ESONERO), ctx=azienda)
    for importo, conferma in ((Decimal("1500.00"), True), (Decimal("800.00"), False)):
        versamento = contributo.registra_versamento(
            suo, giorno=oggi() - timedelta(days=20), importo=importo, ricevuta=FOGLIO, ctx=azienda, **CARTA
        )
        if conferma:
            contributo.conferma_versamento(versamento, ctx=operatore)


def _sospensione(datore: Datore, provincia: str, azienda: Contesto) -> Provvedimento:
    return richieste.crea(
        Provvedimento(
            datore=datore,
            genere=Genere.SOSPENSIONE,
            causa=Causa.CIGS,
            provincia=provincia,
            percentuale=20,
            dal=oggi() - timedelta(days=5),
            al=oggi() + timedelta(days=150),
            atto="Accordo dimostrativo del mese scorso",
        ),
        ctx=azienda,
    )
