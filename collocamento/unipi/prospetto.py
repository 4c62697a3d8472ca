"""The root of a UniPi file: the three quadri and the attributes of the communication."""

from collocamento.unipi import documento, tipi
from collocamento.unipi.elementi import Attributo, Struttura, forse, tanti, uno
from collocamento.unipi.quadro1 import QUADRO1
from collocamento.unipi.quadro2 import QUADRO2
from collocamento.unipi.quadro3 import QUADRO3


SPAZIO = "http://servizi.lavoro.gov.it/UNIPI"
RADICE = "prospetto"
VERSIONE = "PIDISABILI001600"

PROSPETTO = Struttura(
    "prospettoGenerale",
    documento.Documento,
    (
        uno("quadro1", "quadro1", QUADRO1, "Quadro 1"),
        tanti("quadro2", "quadri2", QUADRO2, "Quadro 2"),
        forse("quadro3", "quadro3", QUADRO3, "Quadro 3"),
        uno("tipocomunicazione", "tipo_comunicazione", tipi.TIPO_COMUNICAZIONE, "Tipo di comunicazione"),
    ),
    attributi=(
        Attributo(
            "codicecomunicazione", "codice_comunicazione", tipi.CODICE_COMUNICAZIONE, "Codice della comunicazione"
        ),
        Attributo(
            "codicecomunicazioneprecedente",
            "codice_precedente",
            tipi.CODICE_COMUNICAZIONE,
            "Codice della comunicazione precedente",
            obbligatorio=False,
        ),
        Attributo("dataInvio", "data_invio", tipi.ISTANTE, "Data di invio"),
        Attributo("delegato", "delegato", tipi.CODICE_FISCALE, "Codice fiscale del delegato", obbligatorio=False),
        Attributo("tipoDelegato", "tipo_delegato", tipi.TIPO_DELEGATO, "Tipo di delegato", obbligatorio=False),
        Attributo("e-mailDelegato", "email_delegato", tipi.EMAIL, "E-mail del delegato"),
        Attributo("protocollo", "protocollo", tipi.PROTOCOLLO, "Protocollo"),
        Attributo("versione", "versione", tipi.TESTO_LIBERO, "Versione del formato", fisso=VERSIONE),
    ),
)
