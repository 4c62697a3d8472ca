"""Gaps over the years: who closed one, who opened one, who came and went, for how long."""

from collections import Counter

import pytest

from collocamento.azioni.consegne import importa
from collocamento.demo import PACCHETTO_PRECEDENTE
from collocamento.models import CalcoloProvincia, Consegna
from collocamento.rapporti.scoperture import RELAZIONI_POSTI, evoluzione
from socialabs.base.contesto import Contesto
from tests.collocamento.attesi import CORPUS
from tests.collocamento.scena_rapporti import SP, datore, prospetto, tabella, valori


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
PARAMETRI = {"dal": 2022, "anno": 2025, "provincia": SP, "classe": "", "categoria": "D"}


def rapporto(**parametri):
    return evoluzione(SISTEMA, {**PARAMETRI, **parametri})


def storia(nome, **anni):
    """An employer short of that many posts in each year: `a2024=2`."""
    chi = datore(nome)
    for anno, mancano in anni.items():
        prospetto(chi, int(anno[1:]), mancano=mancano)
    return chi


@pytest.fixture
def scena(db):
    storia("Chiude", a2024=3, a2025=0)
    storia("Apre", a2024=0, a2025=2)
    storia("Cala", a2024=5, a2025=4)
    storia("Cresce", a2024=1, a2025=3)
    storia("Entra", a2025=6)
    storia("Esce", a2024=7)
    storia("A posto", a2024=0, a2025=0)


def test_posts_move_from_year_to_year_and_the_sum_holds(scena):
    contenuto = rapporto()
    (riga,) = tabella(contenuto, "posti").righe
    assert {nome: riga[nome] for nome in RELAZIONI_POSTI[0]} == {
        "mancavano": 16,
        "chiusi": 3,
        "ridotti": 1,
        "cresciuti": 2,
        "aperti": 2,
        "entrati": 6,
        "usciti": 7,
        "mancano": 15,
    }
    assert sum(segno * riga[nome] for nome, segno in RELAZIONI_POSTI[0].items()) == 0
    assert contenuto.risposta == (
        "Al 31 dicembre 2025 mancano 15 posti; datori scoperti: 4 su 6. Nel 2024 ne mancavano 16. Datori che da "
        "allora hanno chiuso la scopertura: 1; che l'hanno aperta: 1; scoperti da almeno due anni di seguito: 2."
    )


def test_the_same_employers_are_told_from_newcomers_and_leavers(scena):
    datori = tabella(rapporto(), "datori")
    nomi = ("stessi", "hanno_chiuso", "restano", "hanno_aperto", "datori_entrati", "entrati_scoperti")
    assert valori(datori, *nomi, "datori_usciti", "usciti_scoperti") == [(5, 1, 2, 1, 1, 1, 1, 1)]


def test_who_closed_and_who_opened_are_named(scena):
    contenuto = rapporto()
    assert valori(tabella(contenuto, "chiuso"), "nome", "mancavano", "mancano") == [("Chiude", 3, 0)]
    assert valori(tabella(contenuto, "aperto"), "nome", "mancavano", "mancano") == [("Apre", 0, 2)]


def test_years_on_end_are_counted_back_from_the_last_one(db):
    storia("Da sempre", a2022=1, a2023=1, a2024=1, a2025=1)
    storia("Ricaduta", a2022=1, a2023=1, a2024=0, a2025=2)
    storia("Sanata", a2022=1, a2023=1, a2024=1, a2025=0)
    storia("Assente un anno", a2022=4, a2023=4, a2025=4)
    contenuto = rapporto()
    assert valori(tabella(contenuto, "durate"), "voce", "datori", "mancano") == [("1 anno", 2, 6), ("4 anni", 1, 1)]
    assert valori(tabella(contenuto, "da_piu_anni"), "nome", "anni") == [("Da sempre", 4)]


def test_a_year_that_nobody_delivered_does_not_part_its_neighbours(db):
    storia("Sempre", a2022=1, a2025=1)
    contenuto = rapporto()
    assert valori(tabella(contenuto, "posti"), "voce", "mancavano", "mancano") == [("2022 → 2025", 1, 1)]
    assert valori(tabella(contenuto, "durate"), "voce", "datori") == [("2 anni", 1)]


