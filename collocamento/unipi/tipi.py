"""The value spaces of UniPi: what may be written in each kind of field, and how it is said to people.

The facts are those of the ministry's format PIDISABILI001600 (April 2016). Patterns are XML Schema regular
expressions, in which `\\d` is any Unicode digit. A type that is not `mostrabile` never has its value repeated in a
message: it may hold personal data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from collocamento.unipi import conversioni


@dataclass(frozen=True, slots=True)
class Tipo:
    """One value space.

    `modelli` are alternatives; `minimo` and `massimo` are lengths in characters; `valori` maps each admitted code to
    its Italian meaning; `atteso` completes the sentence "Il valore deve essere ..." shown to people.
    """

    nome: str
    atteso: str
    base: str = "string"
    modelli: tuple[str, ...] = ()
    valori: Mapping[str, str] = field(default_factory=dict)
    minimo: int | None = None
    massimo: int | None = None
    converti: Callable[[str], object] = conversioni.testo
    mostrabile: bool = False


def _testo(nome: str, massimo: int) -> Tipo:
    return Tipo(nome, f"un testo da 1 a {massimo} caratteri", minimo=1, massimo=massimo)


def _codice(nome: str, atteso: str, *modelli: str, converti=conversioni.testo) -> Tipo:
    return Tipo(nome, atteso, modelli=modelli, converti=converti, mostrabile=True)


def _elenco(nome: str, valori: Mapping[str, str], converti=conversioni.testo) -> Tipo:
    ammessi = ", ".join(f"{codice} ({senso})" for codice, senso in valori.items())
    return Tipo(nome, f"uno dei valori: {ammessi}", valori=valori, converti=converti, mostrabile=True)


# Text
TESTO_LIBERO = Tipo("Stringa", "un testo non vuoto", minimo=1)
TESTO_50 = _testo("Stringa50", 50)
TESTO_100 = _testo("Stringa100", 100)
TESTO_200 = _testo("Stringa200", 200)
NOTE = _testo("note", 2000)
TELEFONO = Tipo("Telefono", "un numero di al massimo 15 caratteri", massimo=15)

# The address may be empty even where the element is compulsory (PECemail).
_ATOMO = r"[A-Za-z0-9!#$%&'*+\-/=?\^_`{|}~]+"
_PUNTATI = rf"{_ATOMO}(\.{_ATOMO})*"
EMAIL = Tipo(
    "EMail",
    "un indirizzo di posta elettronica di al massimo 80 caratteri, oppure niente",
    modelli=(f"({_PUNTATI}@{_PUNTATI})?",),
    massimo=80,
)

# Tax codes: a person's one may carry letters in place of digits (omocodia).
_OMOCODIA = "[0-9LMNPQRSTUV]"
_PERSONA = f"[A-Z]{{6}}{_OMOCODIA}{{2}}[A-Z]{_OMOCODIA}{{2}}[A-Z]{_OMOCODIA}{{3}}[A-Z]"
_IMPRESA = "[0-9]{11}"
CODICE_FISCALE = Tipo(
    "CodiceFiscale", "un codice fiscale di 16 caratteri maiuscoli o di 11 cifre", modelli=(_PERSONA, _IMPRESA)
)
CODICE_FISCALE_ESTERO = Tipo(
    "CodiceFiscaleInternazionale",
    "un codice fiscale italiano, oppure la sigla dello Stato (2 lettere) seguita dal codice estero",
    modelli=(_PERSONA, _IMPRESA, "[A-Z]{2}[0-9A-Z]{1,97}"),
)

# Numbers
NUMERO = _codice("Numerico", "un numero intero da 1 a 6 cifre", "[0-9]{1,6}", converti=int)
NUMERO_CON_SEGNO = _codice(
    "NumericoPositivoNegativo",
    "un numero intero da 1 a 6 cifre, anche negativo",
    "-?[0-9]{1,6}",
    converti=int,
)
NUMERO_BREVE = _codice("NumericoBreve", "un numero di 1 o 2 cifre", "[0-9]{1,2}", converti=int)
DUE_CIFRE = _codice("DueCifre", "un numero di due cifre (per esempio 05)", r"\d{2}", converti=int)
PERCENTUALE = _codice(
    "Percentuale",
    "una percentuale, un numero da 1 a 3 cifre",
    "1[0-9 ]{2}",  # up to 199: no higher bound of 100 in the format
    "[1-9 ][0-9 ]",
    "[0-9 ]",
    converti=conversioni.percentuale,
)
ORARIO = _codice(
    "Orario", "un orario nella forma hh:mm (per esempio 08:00)", r"\d{2}:\d{2}", converti=conversioni.minuti
)

# Dates
DATA = Tipo("Data", "una data nella forma aaaa-mm-gg", base="date", converti=conversioni.data, mostrabile=True)
ISTANTE = Tipo(
    "Istante",
    "una data con l'ora, nella forma aaaa-mm-ggThh:mm:ss",
    base="dateTime",
    converti=conversioni.istante,
    mostrabile=True,
)

# Codes kept in tables elsewhere: here only their form
COMUNE = _codice("Comune", "il codice catastale del comune, una lettera e tre cifre", r"[A-Z]\d{3}", "0000")
CAP = _codice("Cap", "un CAP di cinque cifre", r"\d{5}")
SETTORE = _codice("Settore", "un codice ATECO nella forma 00.00.00", r"\d{2}\.\d{2}\.\d{2}")
CCNL = _codice("CCNL", "un codice di contratto collettivo di 2 lettere o 3 caratteri", "[0-9,A-Z]{3}", "[A-Z]{2}")
REGIONE = _codice("Regione", "un codice di regione di due cifre", r"\d{2}")
CATEGORIA_ESCLUSA = _codice("CategoriaEsclusa", "un codice di categoria esclusa di quattro cifre", r"\d{4}")
TIPO_COMUNICAZIONE = _codice("TipoComunicazione", "01 (prospetto), 02 (rettifica) o 03 (annullamento)", r"\d{2}")
TIPO_DELEGATO = _codice("TipoDelegato", "un codice di tre cifre", "[0-9]{3}")
QUALIFICA = _codice(
    "QualificaProfessionale",
    "un codice ISTAT di professione nella forma 0.0.0.0.0.0",
    r"([0-9]\.){5}[0-9]{1,2}",
)
TIPO_CONTRATTO = _codice("TipoContratto", "un codice nella forma A.00.00", r"[A-Z](\.[0-9]{2}){2}")
PROVINCIA = Tipo("Provincia", "un codice di provincia di tre caratteri", minimo=3, massimo=3, mostrabile=True)
UN_CARATTERE = Tipo("Carattere", "un codice di un carattere", minimo=1, massimo=1, mostrabile=True)
CODICE_COMUNICAZIONE = Tipo(
    "TipoCodiceComunicazione", "un codice di 16 caratteri", minimo=16, massimo=16, mostrabile=True
)
PROTOCOLLO = Tipo("Protocollo", "un protocollo di 8 caratteri", minimo=8, massimo=8, mostrabile=True)

# Closed lists
SI_NO = _elenco("S-N", {"S": "sì", "N": "no"}, converti=conversioni.si_no)
SESSO = _elenco("Sesso", {"M": "maschio", "F": "femmina"})
CATEGORIA_SOGGETTO = _elenco("categoriasoggetto", {"D": "disabile, art. 1", "C": "categoria protetta, art. 18"})
CATEGORIA_ASSUNZIONE = _elenco("categoriaassunzione", {"NU": "numerica", "NO": "nominativa"})
CATEGORIA_COMPENSAZIONE = _elenco("categoriacompensazione", {"E": "eccedenza", "R": "riduzione"})
STATO_CONCESSIONE = _elenco("statoconcessione", {"E": "concessa", "F": "richiesta"})
CATEGORIA_AZIENDA = _elenco("categoriaazienda", {"A": "oltre 50 dipendenti", "B": "da 36 a 50", "C": "da 15 a 35"})
TIPOLOGIA_DICHIARANTE = _elenco(
    "tipologiadichiarante",
    {
        "A": "datore di lavoro privato",
        "B": "ente pubblico economico",
        "C": "datore di lavoro pubblico",
        "D": "datore di lavoro privato di un gruppo d'imprese",
    },
)
