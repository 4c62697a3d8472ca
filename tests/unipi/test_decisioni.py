"""Which return counts: the demo corpus, and the chains that it does not have."""

import hashlib
import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collocamento.unipi.conversioni import ROMA
from collocamento.unipi.decisioni import Avviso, Intestazione, Perche, Stato, decidi
from collocamento.unipi.lettura import leggi
from collocamento.unipi.rifiuti import Rifiuto


INIZIO = datetime(2026, 1, 10, 9, tzinfo=ROMA)


def _scadenza(riferimento: date) -> date:
    return date(riferimento.year + 1, 1, 31)


def intestazione(nome: str, tipo: str = "01", prima: str | None = None, giorno: int = 0, **altro) -> Intestazione:
    valori = {
        "chiave": nome,
        "sha256": nome,
        "codice_comunicazione": nome,
        "codice_precedente": prima,
        "tipo_comunicazione": tipo,
        "data_invio": INIZIO + timedelta(days=giorno),
        "codice_fiscale": "61000000000",
        "data_riferimento": date(2025, 12, 31),
    }
    return Intestazione(**valori | altro)


def _esito(*intestazioni: Intestazione):
    return decidi(intestazioni, scadenza=_scadenza)


def _stati(*intestazioni: Intestazione) -> dict[str, tuple]:
    return {
        decisione.intestazione.chiave: (decisione.stato, decisione.altro.chiave if decisione.altro else None)
        for decisione in _esito(*intestazioni).decisioni
    }


@pytest.fixture(scope="module")
def esito_del_corpus(corpus):
    intestazioni = []
    for nome, contenuto in corpus.items():
        try:
            documento = leggi(contenuto, nome=nome)
        except Rifiuto:
            continue
        intestazioni.append(Intestazione.di(documento, chiave=nome, sha256=hashlib.sha256(contenuto).hexdigest()))
    return decidi(intestazioni, scadenza=_scadenza)


def test_the_corpus_file_by_file(esito_del_corpus, attesi):
    decisioni = {decisione.intestazione.chiave: decisione for decisione in esito_del_corpus.decisioni}
    letti = [voce for voce in attesi["files"] if voce["status"] != "refused"]
    assert len(decisioni) == len(letti) == 312
    for voce in letti:
        decisione = decisioni[voce["file"]]
        assert decisione.stato == voce["status"], voce
        assert (decisione.altro.chiave if decisione.altro else None) == voce.get(voce["status"]), voce
        assert decisione.perche == voce.get("why"), voce
        assert decisione.avviso == voce.get("warning"), voce
        assert (decisione.annulla.chiave if decisione.annulla else None) == voce.get("annuls"), voce


def test_the_corpus_company_by_company(esito_del_corpus, attesi):
    validi = {valido.finale.codice_fiscale: valido for valido in esito_del_corpus.validi}
    assert set(validi) == {azienda["codicefiscale"] for azienda in attesi["companies"]}
    for azienda in attesi["companies"]:
        valido = validi[azienda["codicefiscale"]]
        assert valido.finale.chiave == azienda["final_file"]
        assert valido.primo_invio.replace(tzinfo=None).isoformat() == azienda["first_sent"]
        ritardo = valido.giorni_di_ritardo(dovuto=azienda["prospetto_due"])
        assert (ritardo, ritardo > 0) == (azienda["days_late"], azienda["late"])
    rimasti = [(codice, 2025) for codice in sorted(attesi["companies_without_valid_prospetto"])]
    assert esito_del_corpus.senza_prospetto == rimasti


def test_identical_files_even_of_another_delivery():
    stati = _stati(intestazione("a"), intestazione("b", sha256="a", codice_comunicazione="a"))
    assert stati == {"a": (Stato.ACCETTATO, None), "b": (Stato.DUPLICATO, "a")}


