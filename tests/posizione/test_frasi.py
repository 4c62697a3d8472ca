"""The answer in one sentence, in every case, to the employer and to the others."""

from datetime import date

import pytest

from collocamento.normativa import DatiProvincia, Datore, Tipologia, calcola
from collocamento.normativa.soglie import soglie_art3, soglie_art18
from collocamento.posizione.enums import StatoEpisodio as S
from collocamento.posizione.frasi import FRASI, Sintesi, cambio, frase, sintesi
from collocamento.posizione.stati import Domanda, Fatti, valuta


GENNAIO, ENTRO = date(2027, 1, 13), date(2027, 3, 14)
CIFRE = calcola(
    Datore(Tipologia.PRIVATO, "011"), [DatiProvincia("011", n_totale=62, disabili_ft=2)], data=GENNAIO
).nazionale


def dice(insieme: Sintesi, giorno: date = GENNAIO, *, parte: bool = True) -> str:
    return frase(insieme, CIFRE, giorno, parte=parte)


@pytest.mark.parametrize(
    ("insieme", "giorno", "attesa"),
    [
        (
            Sintesi(S.SCOPERTA_NEI_TERMINI, 2, entro=ENTRO),
            GENNAIO,
            "Dovete assumere 2 persone con disabilità entro il 14 marzo 2027, o farne richiesta.",
        ),
        (
            Sintesi(S.SCOPERTA_NEI_TERMINI, 1, 1, entro=ENTRO),
            GENNAIO,
            "Dovete assumere 1 persona con disabilità e 1 di categoria protetta entro il 14 marzo 2027, o farne "
            "richiesta.",
        ),
        (
            Sintesi(S.SCOPERTA_OLTRE, 2, entro=ENTRO),
            date(2027, 3, 15),
            "Dovevate assumere 2 persone con disabilità entro il 14 marzo 2027, o farne richiesta: il termine è "
            "passato da 1 giorno.",
        ),
        (
            Sintesi(S.RICHIESTA_PRESENTATA, 2, entro=ENTRO, chiesta=GENNAIO),
            GENNAIO,
            "Dovete ancora assumere 2 persone con disabilità: la richiesta risulta presentata il 13 gennaio 2027.",
        ),
        (
            Sintesi(S.SOSPESA),
            GENNAIO,
            "Ora non dovete assumere nessuno: una sospensione dell'obbligo copre i posti che mancano.",
        ),
        (
            Sintesi(S.IN_CONVENZIONE),
            GENNAIO,
            "Ora non dovete assumere nessuno: una convenzione copre i posti che mancano.",
        ),
        (
            Sintesi(S.ESONERATA_PARZ),
            GENNAIO,
            "Ora non dovete assumere nessuno: l'esonero parziale copre i posti che mancano.",
        ),
        (
            Sintesi(S.OTTEMPERANTE),
            GENNAIO,
            "Siete in regola: dovete avere in forza 4 persone con disabilità e 1 di categoria protetta, e non manca "
            "nessuno.",
        ),
        (Sintesi(S.NON_SOGGETTA), GENNAIO, "Non siete soggetti all'obbligo: la base di computo è di 60 lavoratori."),
    ],
)
def test_the_employer_is_told_in_one_sentence(insieme: Sintesi, giorno: date, attesa: str) -> None:
    assert dice(insieme, giorno) == attesa


@pytest.mark.parametrize("stato", S)
def test_others_are_told_the_same_about_the_employer(stato: S) -> None:
    assert stato in FRASI
    testo = dice(Sintesi(stato, 2, 1, ENTRO, GENNAIO), date(2027, 4, 1), parte=False)
    assert "L'azienda" in testo or "l'azienda" in testo
    assert "%" not in testo and "ovete" not in testo


def test_the_gravest_province_speaks_for_all_and_the_first_term_counts() -> None:
    def provincia(posti: int, nata: date, *domande: Domanda):
        return valuta(Fatti(posti, 0, soggetta=True, situazione=nata), None, domande, GENNAIO)

    tardi = provincia(2, date(2026, 10, 1))
    presto = provincia(1, date(2026, 12, 1))
    chiesta = provincia(3, date(2026, 6, 1), Domanda(date(2026, 6, 5), 3, 0))
    insieme = sintesi([presto, chiesta, tardi])
    assert (insieme.stato, insieme.disabili, insieme.entro) == (S.SCOPERTA_OLTRE, 3, tardi.entro)
    assert sintesi([chiesta]).disabili == 3 and sintesi([chiesta]).chiesta == date(2026, 6, 5)
    assert sintesi([]).stato == S.NON_SOGGETTA


def test_the_cliffs_in_words() -> None:
    sopra, sotto = soglie_art3(50)
    assert cambio(sopra.da, sopra.a, sopra.base, salendo=True, art18=False) == (
        "Alla 51ª persona computabile l'obbligo passa da 2 a 4."
    )
    assert cambio(sotto.da, sotto.a, sotto.base, salendo=False, art18=False) == (
        "Se la base scende a 35 l'obbligo passa da 2 a 1."
    )
    sopra = soglie_art18(50).sopra
    assert cambio(sopra.da, sopra.a, sopra.base, salendo=True, art18=True) == (
        "Alla 51ª persona computabile la quota di categorie protette passa da 0 a 1."
    )
