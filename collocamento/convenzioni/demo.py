"""The demonstration's conventions: one of art. 11 with a commitment not kept, one of art. 12-bis to be signed."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from collocamento.convenzioni.azioni import esecuzione, istruttoria, proposta
from collocamento.convenzioni.azioni.firme import firma
from collocamento.convenzioni.enums import EsitoParere, Tipo, TipoSollecito
from collocamento.convenzioni.models import Atto, Commessa, Convenzione, Copertura, Impegno, Sollecito
from collocamento.models import Datore
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, nel_momento, passo
from socialabs.base.giorni import oggi
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Appartenenza


ROMA = ZoneInfo("Europe/Rome")
SPEZIA = "011"


@passo(67, "una convenzione dell'art. 11 in ritardo e una dell'art. 12-bis alla firma")
def carica(demo: Dimostrazione) -> None:
    if Convenzione.objects.exists():
        return
    datore = Datore.objects.select_related("organizzazione").get(organizzazione=demo.organizzazioni["azienda_1"])
    _art11(datore)
    _art12bis(datore, demo)


def _art11(datore: Datore) -> None:
    """Signed a year ago: one hired in time, one not, and the office has already called."""
    firmata = oggi() - timedelta(days=370)
    with _il(firmata - timedelta(days=30)):
        convenzione = Convenzione(
            datore=datore,
            tipo=Tipo.ART11,
            dal=firmata,
            al=firmata + timedelta(days=3 * 365),
            modalita=["nominativa", "tirocinio"],
            sostegno="Un tutor aziendale segue ogni persona nei primi tre mesi.",
        )
        proposta.crea(convenzione, ctx=_ctx("azienda"))
        for giorni, profilo in ((200, "Addetto all'archivio"), (340, "Operaio di magazzino"), (700, "Impiegato")):
            impegno = {"entro": firmata + timedelta(days=giorni), "posti": 1, "profilo": profilo}
            _aggiungi(Impegno(convenzione=convenzione, provincia_id=SPEZIA, **impegno))
        atto = _alla_firma(convenzione, "Verbale n. 3")
    with _il(firmata):
        for chiave in ("azienda", "responsabile"):
            firma(atto=atto, impronta=atto.impronta, ctx=_ctx(chiave))
    assunta = firmata + timedelta(days=190)
    with _il(assunta):
        primo = convenzione.impegni.first()
        copertura = Copertura(impegno=primo, il=assunta, numero=1, riferimento="Comunicazione dimostrativa n. 1")
        esecuzione.copri(copertura, ctx=_ctx("operatore-cm"))
    contatto = Sollecito(
        convenzione=convenzione,
        tipo=TipoSollecito.CONTATTO,
        il=oggi() - timedelta(days=10),
        testo="L'azienda riferisce di un ritardo nell'apertura del magazzino.",
    )
    esecuzione.sollecita(contatto, ctx=_ctx("operatore-cm"))


def _art12bis(datore: Datore, demo: Dimostrazione) -> None:
    """The text is frozen; nobody has signed it yet."""
    dal = oggi() + timedelta(days=30)
    with _il(oggi() - timedelta(days=20)):
        convenzione = Convenzione(
            datore=datore,
            tipo=Tipo.ART12BIS,
            destinatario=demo.organizzazioni["coop"],
            tipo_destinatario="coop_b",
            dal=dal,
            al=dal + timedelta(days=3 * 366),
            mansioni="Digitalizzazione dell'archivio cartaceo del datore.",
            sostegno="Il destinatario affianca un tutor per i primi sei mesi.",
            verifiche="Un incontro fra le parti ogni sei mesi.",
            distacco=True,
        )
        proposta.crea(convenzione, ctx=_ctx("azienda"))
        _aggiungi(
            Impegno(
                convenzione=convenzione,
                entro=dal + timedelta(days=60),
                posti=1,
                profilo="Addetto alla digitalizzazione",
                provincia_id=SPEZIA,
            )
        )
        _aggiungi(
            Commessa(
                convenzione=convenzione,
                oggetto="Digitalizzazione dell'archivio",
                provincia_id=SPEZIA,
                dal=dal,
                al=convenzione.al,
                valore_annuo=Decimal(42_000),
                costo_annuo=Decimal(27_500),
                persone=1,
                ore=Decimal(30),
                ore_contratto=Decimal(38),
            )
        )
        _alla_firma(convenzione, "Verbale n. 11")


def _aggiungi(riga: Impegno | Commessa) -> None:
    proposta.aggiungi(riga, ctx=_ctx("azienda"))


def _alla_firma(convenzione: Convenzione, verbale: str) -> Atto:
    """From the draft to the frozen text, by the verbs of each."""
    operatore = _ctx("operatore-cm")
    convenzione = proposta.presenta(convenzione=convenzione, ctx=_ctx("azienda"))
    convenzione = istruttoria.prendi_in_carico(convenzione=convenzione, ctx=operatore)
    if convenzione.tipo == Tipo.ART12BIS:
        convenzione.consenso_il = convenzione.piano_il = oggi()
        campi = ["consenso_il", "piano_il"]
        proposta.modifica(convenzione, versione_letta=convenzione.versione, campi=campi, ctx=operatore)
    convenzione = istruttoria.chiedi_parere(convenzione=convenzione, ctx=operatore)
    istruttoria.registra_parere(
        convenzione=convenzione,
        parere=EsitoParere.FAVOREVOLE,
        il=oggi(),
        riferimento=verbale,
        prescrizioni="",
        ctx=operatore,
    )
    return istruttoria.condividi(convenzione=convenzione, ctx=operatore)


def _il(giorno: date) -> object:
    return nel_momento(datetime.combine(giorno, time(10), tzinfo=ROMA))


def _ctx(chiave: str) -> Contesto:
    """Whoever holds a demonstration account, acting under its first role."""
    suo = conto(chiave)
    appartenenza = Appartenenza.objects.select_related("utente", "organizzazione").get(
        utente__email=suo.email, ruolo=suo.ruolo
    )
    return Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
