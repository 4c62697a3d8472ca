"""Quadro 2: one sheet per province, its staff and what was granted there."""

from collocamento.unipi import documento, tipi
from collocamento.unipi.elementi import Struttura, forse, tanti, uno
from collocamento.unipi.quadro1 import RECAPITI
from collocamento.unipi.quadro2_persone import LAVORATORE_COMPUTABILE, POSTO_DI_LAVORO


SEDE = Struttura(
    "sederiferimentominimo",
    documento.SedeProvinciale,
    (
        uno("comune", "comune", tipi.COMUNE, "Comune"),
        uno("cap", "cap", tipi.CAP, "CAP"),
        uno("indirizzo", "indirizzo", tipi.TESTO_100, "Indirizzo"),
        *RECAPITI,
    ),
)

REFERENTE = Struttura(
    "referenteminimo",
    documento.ReferenteProvinciale,
    (
        uno("cognome", "cognome", tipi.TESTO_50, "Cognome"),
        uno("nome", "nome", tipi.TESTO_50, "Nome"),
    ),
    personale=True,
)

DATI_PROVINCIALI = Struttura(
    "datiprovinciali",
    documento.DatiProvinciali,
    (
        uno("provincia", "provincia", tipi.PROVINCIA, "Provincia"),
        uno("sederiferimento", "sede", SEDE, "Sede di riferimento"),
        uno("referente", "referente", REFERENTE, "Referente"),
        forse(
            "nposticentralinisti",
            "posti_centralinisti",
            tipi.NUMERO_BREVE,
            "Posti previsti per centralinisti non vedenti",
            "L. 113/1985",
        ),
        forse(
            "npostimassofisioterapisti",
            "posti_massofisioterapisti",
            tipi.NUMERO_BREVE,
            "Posti previsti per massofisioterapisti non vedenti",
            "L. 29/1994",
        ),
    ),
)


def _orario_ridotto(nome: str, numero: str, svolto: str) -> Struttura:
    """The same three facts under the names that each block of the form gives them."""
    return Struttura(
        nome,
        documento.OrarioRidotto,
        (
            uno(numero, "lavoratori", tipi.NUMERO, "Numero di lavoratori"),
            uno("orariosettimanalecontrattuale", "minuti_contratto", tipi.ORARIO, "Orario settimanale del contratto"),
            uno(svolto, "minuti_svolti", tipi.ORARIO, "Orario settimanale svolto"),
        ),
    )


PART_TIME = _orario_ridotto("parttime", "nlavoratoriparttime", "orariosettimanaleparttime")
DETTAGLIO_PART_TIME = _orario_ridotto("dettaglioparttime", "numero", "orariosettimanaleparttime")
INTERMITTENTI = _orario_ridotto("dettagliointermittenti", "numero", "orariosettimanalesvolto")

PIENO_E_PARZIALE = Struttura(
    "lavoratoritempopienoparttime",
    documento.PienoEParziale,
    (
        uno("nlavoratoritempopieno", "tempo_pieno", tipi.NUMERO, "Lavoratori a tempo pieno"),
        tanti("parttime", "part_time", PART_TIME, "Lavoratori a tempo parziale", "D.Lgs. 81/2015 art. 9"),
    ),
)

CATEGORIA_ESCLUSA = Struttura(
    "categorieescluse",
    documento.CategoriaEsclusa,
    (
        uno("categoria", "codice", tipi.CATEGORIA_ESCLUSA, "Categoria esclusa"),
        uno("numero", "lavoratori", tipi.NUMERO, "Numero di lavoratori"),
    ),
)

PERSONALE_DIPENDENTE = Struttura(
    "personale",
    documento.PersonaleDipendente,
    (
        uno("nlavoratori", "lavoratori", tipi.NUMERO, "Totale dei lavoratori dipendenti", "art. 4 c. 1"),
        uno("disabili", "disabili", PIENO_E_PARZIALE, "Disabili in forza", "art. 1"),
        uno("centralinisti", "centralinisti", PIENO_E_PARZIALE, "Centralinisti non vedenti", "L. 113/1985"),
        uno(
            "massofisioterapisti",
            "massofisioterapisti",
            PIENO_E_PARZIALE,
            "Terapisti della riabilitazione e massofisioterapisti non vedenti",
            "L. 403/1971, L. 29/1994",
        ),
        uno("telelavoro", "telelavoro", PIENO_E_PARZIALE, "Telelavoratori", "D.Lgs. 80/2015 art. 23"),
        tanti("categorieescluse", "categorie_escluse", CATEGORIA_ESCLUSA, "Categorie escluse", "art. 4 c. 1"),
        tanti("dettaglioparttime", "part_time", DETTAGLIO_PART_TIME, "Part time", "D.Lgs. 81/2015 art. 9"),
        tanti("dettagliointermittenti", "intermittenti", INTERMITTENTI, "Intermittenti", "D.Lgs. 81/2015 art. 18"),
        uno("categorieprotette", "categorie_protette", tipi.NUMERO, "Categorie protette in forza", "art. 18 c. 2"),
        forse(
            "dicuiinforzaal17012000",
            "categorie_protette_al_17012000",
            tipi.NUMERO,
            "Categorie protette in forza al 17/01/2000",
            "art. 18 c. 1",
        ),
    ),
)

