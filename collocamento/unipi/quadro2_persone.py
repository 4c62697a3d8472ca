"""The part of quadro 2 that speaks of people: the workers who count, by name, and the vacancies offered."""

from collocamento.unipi import documento, tipi
from collocamento.unipi.elementi import Struttura, forse, uno


LAVORATORE = Struttura(
    "lavoratore",
    documento.Lavoratore,
    (
        uno("codicefiscale", "codice_fiscale", tipi.CODICE_FISCALE, "Codice fiscale"),
        uno("cognome", "cognome", tipi.TESTO_50, "Cognome"),
        uno("nome", "nome", tipi.TESTO_50, "Nome"),
        uno("sesso", "sesso", tipi.SESSO, "Sesso"),
        uno("datanascita", "data_nascita", tipi.DATA, "Data di nascita"),
        uno("comunenascita", "comune_nascita", tipi.COMUNE, "Comune di nascita"),
        forse(
            "percentualedisabilita",
            "percentuale_disabilita",
            tipi.PERCENTUALE,
            "Percentuale di disabilità",
            "art. 1",
        ),
    ),
    personale=True,
)

RAPPORTO_LAVORO = Struttura(
    "rapportolavoro",
    documento.RapportoLavoro,
    (
        uno("datainizio", "inizio", tipi.DATA, "Data di inizio del rapporto"),
        forse("tipologiacontr", "tipo_contratto", tipi.TIPO_CONTRATTO, "Tipologia contrattuale"),
        forse("datafine", "fine", tipi.DATA, "Data di fine del rapporto"),
        uno("qualifica", "qualifica", tipi.QUALIFICA, "Qualifica professionale"),
        uno("tipoassunzione", "tipo_assunzione", tipi.UN_CARATTERE, "Tipo di assunzione protetta"),
        uno("orariosettimanale", "minuti_settimanali", tipi.ORARIO, "Orario settimanale"),
        uno("orariosettimanaleparttime", "minuti_part_time", tipi.ORARIO, "Orario settimanale svolto"),
        uno("categoriasogg", "categoria_soggetto", tipi.CATEGORIA_SOGGETTO, "Categoria del soggetto"),
        uno("categoriaass", "categoria_assunzione", tipi.CATEGORIA_ASSUNZIONE, "Categoria dell'assunzione"),
    ),
    personale=True,
)

LAVORATORE_COMPUTABILE = Struttura(
    "lavoratoricomputabili",
    documento.LavoratoreComputabile,
    (
        uno("lavoratore", "persona", LAVORATORE, "Lavoratore"),
        uno("rapportolavoro", "rapporto", RAPPORTO_LAVORO, "Rapporto di lavoro"),
    ),
    personale=True,
)

POSTO_DI_LAVORO = Struttura(
    "postilavoro",
    documento.PostoDiLavoro,
    (
        uno("qualificaprof", "qualifica", tipi.QUALIFICA, "Qualifica professionale"),
        uno("mansione", "mansione", tipi.TESTO_200, "Mansione"),
        uno("nposti", "posti", tipi.NUMERO, "Numero di posti"),
        uno("categoriasogg", "categoria_soggetto", tipi.CATEGORIA_SOGGETTO, "Categoria del soggetto"),
        uno("comuneass", "comune", tipi.COMUNE, "Comune di assunzione"),
        uno("capacitacontroindicazioni", "capacita", tipi.TESTO_200, "Capacità richieste e controindicazioni"),
        uno("barrierearchitettoniche", "barriere", tipi.SI_NO, "Barriere architettoniche"),
        uno("turninotturni", "turni_notturni", tipi.SI_NO, "Turni notturni"),
        uno("mezzipubblici", "mezzi_pubblici", tipi.SI_NO, "Raggiungibile con mezzi pubblici"),
        forse("categoriaass", "categoria_assunzione", tipi.CATEGORIA_ASSUNZIONE, "Categoria dell'assunzione"),
    ),
)
