"""What is being worked on these days, and what is to come."""

from tavolo.demo.programma.forme import COMUNICAZIONI, INTERNO, Argomento, Azione, Prevista
from tavolo.enums import Modalita, StatoSeduta, TipoPunto


S, T = StatoSeduta, TipoPunto

SEDUTE = (
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
