"""The first year, from the constitution of the table to its first assessment."""

from tavolo.demo.programma.forme import COMUNICAZIONI, INTERNO, Argomento, Azione, Prevista, Proposta
from tavolo.enums import Modalita, ModoVoto, StatoSeduta, TipoDecisione, TipoPunto


S, T, D, M = StatoSeduta, TipoPunto, TipoDecisione, ModoVoto

SEDUTE = (
    Prevista(
        -735,
        S.PUBBLICATO,
        "Insediamento",
        (
            Argomento(
                "Insediamento dei componenti",
                "La presidente verifica le nomine e dà il benvenuto agli enti.",
                T.INFORMAZIONE,
                "provincia",
            ),
            Argomento(
                "Regolamento del tavolo",
                "Si esamina la bozza; gli enti chiedono che i documenti arrivino almeno tre giorni prima.",
                T.DECISIONE,
                "provincia",
                Proposta(
                    "Approvazione del regolamento",
                    "Il tavolo approva il proprio regolamento, in vigore da oggi.",
                    D.REGOLAMENTO,
                    M.NOMINALE,
                    eseguita=1,
                ),
            ),
            Argomento(
                "Calendario dei lavori",
                "Si concorda una seduta ogni due mesi, di pomeriggio.",
                T.DECISIONE,
                "provincia",
                Proposta("Calendario delle sedute", "Il tavolo si riunisce ogni due mesi.", eseguita=10),
            ),
        ),
        approvato_dopo=True,
    ),
    Prevista(
        -670,
        S.PUBBLICATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Trasporti verso le zone industriali",
                "I comuni segnalano che le corse della sera non coprono la fine dei turni.",
                T.DECISIONE,
                "sarzana",
                Proposta(
                    "Richiesta al gestore dei trasporti",
                    "Il tavolo chiede al gestore due corse serali verso le zone industriali di Arcola e Sarzana.",
                    D.PARERE,
                    M.CONTEGGIO,
                    (1, 2),
                    entro=60,
                    eseguita=52,
                ),
                (Azione("Raccogliere gli orari dei turni dalle aziende associate", "industria", 30, fatta=24),),
            ),
            INTERNO,
        ),
    ),
    Prevista(
        -602,
        S.PUBBLICATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Laboratori protetti: posti per l'anno",
                "La cooperazione propone dodici posti in tre laboratori, con tutor dedicati.",
                T.DECISIONE,
                "gozzo",
                Proposta(
                    "Posti nei laboratori protetti",
                    "Il tavolo propone dodici posti nei laboratori di cucina, verde e assemblaggio.",
                    D.PARERE,
                    entro=120,
                    eseguita=140,
                ),
                (Azione("Preparare il calendario dei laboratori", "vele", 45, fatta=60),),
            ),
        ),
        modalita=Modalita.MISTA,
        approvato_dopo=True,
    ),
    Prevista(
        -540,
        S.PUBBLICATO,
        "",
        (Argomento("Convenzioni con le imprese", tipo=T.DISCUSSIONE, proponente="industria"), COMUNICAZIONI),
        assenti=19,
        deserta=True,
    ),
    Prevista(
        -525,
        S.PUBBLICATO,
        "",
        (
            Argomento(
                "Convenzioni con le imprese",
                "Le associazioni dei datori chiedono un testo unico, più breve, con gli adempimenti in una pagina.",
                T.DECISIONE,
                "industria",
                Proposta(
                    "Schema unico di convenzione",
                    "Il tavolo propone uno schema unico di convenzione per le imprese sotto i cinquanta dipendenti.",
                    D.PARERE,
                    M.CONTEGGIO,
                    (2, 1),
                    entro=90,
                    eseguita=85,
                ),
            ),
            Argomento(
                "Istituzione dei gruppi di lavoro",
                "Si propongono due gruppi: accessibilità dei luoghi di lavoro, formazione e tirocini.",
                T.DECISIONE,
                "golfo",
                Proposta(
                    "Istituzione di due gruppi di lavoro",
                    "Sono istituiti i due gruppi di lavoro proposti.",
                    eseguita=120,
                ),
            ),
        ),
    ),
    Prevista(
        -455,
        S.PUBBLICATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Sportello per le famiglie",
                "Le associazioni descrivono le domande più frequenti; l'azienda sanitaria offre una stanza.",
                T.DECISIONE,
                "famiglie",
                Proposta(
                    "Sportello mensile per le famiglie",
                    "È aperto uno sportello mensile per le famiglie presso l'azienda sanitaria.",
                    entro=60,
                    eseguita=50,
                ),
                (Azione("Indicare la stanza e l'orario dello sportello", "asl", 20, fatta=15),),
            ),
            INTERNO,
        ),
        modalita=Modalita.MISTA,
    ),
    Prevista(-390, S.ANNULLATA, "", (COMUNICAZIONI,)),
)
