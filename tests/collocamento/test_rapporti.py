"""What every report on the returns must do: who may ask, an empty portal, a constant number of queries, its page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collocamento.rapporti.parametri import AnniProvinciaClasse
from socialabs.base.contesto import Contesto
from socialabs.rapporti.registro import rapporti_di, trova
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo
from tests.collocamento.scena_rapporti import datore, posto, prospetto


pytestmark = pytest.mark.django_db
CHIAVI = {
    "obblighi",
    "scoperture",
    "divergenze",
    "invii-prospetti",
    "esoneri",
    "relazione-parlamento",
    "posti-disponibili",
}


def popola(quanti, anni=(2024, 2025)):
    """Employers that give every table something to say."""
    differenza = {"figura": "base_art3", "dichiarato": 1, "calcolato": 2, "provincia": "011", "campo": "x"}
    for numero in range(quanti):
        chi = datore(f"Datore {numero}")
        for anno in anni:
            foglio = {
                "esonero": {"stato": "E", "lavoratori": 1},
                "sospensione": {"stato": "E", "causale": "A", "lavoratori": 1},
                "convenzione": {"stato": "E", "tipo": "1", "lavoratori_previsti": 1},
            }
            oltre = [{"code": "exemption_over_ceiling", "declared": 2, "ceiling": 1}]
            posto(prospetto(chi, anno, mancano=1, foglio=foglio, differenze=[differenza], anomalie=oltre), 1)
        prospetto(datore(f"Assente {numero}"), anni[0], mancano=2)
        chiude = datore(f"Chiude {numero}")
        for anno, mancano in zip(anni, (1, 0), strict=True):
            prospetto(chiude, anno, mancano=mancano, classe="AB"[mancano])


def test_the_offices_may_ask_all_of_them_and_nobody_else_any(ctx_di):
    for ruolo in Ruolo.values:
        chieste = {r.chiave for r in rapporti_di(ctx_di(ruolo))}
        assert chieste & CHIAVI == (CHIAVI if ruolo in RUOLI_UFFICIO else set()), ruolo


@pytest.mark.parametrize("chiave", sorted(CHIAVI))
@pytest.mark.parametrize("ruolo", [Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE, Ruolo.AUDITOR])
def test_who_may_not_ask_finds_nothing(client_di, chiave, ruolo):
    assert client_di(ruolo).get(f"/rapporti/{chiave}/").status_code == 404


@pytest.mark.parametrize("chiave", sorted(CHIAVI))
def test_an_empty_portal_gives_an_answer_and_no_error(client_di, chiave):
    risposta = client_di(Ruolo.RESPONSABILE).get(f"/rapporti/{chiave}/")
    assert risposta.status_code == 200
    assert risposta.context["estratto"].risposta.startswith("Nessun")


@pytest.mark.parametrize("chiave", sorted(CHIAVI))
@pytest.mark.parametrize("provincia", ["011", "tutte"])
def test_queries_do_not_grow_with_the_returns(ctx_di, chiave, provincia):
    ctx = ctx_di(Ruolo.RESPONSABILE)
    rapporto, conti = trova(ctx, chiave), []
    for _volta in range(2):
        popola(3)
        form = rapporto.parametri(ctx, {"provincia": provincia})
        assert form.is_valid(), form.errors
        with CaptureQueriesContext(connection) as lette:
            assert rapporto.dati(ctx, form.cleaned_data).tabelle
        conti.append(len(lette))
    assert conti[0] == conti[1] <= 10


@pytest.mark.parametrize("chiave", sorted(CHIAVI))
def test_the_page_has_tables_with_totals_that_add_up_nowhere_empty(client_di, chiave):
    popola(2)
    estratto = client_di(Ruolo.AMMINISTRATORE_PROVINCIALE).get(f"/rapporti/{chiave}/").context["estratto"]
    tabelle = [tavola.tabella for tavola in estratto.tavole]
    assert tabelle and estratto.note
    titoli = [tabella.titolo[:31] for tabella in tabelle]
    assert len(set(titoli)) == len(titoli)
    for tabella in tabelle:
        assert tabella.righe, tabella.chiave
        chiavi = [colonna.chiave for colonna in tabella.colonne]
        assert len(set(chiavi)) == len(chiavi)


def test_whoever_has_no_scope_reads_nothing_even_past_the_door(ctx_di):
    popola(1)
    capo = ctx_di(Ruolo.RESPONSABILE)
    for estraneo in (ctx_di(Ruolo.CONSULENTE), Contesto()):
        for chiave in CHIAVI:
            rapporto = trova(capo, chiave)
            form = rapporto.parametri(capo, {})
            assert form.is_valid()
            contenuto = rapporto.dati(estraneo, form.cleaned_data)
            assert contenuto.risposta.startswith("Nessun"), chiave


def test_the_first_year_must_not_follow_the_last_one(ctx_di):
    popola(1)
    form = AnniProvinciaClasse({"dal": "2025", "anno": "2024"}, ctx=ctx_di(Ruolo.RESPONSABILE))
    assert not form.is_valid()
    assert "viene dopo" in str(form.errors)


def test_the_years_compared_are_the_last_five_unless_told_otherwise(ctx_di):
    chi = datore("Di lungo corso")
    for anno in range(2018, 2026):
        prospetto(chi, anno)
    form = AnniProvinciaClasse({}, ctx=ctx_di(Ruolo.RESPONSABILE))
    assert form.fields["dal"].initial == "2021"
