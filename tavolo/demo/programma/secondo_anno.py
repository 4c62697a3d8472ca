"""The second year, up to the last meeting of which the minutes are on their way."""

from tavolo.demo.programma.forme import COMUNICAZIONI, INTERNO, Argomento, Azione, Prevista, Proposta
from tavolo.enums import Modalita, ModoVoto, StatoSeduta, TipoDecisione, TipoPunto


S, T, D, M = StatoSeduta, TipoPunto, TipoDecisione, ModoVoto

SEDUTE = (
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
)