def test_an_employer_that_moves_between_classes_is_followed_by_its_latest_one(db):
    chi = datore("Scende")
    prospetto(chi, 2024, classe="A", mancano=4)
    prospetto(chi, 2025, classe="B", mancano=0, cifre={"quota_disabili": 2})
    contenuto = rapporto(classe="B")
    assert valori(tabella(contenuto, "anni"), "anno", "datori", "mancano") == [(2024, 1, 4), (2025, 1, 0)]
    passaggio = ("da A (oltre 50) a B (da 36 a 50)", 1, 4, 2, 4, 0)
    colonne = ("voce", "datori", "quota_prima", "quota", "mancavano", "mancano")
    assert valori(tabella(contenuto, "classi"), *colonne) == [passaggio]
    assert not rapporto(classe="A").cifre


def test_who_owes_nothing_any_more_has_closed_and_is_no_longer_counted_as_obliged(db):
    chi = datore("Sotto soglia")
    prospetto(chi, 2024, classe="C", mancano=1)
    prospetto(chi, 2025, classe="", dovuto=False, cifre={"quota_disabili": 0})
    contenuto = rapporto()
    assert valori(tabella(contenuto, "anni"), "datori", "mancano") == [(1, 1), (0, 0)]
    assert valori(tabella(contenuto, "chiuso"), "nome", "classe") == [("Sotto soglia", "nessuna")]


def test_posts_of_article_18_are_followed_by_themselves(db):
    chi = datore("Solo art. 18")
    prospetto(chi, 2025, mancano=5, cifre={"quota_art18": 1, "scopertura_art18": 1})
    assert valori(tabella(rapporto(categoria="C"), "anni"), "quota", "dovuti", "mancano") == [(1, 1, 1)]


def test_one_year_alone_is_not_compared(db):
    storia("Unico", a2025=2)
    contenuto = rapporto()
    assert [t.chiave for t in contenuto.tabelle] == ["anni", "durate"]
    assert contenuto.risposta == "Al 31 dicembre 2025 mancano 2 posti; datori scoperti: 1 su 1."
    assert any("C'è un anno solo" in nota for nota in contenuto.note)


def test_without_returns_it_says_so(db):
    contenuto = rapporto(dal=None, anno=None)
    assert contenuto.risposta == "Nessun prospetto valido con questi parametri."
    assert not contenuto.cifre


def test_other_provinces_and_versions_that_do_not_count_stay_out(db):
    chi = datore("Altrove")
    prospetto(chi, 2025, mancano=3, province=("010",))
    assert rapporto().risposta == "Nessun prospetto valido con questi parametri."
    assert rapporto(provincia="tutte").cifre[0]["valore"] == "3"


def test_the_corpus_agrees_with_a_count_by_hand(come_proprietario):
    for pacchetto in (PACCHETTO_PRECEDENTE, CORPUS):
        with pacchetto.open("rb") as contenuto:
            importa(Consegna.objects.create(nome=pacchetto.name), contenuto, ctx=SISTEMA)
    anni = {2024: {}, 2025: {}}
    for foglio in CalcoloProvincia.objects.filter(provincia=SP, prospetto__stato="valido").select_related("prospetto"):
        anni[foglio.prospetto.anno][foglio.prospetto.datore_id] = foglio.scopertura_disabili
    prima, dopo = anni[2024], anni[2025]
    conti = Counter()
    for chi in prima.keys() | dopo.keys():
        era, ora = prima.get(chi), dopo.get(chi)
        if era is None:
            conti["datori_entrati"] += 1
            conti["entrati"] += ora
        elif ora is None:
            conti["datori_usciti"] += 1
            conti["usciti"] += era
        elif era and not ora:
            conti["hanno_chiuso"] += 1
            conti["chiusi"] += era
        elif ora and not era:
            conti["hanno_aperto"] += 1
            conti["aperti"] += ora
        elif era and ora:
            conti["restano"] += 1
            conti["ridotti" if ora < era else "cresciuti"] += abs(ora - era)
    (riga,) = tabella(rapporto(), "posti").righe
    assert {nome: riga[nome] for nome in conti} == conti
    assert (riga["mancavano"], riga["mancano"]) == (sum(prima.values()), sum(dopo.values()))
    assert conti["hanno_chiuso"] and conti["restano"] and conti["datori_entrati"]