def test_a_chain_of_three_and_an_annulment_of_its_end():
    catena = [intestazione("a"), intestazione("b", "02", "a", 1), intestazione("c", "02", "b", 2)]
    assert _stati(*catena) == {
        "a": (Stato.SUPERATO, "b"),
        "b": (Stato.SUPERATO, "c"),
        "c": (Stato.ACCETTATO, None),
    }
    esito = _esito(*catena, intestazione("x", "03", "c", 3))
    assert [decisione.stato for decisione in esito.decisioni][2:] == [Stato.ANNULLATO, Stato.ACCETTATO]
    assert esito.validi == []
    assert esito.senza_prospetto == [("61000000000", 2025)]


def test_a_later_delivery_changes_an_earlier_verdict():
    prima = _stati(intestazione("a"))
    dopo = _stati(intestazione("a"), intestazione("b", "02", "a", 30))
    assert prima["a"] == (Stato.ACCETTATO, None)
    assert dopo["a"] == (Stato.SUPERATO, "b")


def test_a_new_return_after_an_annulment_counts_from_its_own_day():
    esito = _esito(intestazione("a"), intestazione("x", "03", "a", 1), intestazione("b", giorno=40))
    (valido,) = esito.validi
    assert valido.finale.chiave == "b"
    assert (
        valido.giorni_di_ritardo(dovuto=True)
        == (INIZIO + timedelta(days=40)).date().toordinal() - date(2026, 1, 31).toordinal()
    )
    assert valido.giorni_di_ritardo(dovuto=False) == 0
    assert esito.senza_prospetto == []


def test_of_two_sendings_the_last_not_annulled_counts():
    assert _stati(intestazione("a"), intestazione("b", giorno=1))["a"] == (Stato.SUPERATO, "b")
    stati = _stati(intestazione("a"), intestazione("b", giorno=1), intestazione("x", "03", "b", 2))
    assert stati["a"] == (Stato.ACCETTATO, None)
    assert stati["b"] == (Stato.ANNULLATO, "x")


def test_a_rettifica_of_the_first_of_two_sendings_is_the_last_word():
    stati = _stati(intestazione("a"), intestazione("b", giorno=1), intestazione("c", "02", "a", 2))
    assert stati == {"a": (Stato.SUPERATO, "c"), "b": (Stato.SUPERATO, "c"), "c": (Stato.ACCETTATO, None)}


def test_two_rettifiche_of_the_same_document_follow_one_another():
    stati = _stati(intestazione("a"), intestazione("b", "02", "a", 1), intestazione("c", "02", "a", 2))
    assert stati == {"a": (Stato.SUPERATO, "b"), "b": (Stato.SUPERATO, "c"), "c": (Stato.ACCETTATO, None)}


def test_years_do_not_mix():
    vecchio = intestazione("a", data_riferimento=date(2024, 12, 31), data_invio=INIZIO - timedelta(days=365))
    esito = _esito(vecchio, intestazione("b"))
    assert {(valido.finale.chiave, valido.finale.anno) for valido in esito.validi} == {("a", 2024), ("b", 2025)}


def test_employers_do_not_mix():
    stati = _stati(intestazione("a"), intestazione("b", "02", "a", 1, codice_fiscale="61000000001"))
    assert stati["a"] == (Stato.ACCETTATO, None)


@pytest.mark.parametrize(
    ("altri", "tipo", "prima", "avviso"),
    [
        ([], "02", "z", Avviso.PRECEDENTE_NON_TROVATO),
        ([], "02", None, Avviso.PRECEDENTE_NON_TROVATO),
        ([], "02", "q", Avviso.PRECEDENTE_NON_TROVATO),
        ([], "03", "z", Avviso.PRECEDENTE_NON_TROVATO),
        ([intestazione("a"), intestazione("x", "03", "a", 1)], "02", "a", Avviso.PRECEDENTE_ANNULLATO),
        ([intestazione("a"), intestazione("x", "03", "a", 1)], "03", "a", Avviso.PRECEDENTE_ANNULLATO),
        ([intestazione("a"), intestazione("x", "03", "a", 1)], "03", "x", Avviso.PRECEDENTE_NON_TROVATO),
        ([intestazione("a"), intestazione("b", "02", "a", 1)], "03", "a", Avviso.PRECEDENTE_SUPERATO),
    ],
)
def test_oddities_are_accepted_with_a_warning(altri, tipo, prima, avviso):
    decisione = _esito(*altri, intestazione("q", tipo, prima, 9)).decisioni[-1]
    assert (decisione.stato, decisione.avviso) == (Stato.ACCETTATO, avviso)
    assert decisione.annulla is None


