"""What the demonstration's table has met for, and is to meet for. Days count from today; everything is invented."""

from dataclasses import dataclass

from tavolo.enums import Modalita, ModoVoto, StatoSeduta, TipoDecisione, TipoPunto


@dataclass(frozen=True, slots=True)
class Azione:
    """What a body has to do within `entro` days of the meeting; `fatta`: done after so many."""

    cosa: str
    ente: str
    entro: int
    fatta: int = 0


@dataclass(frozen=True, slots=True)
class Proposta:
    """What is put to the vote and decided; `contrari`: against and abstaining, where votes are counted."""

    titolo: str
    testo: str
    tipo: TipoDecisione = TipoDecisione.ORDINARIA
    modo: ModoVoto = ModoVoto.UNANIME
    contrari: tuple[int, int] = (0, 0)
    entro: int = 0
    eseguita: int = 0
    sostituisce: str = ""


@dataclass(frozen=True, slots=True)
class Argomento:
    titolo: str
    testo: str = ""
    tipo: TipoPunto = TipoPunto.DISCUSSIONE
    proponente: str = ""
    proposta: Proposta | None = None
    azioni: tuple[Azione, ...] = ()


@dataclass(frozen=True, slots=True)
class Prevista:
    """A meeting, `giorni` from today. `assenti`: how many seats stay empty, a quarter unless said otherwise."""

    giorni: int
    stato: StatoSeduta
    titolo: str
    argomenti: tuple[Argomento, ...]
    gruppo: str = ""
    modalita: Modalita = Modalita.IN_PRESENZA
    assenti: int = 0
    seconda: bool = False
    deserta: bool = False
    approvato_dopo: bool = False


S, T, D, M = StatoSeduta, TipoPunto, TipoDecisione, ModoVoto
COMUNICAZIONI = Argomento(
    "Comunicazioni della Provincia", "La Provincia riferisce sull'attività dell'ufficio.", T.INFORMAZIONE
)
INTERNO = Argomento("Preparazione della prossima seduta", "La segreteria fissa i tempi per i documenti.", T.INTERNO)

