"""Quadro 1: the return and the whole company."""

from collocamento.unipi import documento, tipi
from collocamento.unipi.elementi import Elemento, Scelta, Struttura, forse, tanti, uno


RECAPITI = (
    forse("telefono", "telefono", tipi.TELEFONO, "Telefono"),
    forse("fax", "fax", tipi.TELEFONO, "Fax"),
    forse("email", "email", tipi.EMAIL, "E-mail"),
)

# The answer about further hires is N after the dates of the hires and S alone: a relic of the rule in force until
# 2017 for employers of 15 to 35, without legal effect since. The format gives the element no type but its fixed text.
_NESSUNA = ("nessunaassunzioneaggiuntiva", "nessuna_assunzione_aggiuntiva", None, "Nessuna assunzione aggiuntiva")
ASSUNZIONI_AGGIUNTIVE = Scelta(
    (
        (
            uno("dataprimaassunzione", "data_prima_assunzione", tipi.DATA, "Data della prima assunzione"),
            forse("datasecondaassunzione", "data_seconda_assunzione", tipi.DATA, "Data della seconda assunzione"),
            Elemento(*_NESSUNA, fisso="N"),
        ),
        (Elemento(*_NESSUNA, minimo=0, fisso="S"),),
    )
)

DATI_PROSPETTO = Struttura(
    "datiprospetto",
    documento.DatiProspetto,
    (
        uno("datariferimento", "data_riferimento", tipi.DATA, "Data di riferimento", "art. 9 c. 6"),
        uno("capogruppo", "capogruppo", tipi.SI_NO, "Capogruppo", "art. 5 c. 8"),
        forse(
            "cfcapogruppo",
            "codice_fiscale_capogruppo",
            tipi.CODICE_FISCALE_ESTERO,
            "Codice fiscale della capogruppo",
            "art. 5 c. 8",
        ),
        forse("capogruppoestera", "capogruppo_estera", tipi.SI_NO, "Capogruppo estera", "art. 5 c. 8"),
        uno("nlavoratorinazionali", "lavoratori_nazionali", tipi.NUMERO, "Lavoratori in Italia", "art. 4 c. 1"),
        forse("categoriaazienda", "categoria_azienda", tipi.CATEGORIA_AZIENDA, "Categoria azienda", "art. 3 c. 1"),
        ASSUNZIONI_AGGIUNTIVE,
    ),
)

DICHIARANTE = Struttura(
    "dichiarante",
    documento.Dichiarante,
    (
        uno("tipologiadichiarante", "tipologia", tipi.TIPOLOGIA_DICHIARANTE, "Tipologia del dichiarante", "art. 3"),
        uno("codicefiscale", "codice_fiscale", tipi.CODICE_FISCALE, "Codice fiscale"),
        uno("denominazione", "denominazione", tipi.TESTO_100, "Denominazione"),
        uno("settore", "settore", tipi.SETTORE, "Settore (ATECO)"),
        uno("ccnl", "ccnl", tipi.CCNL, "Contratto collettivo"),
    ),
)

SEDE_LEGALE = Struttura(
    "sedelegale",
    documento.SedeLegale,
    (
        uno("comunesedelegale", "comune", tipi.COMUNE, "Comune della sede legale"),
        uno("capsedelegale", "cap", tipi.CAP, "CAP della sede legale"),
        uno("indirizzosedelegale", "indirizzo", tipi.TESTO_100, "Indirizzo della sede legale"),
        *RECAPITI,
        uno("PECemail", "pec", tipi.EMAIL, "PEC"),
    ),
)

REFERENTE = Struttura(
    "referente",
    documento.ReferenteAziendale,
    (
        uno("codicefiscale", "codice_fiscale", tipi.CODICE_FISCALE, "Codice fiscale"),
        uno("cognome", "cognome", tipi.TESTO_50, "Cognome"),
        uno("nome", "nome", tipi.TESTO_50, "Nome"),
        uno("indirizzo", "indirizzo", tipi.TESTO_100, "Indirizzo"),
        uno("comune", "comune", tipi.COMUNE, "Comune"),
        uno("cap", "cap", tipi.CAP, "CAP"),
        *RECAPITI,
    ),
    personale=True,
)

DATI_AZIENDALI = Struttura(
    "datiaziendali",
    documento.DatiAziendali,
    (
        uno("dichiarante", "dichiarante", DICHIARANTE, "Dichiarante"),
        uno("sedelegale", "sede_legale", SEDE_LEGALE, "Sede legale"),
        uno("referente", "referente", REFERENTE, "Referente"),
    ),
)

GRADUALITA = Struttura(
    "gradualita",
    documento.Gradualita,
    (
        uno("dataatto", "data_atto", tipi.DATA, "Data dell'atto"),
        uno("estremiatto", "estremi_atto", tipi.TESTO_50, "Estremi dell'atto"),
        uno(
            "assunzioninondisabiliprimaditrasformazione",
            "assunzioni_non_disabili",
            tipi.NUMERO,
            "Assunzioni di non disabili prima della trasformazione",
        ),
        uno("datatrasformazione", "data_trasformazione", tipi.DATA, "Data della trasformazione"),
        uno("percentuale", "percentuale", tipi.PERCENTUALE, "Percentuale"),
    ),
)

SOSPENSIONE_MOBILITA = Struttura(
    "sospensionemobilita",
    documento.SospensioneMobilita,
    (
        forse("sospensionepermobilita", "in_corso", tipi.SI_NO, "Sospensione per mobilità"),
        forse("datafinesospensione", "fine", tipi.DATA, "Fine della sospensione"),
    ),
)

SELEZIONE_PUBBLICA = Struttura(
    "assunzionipubblicaselezione",
    documento.SelezionePubblica,
    (
        uno("regione", "regione", tipi.REGIONE, "Regione"),
        uno("saldodisabili", "saldo_disabili", tipi.NUMERO_CON_SEGNO, "Saldo disabili"),
        uno("saldoexart18", "saldo_art18", tipi.NUMERO_CON_SEGNO, "Saldo art. 18"),
        forse("note", "note", tipi.NOTE, "Note"),
    ),
)

QUADRO1 = Struttura(
    "quadro1",
    documento.Quadro1,
    (
        uno("datiprospetto", "dati", DATI_PROSPETTO, "Dati del prospetto"),
        uno("datiaziendali", "azienda", DATI_AZIENDALI, "Dati aziendali"),
        forse("gradualita", "gradualita", GRADUALITA, "Gradualità"),
        forse(
            "sospensionemobilita",
            "sospensione_mobilita",
            SOSPENSIONE_MOBILITA,
            "Sospensione per mobilità",
            "art. 3 c. 5",
        ),
        tanti(
            "assunzionipubblicaselezione",
            "selezioni_pubbliche",
            SELEZIONE_PUBBLICA,
            "Assunzioni per pubblica selezione",
            "art. 7 c. 3",
        ),
    ),
)
