"""Vacancies as the returns declare them: where, for which work, for whom, and gaps that offer none."""

from collections import Counter

import pytest

from collocamento.azioni.consegne import importa
from collocamento.models import Consegna, PostoDisponibile
from collocamento.rapporti.posti import RELAZIONI_POSTI, RELAZIONI_SCOPERTI, posti
from socialabs.base.contesto import Contesto
from tests.collocamento.attesi import CORPUS
from tests.collocamento.scena_rapporti import SP, datore, posto, prospetto, tabella, totali, valori


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
PARAMETRI = {"anno": 2025, "provincia": SP, "categoria": ""}


@pytest.fixture
def scena(db):
    offre = prospetto(datore("Offre"), 2025, mancano=3)
    posto(offre, 2)
    posto(offre, 1, "C", comune="Z999", barriere=True)
    posto(offre, 4, provincia="010")
    altro = prospetto(datore("Offre di notte"), 2025, classe="B")
    posto(
        altro, 5, qualifica="8.1.4.3.0.0", mansione="Addetto alle pulizie", turni_notturni=True, mezzi_pubblici=False
    )
    prospetto(datore("Scoperto e zitto"), 2025, classe="C", mancano=1)
    vecchio = prospetto(datore("Un anno fa"), 2024)
    posto(vecchio, 50)


def test_posts_by_municipality_work_and_people(scena):
    contenuto = posti(SISTEMA, PARAMETRI)
    colonne = ("totale", "disabili", "protette", "datori", "senza_barriere", "mezzi", "notturni")
    assert valori(tabella(contenuto, "comuni"), "voce", *colonne) == [
        ("La Spezia", 7, 7, 0, 2, 7, 2, 5),
        ("Codice Z999", 1, 0, 1, 1, 0, 1, 0),
    ]
    assert valori(tabella(contenuto, "mansioni"), "voce", "totale") == [
        ("Addetto alle pulizie (8.1.4.3.0.0)", 5),
        ("Addetto alla segreteria (4.1.1.1.0.0)", 3),
    ]
    assert valori(tabella(contenuto, "adatti"), "voce", "totale") == [
        ("Persona con disabilità (art. 1), chiamata non indicata", 7),
        ("Categoria protetta (art. 18), chiamata non indicata", 1),
    ]
    for chiave in ("comuni", "mansioni", "adatti"):
        assert totali(tabella(contenuto, chiave), *colonne) == (8, 7, 1, 2, 7, 3, 5)
        for riga in tabella(contenuto, chiave).righe_e_totale:
            assert sum(segno * riga[nome] for nome, segno in RELAZIONI_POSTI[0].items()) == 0


def test_a_work_bears_the_name_that_most_give_it(db):
    chi = prospetto(datore("Offre"), 2025)
    for mansione in ("Segretario", "Addetto", "Addetto"):
        posto(chi, 1, mansione=mansione)
    assert valori(tabella(posti(SISTEMA, PARAMETRI), "mansioni"), "voce", "totale") == [("Addetto (4.1.1.1.0.0)", 3)]


def test_employers_with_a_gap_and_no_post_are_counted(scena):
    scoperti = tabella(posti(SISTEMA, PARAMETRI), "scoperti")
    assert valori(scoperti, "voce", "scoperti", "mancano", "offrono", "non_offrono") == [
        ("A (oltre 50)", 1, 3, 1, 0),
        ("C (da 15 a 35)", 1, 1, 0, 1),
    ]
    for riga in scoperti.righe_e_totale:
        assert sum(segno * riga[nome] for nome, segno in RELAZIONI_SCOPERTI[0].items()) == 0


def test_one_kind_of_people_alone(scena):
    contenuto = posti(SISTEMA, {**PARAMETRI, "categoria": "C"})
    assert totali(tabella(contenuto, "comuni"), "totale", "protette") == (1, 1)
    assert "scoperti" not in {t.chiave for t in contenuto.tabelle}


def test_the_whole_country_has_the_other_provinces_posts(scena):
    assert totali(tabella(posti(SISTEMA, {**PARAMETRI, "provincia": "tutte"}), "comuni"), "totale") == (12,)


def test_without_posts_it_says_so_and_shows_the_gaps_alone(db):
    prospetto(datore("Scoperto"), 2025, mancano=2)
    contenuto = posti(SISTEMA, PARAMETRI)
    assert contenuto.risposta == "Nessun posto disponibile dichiarato con questi parametri."
    assert [t.chiave for t in contenuto.tabelle] == ["scoperti"]


def test_the_corpus_agrees_with_a_count_by_hand():
    with CORPUS.open("rb") as contenuto:
        importa(Consegna.objects.create(nome="corpus.zip"), contenuto, ctx=SISTEMA)
    comuni, mansioni = Counter(), Counter()
    for riga in PostoDisponibile.objects.filter(provincia=SP, prospetto__stato="valido", prospetto__anno=2025):
        comuni[riga.comune] += riga.posti
        mansioni[riga.qualifica] += riga.posti
    contenuto = posti(SISTEMA, PARAMETRI)
    assert {r["comune"]: r["totale"] for r in tabella(contenuto, "comuni").righe} == comuni
    assert {r["qualifica"]: r["totale"] for r in tabella(contenuto, "mansioni").righe} == mansioni