PROGRAMMA = (
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
    Prevista(
        -365,
        S.PUBBLICATO,
        "Bilancio di un anno",
        (
            Argomento(
                "Relazione sul primo anno",
                "Sette sedute previste, una deserta: si chiede maggiore presenza.",
                T.DISCUSSIONE,
                "provincia",
            ),
            Argomento(
                "Modifica del regolamento",
                "Si discutono la delega fra componenti e il voto di chi presiede.",
                T.DECISIONE,
                "provincia",
                Proposta(
                    "Deleghe fra componenti",
                    "Ogni componente può portare una delega; a parità prevale il voto di chi presiede.",
                    D.REGOLAMENTO,
                    M.NOMINALE,
                    entro=130,
                    eseguita=125,
                ),
            ),
        ),
        assenti=4,
        approvato_dopo=True,
    ),
    Prevista(
        -300,
        S.PUBBLICATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Sportello per le famiglie: primi risultati",
                "Trentadue famiglie in cinque mesi; si chiede una seconda sede in Val di Magra.",
                T.DECISIONE,
                "famiglie",
                Proposta(
                    "Sportello per le famiglie in due sedi",
                    "Lo sportello diventa quindicinale e apre una seconda sede a Sarzana.",
                    entro=90,
                    eseguita=100,
                    sostituisce="Sportello mensile per le famiglie",
                ),
                (Azione("Mettere a disposizione la sede di Sarzana", "sarzana", 60, fatta=58),),
            ),
        ),
    ),
    Prevista(
        -235,
        S.PUBBLICATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Scuola e lavoro",
                "L'ufficio scolastico presenta i percorsi dell'ultimo anno.",
                T.DISCUSSIONE,
                "scuola",
                azioni=(Azione("Elencare gli istituti interessati ai percorsi", "scuola", 40, fatta=70),),
            ),
        ),
        assenti=14,
        seconda=True,
    ),
    Prevista(
        -200,
        S.PUBBLICATO,
        "",
        (
            Argomento(
                "Postazioni adattate: che cosa funziona",
                "Le imprese portano quattro esempi di postazioni adattate con poca spesa.",
                T.DECISIONE,
                "industria",
                Proposta(
                    "Catalogo delle postazioni adattate",
                    "Il gruppo raccoglie in un catalogo gli adattamenti riusciti.",
                    entro=150,
                    eseguita=130,
                ),
            ),
        ),
        gruppo="accessibilita",
    ),
    Prevista(
        -170,
        S.PUBBLICATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Incontri con le piccole imprese",
                "Gli artigiani propongono incontri nelle valli, nelle ore in cui le botteghe sono chiuse.",
                T.DECISIONE,
                "artigiani",
                Proposta(
                    "Quattro incontri con le piccole imprese",
                    "Il tavolo promuove quattro incontri con le imprese sotto i quindici dipendenti.",
                    modo=M.CONTEGGIO,
                    contrari=(0, 2),
                    entro=120,
                ),
                (
                    Azione("Proporre date e sedi degli incontri", "artigiani", 30, fatta=28),
                    Azione("Preparare il materiale da consegnare", "provincia", 60),
                ),
            ),
        ),
        modalita=Modalita.MISTA,
        approvato_dopo=True,
    ),
    Prevista(
        -150,
        S.PUBBLICATO,
        "",
        (
            Argomento(
                "Tirocini estivi",
                "Si confrontano i posti offerti con le richieste delle scuole.",
                T.DECISIONE,
                "scuola",
                Proposta(
                    "Criteri per i tirocini estivi", "Il gruppo adotta i criteri proposti.", entro=60, eseguita=40
                ),
            ),
        ),
        gruppo="formazione",
    ),
    Prevista(
        -105,
        S.PUBBLICATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Trasporti: seconda richiesta",
                "Delle due corse chieste ne è partita una: resta scoperta la zona di Arcola.",
                T.DECISIONE,
                "spezia",
                Proposta(
                    "Corsa serale verso Arcola",
                    "Il tavolo rinnova al gestore la richiesta della corsa serale verso Arcola.",
                    D.PARERE,
                    M.NOMINALE,
                    entro=150,
                ),
                (Azione("Scrivere al gestore dei trasporti", "spezia", 20, fatta=18),),
            ),
            Argomento(
                "Formazione dei tutor",
                "L'ente di formazione propone venti ore per i tutor aziendali.",
                T.DECISIONE,
                "formazione",
                Proposta(
                    "Corso per tutor aziendali", "È avviato un corso di venti ore per tutor aziendali.", entro=60
                ),
                (Azione("Raccogliere le adesioni delle imprese", "industria", 45),),
            ),
            INTERNO,
        ),
        modalita=Modalita.MISTA,
    ),
    Prevista(
        -90,
        S.PUBBLICATO,
        "",
        (
            Argomento(
                "Bozza del catalogo",
                "Si rivedono le schede; l'associazione chiede immagini descritte anche a parole.",
                T.DISCUSSIONE,
                "golfo",
                azioni=(Azione("Scrivere le descrizioni delle immagini", "golfo", 150),),
            ),
        ),
        gruppo="accessibilita",
        modalita=Modalita.A_DISTANZA,
    ),
    Prevista(
        -63,
        S.APPROVATO,
        "",
        (
            COMUNICAZIONI,
            Argomento(
                "Programma dell'autunno",
                "Si scelgono i temi delle prossime tre sedute.",
                T.DECISIONE,
                "provincia",
                Proposta("Temi dell'autunno", "Le prossime sedute trattano tutor, trasporti e scuola.", entro=120),
            ),
        ),
    ),
    Prevista(
        -45,
        S.DESERTA,
        "",
        (Argomento("Fondo per gli adattamenti", tipo=T.DECISIONE, proponente="sind1"),),
        assenti=18,
        deserta=True,
    ),
    Prevista(
        -9,
        S.IN_REVISIONE,
        "",
        (
            Argomento(
                "Fondo per gli adattamenti",
                "Si esamina la proposta di un fondo per adattare i posti di lavoro.\n\nNel primo anno potrebbe "
                "sostenere cinque posti.",
                T.DECISIONE,
                "sind1",
                Proposta(
                    "Proposta di un fondo per gli adattamenti",
                    "Il tavolo propone alla Regione un fondo per gli adattamenti dei posti di lavoro.",
                    D.PARERE,
                    M.CONTEGGIO,
                    (1, 1),
                    entro=90,
                ),
                (Azione("Scrivere la relazione per la Regione", "provincia", 30),),
            ),
            Argomento("Varie", "Nessun altro argomento.", T.DISCUSSIONE),
        ),
        modalita=Modalita.MISTA,
    ),
    Prevista(
        -5,
        S.VERBALE_BOZZA,
        "Seduta con le scuole",
        (
            Argomento(
                "Percorsi dell'ultimo anno",
                "Cinque istituti partecipano; si chiede un referente per ciascuno.",
                T.DISCUSSIONE,
                "scuola",
                azioni=(Azione("Indicare il referente di ogni istituto", "scuola", 25),),
            ),
        ),
    ),
    Prevista(
        -2,
        S.SVOLTA,
        "",
        (Argomento("Tutor: contenuti del corso", "Si concordano i moduli.", T.DISCUSSIONE, "formazione"),),
        gruppo="formazione",
    ),
    Prevista(
        0,
        S.APERTA,
        "",
        (
            Argomento("Stampa del catalogo", "Tre preventivi ricevuti.", T.DISCUSSIONE, "industria"),
            Argomento("Presentazione pubblica", tipo=T.DECISIONE, proponente="golfo"),
        ),
        gruppo="accessibilita",
    ),
    Prevista(
        0,
        S.CONVOCATA,
        "Seduta di oggi",
        (
            COMUNICAZIONI,
            Argomento("Corso per tutor: calendario e sedi", tipo=T.DECISIONE, proponente="formazione"),
            Argomento("Trasporti: risposta del gestore", tipo=T.DISCUSSIONE, proponente="spezia"),
            INTERNO,
            Argomento("Varie", tipo=T.DISCUSSIONE),
        ),
        modalita=Modalita.MISTA,
    ),
    Prevista(
        8,
        S.CONVOCATA,
        "",
        (
            COMUNICAZIONI,
            Argomento("Posti nei laboratori per il nuovo anno", tipo=T.DECISIONE, proponente="vele"),
            Argomento("Relazione annuale del tavolo", tipo=T.DISCUSSIONE, proponente="provincia"),
        ),
        modalita=Modalita.MISTA,
    ),
    Prevista(
        11,
        S.RINVIATA,
        "",
        (Argomento("Incontro con la Regione", tipo=T.DISCUSSIONE, proponente="provincia"),),
    ),
    Prevista(
        65,
        S.PIANIFICATA,
        "Programma del nuovo anno",
        (Argomento("Temi del nuovo anno", tipo=T.DISCUSSIONE, proponente="provincia"),),
    ),
)
