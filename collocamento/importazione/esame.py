"""One delivered file, examined by itself: refused, or read, checked, computed and turned into rows.

Nothing here touches the database, so that the same function serves in this process and in a helper's.
"""

import hashlib
import logging
from dataclasses import asdict, dataclass
from typing import Any

from collocamento.importazione.confronto import dichiarati
from collocamento.importazione.conto import Conto, conta
from collocamento.importazione.righe import riga_originale, righe_documento
from collocamento.importazione.tavole import CodiciDelGiorno, Tavole
from collocamento.normativa.tipi import DatoNonValido
from collocamento.unipi.decisioni import ANNULLAMENTO, PROSPETTO, RETTIFICA, Intestazione
from collocamento.unipi.documento import Documento
from collocamento.unipi.lettura import leggi
from collocamento.unipi.limiti import PRIMO_ANNO, ULTIMO_ANNO
from collocamento.unipi.mappatura import Mappatura, a_normativa
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from socialabs.anagrafica.codici import codice_fiscale_valido
from socialabs.base.identificativi import nuovo_id


logger = logging.getLogger(__name__)

TIPO_SCONOSCIUTO = "unknown_communication_type"
CODICE_RIPETUTO = "code_reused"
DATO_NON_VALIDO = "impossible_data"
NON_LEGGIBILE = "unreadable"


@dataclass(frozen=True, slots=True)
class NonAccolto:
    """Why a file is refused: code, Italian sentence without personal data, line where there is one."""

    motivo: str
    messaggio: str
    riga: int | None = None

    @classmethod
    def da(cls, rifiuto: Rifiuto) -> "NonAccolto":
        return cls(str(rifiuto.motivo), rifiuto.messaggio, rifiuto.riga)


@dataclass(frozen=True, slots=True)
class Esaminato:
    """The outcome for one file: a refusal, or its header (whose key is the id of the new row) and the rows."""

    nome: str
    sha256: str
    rifiuto: NonAccolto | None = None
    testata: Intestazione | None = None
    righe: dict[str, str] | None = None


def esamina_lotto(lotto: list[tuple[str, bytes | NonAccolto]], tavole: Tavole) -> list[Esaminato]:
    """Examine a batch of files, each by itself."""
    return [esamina(nome, contenuto, tavole) for nome, contenuto in lotto]


def esamina(nome: str, contenuto: bytes | NonAccolto, tavole: Tavole) -> Esaminato:
    """Examine one file. Never raises: a file that makes the reading fail is refused, the others go on."""
    if isinstance(contenuto, NonAccolto):
        return Esaminato(nome, "", contenuto)
    sha256 = hashlib.sha256(contenuto).hexdigest()
    try:
        return _esamina(nome, sha256, contenuto, tavole)
    except Rifiuto as rifiuto:
        return Esaminato(nome, sha256, NonAccolto.da(rifiuto))
    except DatoNonValido as errore:
        return Esaminato(nome, sha256, NonAccolto(DATO_NON_VALIDO, str(errore)))
    except Exception as errore:
        # Its text may hold personal data: the register of faults gets the kind and the file's fingerprint.
        logger.error("examination of %s failed: %s", sha256, type(errore).__name__)
        messaggio = "La lettura del file si è interrotta per un errore imprevisto: segnalarlo all'assistenza."
        return Esaminato(nome, sha256, NonAccolto(NON_LEGGIBILE, messaggio))


def _esamina(nome: str, sha256: str, contenuto: bytes, tavole: Tavole) -> Esaminato:
    documento = leggi(contenuto, nome=nome, limite=tavole.limite_xml)
    if documento.tipo_comunicazione not in (PROSPETTO, RETTIFICA, ANNULLAMENTO):
        messaggio = "Il tipo di comunicazione (tipocomunicazione) non è 01 prospetto, 02 rettifica o 03 annullamento."
        return Esaminato(nome, sha256, NonAccolto(TIPO_SCONOSCIUTO, messaggio))
    _esige_date_possibili(documento)
    pk, mappatura = nuovo_id(), mappa(documento, tavole)
    conto = None if documento.tipo_comunicazione == ANNULLAMENTO else conta_documento(documento, mappatura, tavole)
    righe = righe_documento(pk, nome, sha256, documento, conto, mappatura.datore.provincia_sede, tavole.comuni)
    righe["originale"] = riga_originale(pk, contenuto)
    return Esaminato(nome, sha256, testata=Intestazione.di(documento, chiave=pk, sha256=sha256), righe=righe)


def _esige_date_possibili(documento: Documento) -> None:
    """Raises Rifiuto for a day that the format admits and no campaign can hold: it would stop the whole delivery.

    Raises DatoNonValido for a year yet to come when the return was sent: as the latest, it would hide the true one.
    """
    for campo, giorno in (("datariferimento", documento.data_riferimento), ("dataInvio", documento.data_invio)):
        if not PRIMO_ANNO <= giorno.year <= ULTIMO_ANNO:
            raise Rifiuto(
                Motivo.VALORE_NON_RAPPRESENTABILE,
                f"La data «{campo}» è del {giorno.year}: il portale legge date dal {PRIMO_ANNO} al {ULTIMO_ANNO}.",
            )
    if documento.data_riferimento.year > documento.data_invio.year:
        raise DatoNonValido(
            f"datariferimento: il prospetto, inviato nel {documento.data_invio.year}, "
            f"descrive la situazione del {documento.data_riferimento.year}."
        )


def mappa(documento: Documento, tavole: Tavole) -> Mappatura:
    """What the engine is told of a return, by the tables in force on its day."""
    codici = tavole.al(documento.data_riferimento)
    return a_normativa(documento, provincia_di=tavole.provincia_di, codici=codici.motore)


def conta_documento(documento: Documento, mappatura: Mappatura, tavole: Tavole) -> Conto:
    """All that is worked out of a return. Raises DatoNonValido for one that cannot be true."""
    return conta(
        mappatura.datore,
        mappatura.province,
        documento.data_riferimento,
        dichiarati=dichiarati(documento),
        anomalie_dei_dati=_anomalie_dati(documento, mappatura, tavole.al(documento.data_riferimento)),
        tavole=tavole,
    )


def _anomalie_dati(documento: Documento, mappatura: Mappatura, codici: CodiciDelGiorno) -> list[dict[str, Any]]:
    """What the mapping left out, but for codes known and only not computed from; plus what the schema cannot see."""
    anomalie = [] if codice_fiscale_valido(documento.codice_fiscale) else [{"code": "invalid_tax_code"}]
    for anomalia in mappatura.anomalie:
        if anomalia.codice == "unknown_code" and codici.conosce(anomalia.tabella, anomalia.valore):
            continue
        campi = {nome: valore for nome, valore in asdict(anomalia).items() if valore and nome != "codice"}
        anomalie.append({"code": anomalia.codice, **campi})
    for provincia, tipo in sorted(
        {(q.provincia, lavoratore.rapporto.tipo_assunzione) for q in documento.quadri2 for lavoratore in q.lavoratori}
    ):
        if not codici.conosce("tipo_assunzione", tipo):
            campi = {"provincia": provincia, "tabella": "tipoassunzione", "valore": tipo}
            anomalie.append({"code": "unknown_code", **campi})
    return anomalie