PERSONALE_NON_DIPENDENTE = Struttura(
    "personalenondipendente",
    documento.PersonaleNonDipendente,
    (
        uno(
            "lavoratoridisabilisomministrati",
            "somministrati",
            PIENO_E_PARZIALE,
            "Disabili somministrati",
            "D.Lgs. 81/2015 art. 34 c. 3",
        ),
        uno(
            "lavoratoridisabiliconv12bis14",
            "convenzioni_12bis_14",
            PIENO_E_PARZIALE,
            "Disabili in convenzione",
            "art. 12-bis; D.Lgs. 276/2003 art. 14",
        ),
    ),
)

COMPENSAZIONE = Struttura(
    "compensazioni",
    documento.Compensazione,
    (
        uno("provincia", "provincia", tipi.PROVINCIA, "Provincia"),
        uno("categoriacomp", "categoria", tipi.CATEGORIA_COMPENSAZIONE, "Eccedenza o riduzione"),
        uno("numero", "numero", tipi.NUMERO, "Numero di lavoratori"),
        uno("categoriasogg", "categoria_soggetto", tipi.CATEGORIA_SOGGETTO, "Categoria del soggetto"),
        forse(
            "codicefiscaleaziendagruppo",
            "codice_fiscale_gruppo",
            tipi.CODICE_FISCALE,
            "Codice fiscale dell'azienda del gruppo",
        ),
    ),
)

SOSPENSIONE = Struttura(
    "sospensione",
    documento.Sospensione,
    (
        uno("stato", "stato", tipi.STATO_CONCESSIONE, "Stato"),
        uno("causale", "causale", tipi.UN_CARATTERE, "Causale"),
        forse("datafinesospensione", "fine", tipi.DATA, "Fine della sospensione"),
        uno("numerolavoratori", "lavoratori", tipi.NUMERO, "Numero di lavoratori"),
    ),
)

GRADUALITA = Struttura(
    "gradualitaprov",
    documento.GradualitaProvinciale,
    (uno("nassunzioni", "assunzioni", tipi.NUMERO, "Assunzioni dopo la trasformazione"),),
)

ESONERO = Struttura(
    "esoneri",
    documento.Esonero,
    (
        uno("stato", "stato", tipi.STATO_CONCESSIONE, "Stato"),
        forse("dataatto", "data_atto", tipi.DATA, "Data dell'atto"),
        forse("estremiatto", "estremi_atto", tipi.TESTO_50, "Estremi dell'atto"),
        forse("finoal", "fino_al", tipi.DATA, "Fino al"),
        forse("percentuale", "percentuale", tipi.PERCENTUALE, "Percentuale"),
        forse("numerolavoratori", "lavoratori", tipi.NUMERO, "Numero di lavoratori"),
    ),
)

ESONERO_60_PER_MILLE = Struttura(
    "esoneri60permille",
    documento.Esonero60PerMille,
    (
        uno("dataautocertificazione", "data_autocertificazione", tipi.DATA, "Data dell'autocertificazione"),
        uno(
            "numerolavoratori60permille",
            "lavoratori_60_per_mille",
            tipi.NUMERO,
            "Addetti con tasso INAIL pari o superiore al 60 per mille",
        ),
        uno("numerolavoratoriesonero", "lavoratori_esonerati", tipi.NUMERO, "Numero di lavoratori esonerati"),
        forse("percentuale", "percentuale", tipi.PERCENTUALE, "Percentuale"),
    ),
)

CONVENZIONE = Struttura(
    "convenzione",
    documento.Convenzione,
    (
        uno("stato", "stato", tipi.STATO_CONCESSIONE, "Stato"),
        forse("dataatto", "data_atto", tipi.DATA, "Data dell'atto"),
        forse("estremiatto", "estremi_atto", tipi.TESTO_50, "Estremi dell'atto"),
        uno("tipoconvenzione", "tipo", tipi.UN_CARATTERE, "Tipo di convenzione"),
        uno("numLavoratoriPrevisti", "lavoratori_previsti", tipi.DUE_CIFRE, "Lavoratori previsti"),
        forse("datastipula", "data_stipula", tipi.DATA, "Data di stipula"),
        forse("dataconcessione", "data_concessione", tipi.DATA, "Data di concessione"),
    ),
)

QUADRO2 = Struttura(
    "quadro2",
    documento.Quadro2,
    (
        uno("datiprovinciali", "dati", DATI_PROVINCIALI, "Dati provinciali"),
        uno("personaledipendente", "dipendenti", PERSONALE_DIPENDENTE, "Personale dipendente", "art. 4"),
        uno("personalenondipendente", "non_dipendenti", PERSONALE_NON_DIPENDENTE, "Personale non dipendente"),
        tanti("lavoratoricomputabili", "lavoratori", LAVORATORE_COMPUTABILE, "Lavoratore computabile", "art. 9 c. 6"),
        tanti("postilavoro", "posti", POSTO_DI_LAVORO, "Posto di lavoro disponibile", "art. 9 c. 6"),
        tanti("compensazioni", "compensazioni", COMPENSAZIONE, "Compensazione territoriale", "art. 5 c. 8"),
        forse("sospensioni", "sospensione", SOSPENSIONE, "Sospensione", "art. 3 c. 5"),
        forse("gradualita", "gradualita", GRADUALITA, "Gradualità"),
        forse("esoneri", "esonero", ESONERO, "Esonero parziale", "art. 5 c. 3"),
        forse(
            "esoneri60permille",
            "esonero_60_per_mille",
            ESONERO_60_PER_MILLE,
            "Esonero autocertificato 60 per mille",
            "art. 5 c. 3-bis",
        ),
        forse("convenzione", "convenzione", CONVENZIONE, "Convenzione", "art. 11"),
        forse("note", "note", tipi.NOTE, "Note"),
    ),
)
