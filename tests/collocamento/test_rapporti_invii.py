"""Late and missing returns: by days, by class, by sender; who sent the year before and not now."""

from datetime import date

import pytest

from collocamento.azioni.consegne import importa
from collocamento.demo import PACCHETTO_PRECEDENTE
from collocamento.enums import MotivoSuperamento, StatoProspetto
from collocamento.models import Campagna, Consegna, Prospetto
from collocamento.rapporti.invii import invii
from socialabs.base.contesto import Contesto
from tests.collocamento.attesi import CORPUS, attesi
from tests.collocamento.scena_rapporti import SP, datore, prospetto, tabella, totali, valori


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
PARAMETRI = {"anno": 2025, "provincia": SP}


def tardivo(nome, giorni, **campi):
    return prospetto(datore(nome), 2025, in_ritardo=True, giorni_ritardo=giorni, **campi)


def test_delays_fall_into_bands_up_to_their_last_day():
    prospetto(datore("Puntuale"), 2025, mancano=1)
    for giorni in (1, 7, 8, 30, 31, 60, 61, 90, 91):
        tardivo(f"Tardivo {giorni}", giorni)
    ritardi = tabella(invii(SISTEMA, PARAMETRI), "ritardi")
    assert [v for (v,) in valori(ritardi, "prospetti")] == [1, 2, 2, 2, 2, 1]
    assert totali(ritardi, "prospetti", "scoperti") == (10, 1)


def test_delays_by_class_and_by_who_sent():
    Campagna.objects.create(anno=2025, scadenza=date(2026, 2, 15))
    tardivo("Per proprio conto", 10, classe="C")
    tardivo("Delegato", 20, classe="C", delegato="XXXYYY80A01E463X")
    prospetto(datore("Puntuale"), 2025, delegato="XXXYYY80A01E463X")
    contenuto = invii(SISTEMA, PARAMETRI)
    assert contenuto.risposta == "Per il 2025 2 prospetti su 3 sono stati inviati oltre il termine del 15/02/2026."
    assert valori(tabella(contenuto, "classi"), "voce", "prospetti", "in_ritardo", "giorni") == [
        ("A (oltre 50)", 1, 0, None),
        ("C (da 15 a 35)", 2, 2, 15.0),
    ]
    assert valori(tabella(contenuto, "mittenti"), "voce", "prospetti", "in_ritardo", "quota") == [
        ("Il datore stesso", 1, 1, 1.0),
        ("Un intermediario", 2, 1, 0.5),
    ]


def test_an_intermediary_is_never_named():
    tardivo("Delegato", 20, delegato="XXXYYY80A01E463X")
    for tab in invii(SISTEMA, PARAMETRI).tabelle:
        assert "XXXYYY80A01E463X" not in str(tab.celle)


@pytest.fixture
def assenti(db):
    for nome, tipologia, quota in (("Privato", "A", 4), ("Pubblico", "C", 9)):
        prospetto(datore(nome), 2024, tipologia=tipologia, mancano=2, cifre={"quota_disabili": quota})
    annulla = datore("Annulla")
    prospetto(annulla, 2024)
    ricevuto = prospetto(annulla, 2025, tipo="03", stato=StatoProspetto.RICEVUTO, province=())
    prospetto(annulla, 2025, stato=StatoProspetto.ANNULLATO, annullato_da=ricevuto)
    rettifica = datore("Rettifica")
    prospetto(rettifica, 2024)
    nuovo = prospetto(rettifica, 2025)
    prospetto(rettifica, 2025, stato=StatoProspetto.SUPERATO, motivo=MotivoSuperamento.RETTIFICA, superato_da=nuovo)
    prospetto(datore("Non doveva"), 2024, classe="", dovuto=False)
    trasferito = datore("Trasferito")
    prospetto(trasferito, 2024)
    prospetto(trasferito, 2025, province=("010",))
    prospetto(datore("Altrove"), 2024, province=("010",))
    prospetto(datore("Due anni fa"), 2023)


def test_who_sent_the_year_before_and_has_nothing_valid_now_is_listed_largest_first(assenti):
    contenuto = invii(SISTEMA, PARAMETRI)
    assert valori(tabella(contenuto, "mancanti"), "nome", "tipologia", "quota", "mancano", "documenti") == [
        ("Pubblico", "Pubblico", 9, 2, "Nessuno"),
        ("Annulla", "Privato", 4, 0, "Non più valido"),
        ("Privato", "Privato", 4, 2, "Nessuno"),
    ]
    cifre = {str(c["etichetta"]): c["valore"] for c in contenuto.cifre}
    assert (cifre["Senza prospetto quest'anno"], cifre["di cui pubblici"]) == ("3", "1")
    assert any("un ente pubblico invia ogni anno" in nota for nota in contenuto.note)


def test_the_whole_country_has_those_of_the_other_provinces_too(assenti):
    mancanti = tabella(invii(SISTEMA, {**PARAMETRI, "provincia": "tutte"}), "mancanti")
    assert {nome for (nome,) in valori(mancanti, "nome")} == {"Pubblico", "Annulla", "Privato", "Altrove"}


def test_the_first_year_has_nobody_missing_and_no_empty_table(db):
    prospetto(datore("Primo"), 2025)
    assert "mancanti" not in {t.chiave for t in invii(SISTEMA, PARAMETRI).tabelle}


def test_without_returns_it_says_so(db):
    assert invii(SISTEMA, {"anno": None, "provincia": "tutte"}).risposta.startswith("Nessun prospetto valido")


def test_the_corpus_agrees_with_its_expected_file(come_proprietario):
    for pacchetto in (PACCHETTO_PRECEDENTE, CORPUS):
        with pacchetto.open("rb") as contenuto:
            importa(Consegna.objects.create(nome=pacchetto.name), contenuto, ctx=SISTEMA)
    aziende = [a for a in attesi()["companies"] if SP in a["provinces"]]
    ritardi = tabella(invii(SISTEMA, PARAMETRI), "ritardi")
    primi = (0, 1, 8, 31, 61, 91)
    attesi_per_banda = [0] * len(primi)
    for azienda in aziende:
        attesi_per_banda[max(n for n, giorno in enumerate(primi) if azienda["days_late"] >= giorno)] += 1
    assert [v for (v,) in valori(ritardi, "prospetti")] == attesi_per_banda
    prima = set(Prospetto.objects.validi(2024).values_list("datore", flat=True))
    assert prima <= set(Prospetto.objects.validi(2025).values_list("datore", flat=True))
