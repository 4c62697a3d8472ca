"""Figures declared otherwise than computed: which, by which rule, how far, whose."""

from collections import Counter

import pytest

from collocamento.azioni.consegne import importa
from collocamento.models import Consegna
from collocamento.rapporti.divergenze import RELAZIONI_DIMENSIONI, RELAZIONI_FIGURE, divergenze
from socialabs.base.contesto import Contesto
from tests.collocamento.attesi import CORPUS, attesi
from tests.collocamento.scena_rapporti import SP, datore, prospetto, tabella, totali, valori


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
PARAMETRI = {"anno": 2025, "provincia": SP, "classe": ""}
PASSI = {"nazionale": {"base_art3": [{"id": "base_art3"}], "quota_disabili": [{"id": "quota_percentuale"}]}}


def voce(figura, dichiarato, calcolato, provincia=SP):
    return {"figura": figura, "dichiarato": dichiarato, "calcolato": calcolato, "provincia": provincia, "campo": "x"}


@pytest.fixture
def scena(db):
    province = {SP: {"quota_disabili": [{"id": "quota_percentuale"}, {"id": "quota_aumentata"}]}}
    prospetto(
        datore("Meno"),
        2025,
        differenze=[
            voce("base_art3", 40, 70),
            voce("quota_disabili", 3, 5),
            voce("scopertura_disabili", 0, 2),
            voce("scopertura_disabili", 0, 3, provincia=""),
            voce("classe", "B", "A", provincia=""),
        ],
        derivazione={**PASSI, "province": province},
    )
    prospetto(
        datore("Di più"),
        2025,
        classe="B",
        differenze=[voce("base_art3", 41, 40), voce("scopertura_disabili", 3, 1)],
        derivazione={**PASSI, "province": {}},
    )
    prospetto(datore("Uguale"), 2025)


def test_each_figure_says_how_many_declare_more_and_less(scena):
    contenuto = divergenze(SISTEMA, PARAMETRI)
    figure = tabella(contenuto, "figure")
    assert valori(figure, "voce", "divergenti", "in_piu", "in_meno", "somma", "massimo") == [
        ("Base di computo (art. 3)", 2, 1, 1, -29, 30),
        ("Mancano persone con disabilità", 2, 1, 1, 0, 2),
        ("Quota di persone con disabilità", 1, 0, 1, -2, 2),
    ]
    for relazioni, righe in (
        (RELAZIONI_FIGURE, figure.righe),
        (RELAZIONI_DIMENSIONI, tabella(contenuto, "dimensioni").righe_e_totale),
    ):
        for riga in righe:
            assert sum(segno * riga[nome] for nome, segno in relazioni[0].items()) == 0
    # What one declares in excess does not make up for what the other leaves out.
    assert contenuto.risposta.endswith("mancano 2 posti che non sono dichiarati.")
    assert contenuto.risposta.startswith("Per il 2025 2 prospetti su 3 (66,7\xa0%) dichiarano")


def test_the_rule_is_that_of_the_last_step_in_that_province(scena):
    assert valori(tabella(divergenze(SISTEMA, PARAMETRI), "regole"), "voce", "divergenti", "prospetti") == [
        ("L. 68/1999 art. 4 c. 1", 2, 2),
        ("Senza una regola del calcolo", 2, 2),
        ("ripartizione del modello UniPi (prassi: nessuna norma fissa la ripartizione)", 1, 1),
    ]


def test_the_whole_country_compares_the_national_figures_alone(scena):
    contenuto = divergenze(SISTEMA, {**PARAMETRI, "provincia": "tutte"})
    assert valori(tabella(contenuto, "figure"), "voce", "divergenti", "senza_segno", "somma") == [
        ("Classe", 1, 1, None),
        ("Mancano persone con disabilità", 1, 0, -3),
    ]
    assert totali(tabella(contenuto, "classi"), "prospetti", "divergenti") == (3, 1)


def test_deviations_are_counted_by_size(scena):
    dimensioni = tabella(divergenze(SISTEMA, PARAMETRI), "dimensioni")
    assert valori(dimensioni, "voce", "divergenti", "basi", "quote", "scoperture") == [
        ("di 1", 1, 1, 0, 0),
        ("da 2 a 5", 3, 0, 1, 2),
        ("da 6 a 20", 0, 0, 0, 0),
        ("oltre 20", 1, 1, 0, 0),
        ("non è un numero", 0, 0, 0, 0),
    ]


def test_employers_are_named_with_what_they_declare_less_what_is_computed(scena):
    righe = tabella(divergenze(SISTEMA, PARAMETRI), "datori")
    assert valori(righe, "nome", "figure", "mancano", "quota", "base", "base_18") == [
        ("Meno", 3, -2, -2, -30, None),
        ("Di più", 2, 2, None, 1, None),
    ]


def test_one_class_alone(scena):
    contenuto = divergenze(SISTEMA, {**PARAMETRI, "classe": "B"})
    assert valori(tabella(contenuto, "classi"), "voce", "prospetti", "divergenti") == [("B (da 36 a 50)", 1, 1)]
    assert valori(tabella(contenuto, "datori"), "nome") == [("Di più",)]


def test_without_divergences_there_is_no_empty_table(db):
    prospetto(datore("Uguale"), 2025)
    contenuto = divergenze(SISTEMA, PARAMETRI)
    assert [t.chiave for t in contenuto.tabelle] == ["classi"]
    assert "0 prospetti su 1" in contenuto.risposta


def test_the_corpus_agrees_with_its_expected_file():
    with CORPUS.open("rb") as contenuto:
        importa(Consegna.objects.create(nome="corpus.zip"), contenuto, ctx=SISTEMA)
    for provincia in (SP, "tutte"):
        luogo = (
            f"elencoriepilogativoprovinciale[{SP}]/" if provincia == SP else ("riepilogonazionale/", "datiprospetto/")
        )
        campi = Counter()
        divergenti = 0
        for azienda in attesi()["companies"]:
            diversi = [campo for campo in azienda["differences"] if campo.startswith(luogo)]
            campi.update(campo.rpartition("/")[2] for campo in diversi)
            divergenti += bool(diversi)
        contenuto = divergenze(SISTEMA, {**PARAMETRI, "provincia": provincia})
        assert totali(tabella(contenuto, "classi"), "divergenti") == (divergenti,)
        assert sorted(v for (v,) in valori(tabella(contenuto, "figure"), "divergenti")) == sorted(campi.values())
        assert totali(tabella(contenuto, "dimensioni"), "divergenti") == (campi.total(),)
