"""The report on obligations: its totals are those of the list, its groups add up, and it follows its parameters."""

import pytest
from django.db.models import Sum

from collocamento.azioni.consegne import importa
from collocamento.elenchi import SOMME, righe_obblighi
from collocamento.models import Consegna
from collocamento.rapporti.obblighi import situazione
from collocamento.settori import SEZIONI, sezione_di
from socialabs.base.contesto import Contesto
from tests.collocamento.attesi import CORPUS, attesi


SISTEMA = Contesto.sistema("prova")


@pytest.fixture
def corpus(db):
    with CORPUS.open("rb") as contenuto:
        importa(Consegna.objects.create(nome="corpus.zip"), contenuto, ctx=SISTEMA)


def test_the_report_on_the_corpus_gives_the_expected_totals(corpus):
    totali = attesi()["totals_011"]
    contenuto = situazione(SISTEMA, {"anno": 2025, "provincia": "011"})
    cifre = {str(c["etichetta"]): int(c["valore"].replace(".", "")) for c in contenuto.cifre}
    assert cifre["Datori obbligati"] == totali["employers"]
    assert cifre["Con scopertura art. 3"] == totali["employers_with_shortfall_disabled"]
    assert cifre["Mancano disabili"] == totali["shortfall_disabled"]
    assert cifre["Mancano art. 18"] == totali["shortfall_art18"]
    assert cifre["Invii in ritardo"] == totali["late_senders"]
    per_classe = {riga["chiave"]: riga["datori"] for riga in contenuto.tabelle[0].righe}
    assert per_classe == {**totali["employers_by_class"], "": totali["employers_art18_only"]}
    for tabella in contenuto.tabelle:
        for chiave in ("datori", "quota", "esonerate", "dovuti", "mancano", "mancano_18"):
            assert sum(riga[chiave] for riga in tabella.righe) == tabella.totale[chiave]
        assert all(0 <= riga["mancano"] <= riga["dovuti"] for riga in tabella.righe)
    righe = righe_obblighi(SISTEMA, 2025, "011").filter(prospetto__calcolo__prospetto_dovuto=True)
    somme = righe.aggregate(**{campo: Sum(campo) for campo in SOMME})
    assert somme["base_art3"] == totali["base_art3"]
    assert somme["lavoratori"] == totali["heads"]


@pytest.mark.django_db
def test_without_returns_the_report_says_so():
    contenuto = situazione(SISTEMA, {"anno": None, "provincia": "tutte"})
    assert contenuto.risposta == "Nessun datore obbligato con questi parametri."
    assert all(not tabella.righe for tabella in contenuto.tabelle)


@pytest.mark.parametrize(
    ("settore", "lettera"), [("01.11.10", "A"), ("33.20.09", "C"), ("35.11.00", "D"), ("99.00.00", "U")]
)
def test_a_sector_belongs_to_its_section(settore, lettera):
    assert sezione_di(settore).lettera == lettera


@pytest.mark.parametrize("settore", ["00.00.00", "04.00.00", "34.00.00", "", "xx"])
def test_a_division_that_ateco_does_not_have_has_no_section(settore):
    assert sezione_di(settore) is None


def test_sections_do_not_overlap():
    confini = [confine for sezione in SEZIONI for confine in (sezione.prima, sezione.ultima)]
    assert confini == sorted(confini)
