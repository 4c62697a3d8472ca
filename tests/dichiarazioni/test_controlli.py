"""The checks: each fault that they exist for, and silence on a return that has none."""

from collections.abc import Callable
from typing import Any

import pytest

from collocamento.dichiarazioni import totali
from collocamento.dichiarazioni.azioni.avvio import proponi_righe
from collocamento.dichiarazioni.controlli import blocca
from collocamento.dichiarazioni.esame import esamina
from collocamento.dichiarazioni.invio import invio_dovuto
from collocamento.dichiarazioni.lettura import bozza_di
from collocamento.dichiarazioni.models import Dichiarazione, Sezione
from collocamento.dichiarazioni.parti import Bozza, scomponi
from collocamento.models import Datore
from collocamento.unipi.lettura import leggi
from tests.collocamento.documenti import originale


Guasto = Callable[[Bozza], Any]


def _rilievi(datore: Datore, guasta: Guasto = lambda bozza: None, anno: int = 2025) -> list:
    bozza = scomponi(leggi(originale()))
    guasta(bozza)
    return esamina(Dichiarazione(datore=datore, anno=anno), bozza).rilievi(anno)


def test_only_the_missing_compensation_stops_a_return_and_the_proposed_one_frees_it(datore: Datore) -> None:
    ricevuta = scomponi(leggi(originale()))
    dichiarazione = Dichiarazione(datore=datore, anno=2025)
    prima = [r.fonte for r in esamina(dichiarazione, ricevuta).rilievi(2025) if r.blocca]
    dopo = esamina(dichiarazione, proponi_righe(ricevuta, 2025)).rilievi(2025)
    assert prima == ["art. 5 c. 8"] and not blocca(dopo)


def _lavoratore(bozza: Bozza) -> dict:
    return bozza.fogli[0].lavoratori[0].testi


GUASTI: dict[str, tuple[Guasto, str]] = {
    "a percentage over one hundred": (
        lambda b: _lavoratore(b)["persona"].update(percentuale_disabilita="150"),
        "persona-percentuale_disabilita",
    ),
    "a job that ends before it begins": (
        lambda b: _lavoratore(b)["rapporto"].update(fine="1990-01-01"),
        "rapporto-fine",
    ),
    "hours worked beyond the week": (
        lambda b: _lavoratore(b)["rapporto"].update(minuti_part_time="60:00"),
        "rapporto-minuti_part_time",
    ),
    "a country that is not the sum of its provinces": (
        lambda b: b.quadro1.testi["dati"].update(lavoratori_nazionali="9999"),
        "dati-lavoratori_nazionali",
    ),
    "another year's situation": (
        lambda b: b.quadro1.testi["dati"].update(data_riferimento="2024-12-31"),
        "dati-data_riferimento",
    ),
    "a number that is none": (
        lambda b: b.fogli[0].personale.testi["dipendenti"].update(lavoratori="molti"),
        "dipendenti-lavoratori",
    ),
    "an exemption without positions": (
        lambda b: b.fogli[0].concessioni.testi.update(esonero={"stato": "E"}),
        "esonero-lavoratori",
    ),
}


@pytest.mark.parametrize("nome", GUASTI)
def test_each_fault_is_told_at_its_field_with_its_rule(datore: Datore, nome: str) -> None:
    guasta, campo = GUASTI[nome]
    trovati = [r for r in _rilievi(datore, guasta) if r.campo == campo and r.blocca]
    assert trovati and all(r.fonte for r in trovati)


def test_totals_and_list_are_compared_both_ways(datore: Datore) -> None:
    """PRODIS asks only that the list be no shorter than the total."""
    for toglie in (True, False):

        def guasta(bozza: Bozza, toglie: bool = toglie) -> None:
            foglio = next(f for f in bozza.fogli if f.lavoratori)
            if toglie:
                foglio.lavoratori.pop()
            else:
                foglio.lavoratori.append(foglio.lavoratori[-1])

        assert any(r.campo.endswith(("tempo_pieno", "categorie_protette")) for r in _rilievi(datore, guasta))


def test_compensations_are_checked_in_every_sheet_not_in_the_last_alone(datore: Datore) -> None:
    def guasta(bozza: Bozza) -> None:
        altra = bozza.fogli[-1].provincia
        riga = {"provincia": altra, "categoria": "E", "numero": "1", "categoria_soggetto": "D"}
        bozza.fogli[0].concessioni.testi["compensazioni"] = [riga]

    rilievi = _rilievi(datore, guasta)
    assert any(r.campo == "compensazioni" and r.foglio == 1 for r in rilievi)
    assert any(r.blocca and r.fonte.startswith("art. 5 c. 8") for r in rilievi)


def test_the_totals_of_the_list_are_those_typed_in_a_valid_return(datore: Datore) -> None:
    documento = leggi(originale())
    for foglio, quadro in zip(scomponi(documento).fogli, documento.quadri2, strict=True):
        elenco = totali.dall_elenco(quadro.lavoratori)
        assert not list(totali.diversi(elenco, totali.scritti(quadro)))
        applicati = totali.applica(foglio.personale.testi, elenco)
        assert applicati["dipendenti"]["lavoratori"] == foglio.personale.testi["dipendenti"]["lavoratori"]


def test_a_draft_filled_by_half_is_computed_all_the_same(datore: Datore) -> None:
    def guasta(bozza: Bozza) -> None:
        bozza.quadro1.testi.clear()
        bozza.fogli[0].personale.testi["dipendenti"]["part_time"] = [{"lavoratori": "3"}, {}]

    bozza = scomponi(leggi(originale()))
    guasta(bozza)
    esame = esamina(Dichiarazione(datore=datore, anno=2025), bozza)
    assert not esame.intero and esame.conto.risultato.nazionale.lavoratori > 0
    assert esame.rilievi(2025)


def test_the_same_figures_leave_the_answer_to_who_knows_the_people(datore: Datore) -> None:
    dichiarazione = Dichiarazione(datore=datore, anno=2026)
    bozza = scomponi(leggi(originale()))
    assert invio_dovuto(dichiarazione, esamina(dichiarazione, bozza).conto.risultato).dovuto is None
    bozza.fogli[0].personale.testi["dipendenti"]["lavoratori"] = "900"
    risposta = invio_dovuto(dichiarazione, esamina(dichiarazione, bozza).conto.risultato)
    assert risposta.dovuto and risposta.cambiate


def test_rows_without_a_return_make_no_draft() -> None:
    assert bozza_di([]) is None
    assert Sezione._meta.get_field("contenuto").get_internal_type() == "BinaryField"