def test_a_rettifica_of_an_unknown_document_is_never_late():
    (valido,) = _esito(intestazione("b", "02", "z", 60)).validi
    assert valido.giorni_di_ritardo(dovuto=True) == 0


def test_clocks_that_go_backwards_do_not_break_a_chain():
    stati = _stati(intestazione("b", "02", "a", 0), intestazione("a", giorno=1))
    assert stati == {"a": (Stato.SUPERATO, "b"), "b": (Stato.ACCETTATO, None)}


def test_documents_that_name_each_other_do_not_loop():
    stati = _stati(intestazione("a", "02", "b"), intestazione("b", "02", "a", 1))
    assert sorted(stato for stato, _ in stati.values()) == [Stato.ACCETTATO, Stato.SUPERATO]


def test_a_kind_of_communication_that_does_not_exist():
    esito = _esito(intestazione("a", "07"))
    assert (esito.decisioni[0].stato, esito.decisioni[0].motivo) == (Stato.RIFIUTATO, "unknown_communication_type")
    assert esito.validi == []


def test_double_sending_is_told_from_rettifica():
    esito = _esito(intestazione("a"), intestazione("b", "02", "a", 1), intestazione("c", giorno=2))
    assert [decisione.perche for decisione in esito.decisioni] == [Perche.RETTIFICA, Perche.DOPPIO_INVIO, None]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["01", "01", "02", "03"]),
            st.integers(0, 12),
            st.integers(0, 60),
            st.integers(0, 3),
            st.integers(2024, 2025),
        ),
        max_size=12,
    ),
    st.randoms(),
)
def test_whatever_is_delivered(righe, caso):
    """One valid return at most for each employer and year; the order of the files changes nothing; verdicts point to
    files that exist, and only to files that took the place."""
    intestazioni = [
        intestazione(
            str(n), tipo, str(prima), giorno, codice_fiscale=f"cf{datore}", data_riferimento=date(anno, 12, 31)
        )
        for n, (tipo, prima, giorno, datore, anno) in enumerate(righe)
    ]
    esito = _esito(*intestazioni)
    coppie = [(valido.finale.codice_fiscale, valido.finale.anno) for valido in esito.validi]
    assert len(coppie) == len(set(coppie))
    assert not set(coppie) & set(esito.senza_prospetto)
    for decisione in esito.decisioni:
        assert (decisione.altro is None) == (decisione.stato == Stato.ACCETTATO)
    accettati = [
        d.intestazione
        for d in esito.decisioni
        if d.stato == Stato.ACCETTATO and d.intestazione.tipo_comunicazione != "03"
    ]
    assert {t.chiave for t in accettati} == {valido.finale.chiave for valido in esito.validi}
    mescolate = caso.sample(intestazioni, len(intestazioni))
    assert _stati(*mescolate) == _stati(*intestazioni)


def test_a_hundred_thousand_headers_take_seconds():
    intestazioni = [
        intestazione(str(n), "02" if n % 3 else "01", str(n - 1), n % 50, codice_fiscale=str(n // 3))
        for n in range(100_000)
    ]
    prima = time.monotonic()
    esito = _esito(*intestazioni)
    assert time.monotonic() - prima < 10
    assert len(esito.validi) == 33_334
