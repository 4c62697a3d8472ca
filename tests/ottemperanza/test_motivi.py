"""The reasons for yes and no, in every way an employer may stand. No database."""

import uuid
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from collocamento.normativa import (
    Categoria,
    Causa,
    Compensazione,
    Convenzione,
    DatiProvincia,
    Datore,
    Esonero,
    RigaOraria,
    Sospensione,
    Stato,
    TipoConvenzione,
    Tipologia,
    Verso,
    calcola,
)
from collocamento.ottemperanza.enums import Condizione, Esito
from collocamento.ottemperanza.models import Pratica
from collocamento.ottemperanza.motivi import Valutazione, valuta
from collocamento.ottemperanza.termini import Sorti
from collocamento.posizione.apporti import Apporto
from collocamento.posizione.calcolo import Posizione
from collocamento.posizione.ingressi import Ingressi, Origine


SITUAZIONE, OGGI = date(2025, 12, 31), date(2026, 6, 1)
PROVINCE = {"011": "La Spezia", "010": "Genova"}


def giudica(
    *fogli: DatiProvincia,
    giorno: date = OGGI,
    origine: Origine = Origine.PROSPETTO,
    apporti: tuple[Apporto, ...] = (),
    sorti: Sorti = MappingProxyType({}),
) -> Valutazione:
    datore = Datore(Tipologia.PRIVATO, "011")
    ingressi = Ingressi(datore, fogli, SITUAZIONE, origine)
    risultato = calcola(datore, fogli, data=giorno)
    return valuta(Posizione(uuid.uuid4(), giorno, ingressi, apporti, risultato), giorno, PROVINCE, sorti)


def motivi(valutazione: Valutazione) -> str:
    return " ".join(valutazione.motivi)


def test_of_an_employer_unknown_nothing_is_attested() -> None:
    valutazione = valuta(None, OGGI, {})
    assert (valutazione.condizione, valutazione.esito) == (Condizione.SENZA_DATI, Esito.NON_ATTESTABILE)
    assert "non risultano prospetti" in motivi(valutazione)


@pytest.mark.parametrize(("lavoratori", "condizione"), [(14, "non_soggetto"), (15, "scoperto")])
def test_the_duty_begins_at_fifteen(lavoratori: int, condizione: str) -> None:
    valutazione = giudica(DatiProvincia("011", n_totale=lavoratori))
    assert valutazione.condizione == condizione
    assert ("non raggiunge la soglia" in motivi(valutazione)) == (lavoratori == 14)


def test_a_covered_quota_is_a_yes_with_its_figures() -> None:
    valutazione = giudica(DatiProvincia("011", n_totale=64, disabili_ft=4, art18=1))
    assert (valutazione.condizione, valutazione.esito) == (Condizione.IN_REGOLA, Esito.SI)
    assert "la quota è di 4 persone con disabilità (art. 3, c. 1); in forza: 4" in motivi(valutazione)
    assert "La quota di categorie protette (art. 18, c. 2) è di 1; in forza: 1." in motivi(valutazione)
    assert "Non risultano posti di riserva da coprire oggi." in valutazione.motivi
    assert valutazione.cifre["quota_disabili"] == valutazione.cifre["disabili_in_forza"] == 4


def test_exempted_positions_are_named() -> None:
    esonero = Esonero(Stato.CONCESSO, 1, 20, date(2026, 12, 31))
    valutazione = giudica(DatiProvincia("011", n_totale=63, disabili_ft=3, art18=1, esoneri=(esonero,)))
    assert (valutazione.condizione, valutazione.esito) == (Condizione.CON_ESONERO, Esito.SI)
    assert "È esonerata 1 posizione (art. 5, commi 3 e 3-bis)." in valutazione.motivi


def test_a_convention_in_force_makes_it_a_yes_until_it_ends() -> None:
    convenzione = Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 4, date(2026, 1, 1), date(2026, 8, 1))
    foglio = DatiProvincia("011", n_totale=60, art18=1, convenzioni=(convenzione,))
    valutazione = giudica(foglio)
    assert (valutazione.condizione, valutazione.esito) == (Condizione.IN_CONVENZIONE, Esito.SI)
    assert "convenzione (art. 11) che programma 4 assunzioni" in motivi(valutazione)
    assert giudica(foglio, giorno=date(2026, 8, 2)).esito == Esito.NO


def test_a_suspension_in_force_makes_it_a_yes_until_it_ends() -> None:
    sospensione = Sospensione(Stato.CONCESSO, Causa.LICENZIAMENTO_COLLETTIVO, fine=date(2026, 7, 31))
    foglio = DatiProvincia("011", n_totale=60, art18=1, sospensioni=(sospensione,))
    valutazione = giudica(foglio)
    assert (valutazione.condizione, valutazione.esito) == (Condizione.SOSPESO, Esito.SI)
    assert "sono sospesi in tutto o in parte (art. 3, c. 5)" in motivi(valutazione)
    assert giudica(foglio, giorno=date(2026, 8, 1)).esito == Esito.NO


# Sixty days after 31 December 2025.
ULTIMO = date(2026, 3, 1)


def test_a_gap_is_a_no_only_after_the_sixty_days() -> None:
    nei_termini = giudica(DatiProvincia("011", n_totale=60), giorno=ULTIMO)
    assert (nei_termini.condizione, nei_termini.esito) == (Condizione.NEI_TERMINI, Esito.SI)
    assert "contato dal 31/12/2025, scade il 01/03/2026" in motivi(nei_termini)
    oltre = giudica(DatiProvincia("011", n_totale=60), giorno=date(2026, 3, 2))
    assert (oltre.condizione, oltre.esito) == (Condizione.SCOPERTO, Esito.NO)
    assert "In provincia di La Spezia mancano 4 persone con disabilità e 1 di categoria protetta." in oltre.motivi
    assert "scadeva il 01/03/2026" in motivi(oltre)
    assert "L'invio del prospetto vale come richiesta di avviamento (art. 9, c. 3)." in oltre.motivi


def test_the_sixty_days_run_from_the_day_that_the_episode_tells() -> None:
    foglio = DatiProvincia("011", n_totale=60, art18=1)
    dal = {("011", Categoria.DISABILI): date(2026, 4, 10)}
    nei_termini = giudica(foglio, giorno=date(2026, 6, 9), sorti=dal)
    assert nei_termini.condizione == Condizione.NEI_TERMINI
    assert "contato dal 10/04/2026, scade il 09/06/2026" in motivi(nei_termini)
    assert "giorno dei dati" not in motivi(nei_termini)
    assert giudica(foglio, giorno=date(2026, 6, 10), sorti=dal).condizione == Condizione.SCOPERTO


def test_where_no_episode_tells_the_day_the_reason_says_so() -> None:
    senza = motivi(giudica(DatiProvincia("011", n_totale=60)))
    assert "Il giorno in cui l'obbligo è sorto non risulta: il termine è contato dal giorno dei dati." in senza


def test_each_category_has_its_own_day_and_the_first_term_decides() -> None:
    """Nobody of art. 18 has an episode: theirs runs from the data, and is the one that has passed."""
    valutazione = giudica(DatiProvincia("011", n_totale=60), sorti={("011", Categoria.DISABILI): date(2026, 5, 20)})
    testo = motivi(valutazione)
    assert valutazione.condizione == Condizione.SCOPERTO
    assert "Per 4 persone con disabilità in provincia di La Spezia il termine" in testo
    assert "contato dal 20/05/2026, scade il 19/07/2026" in testo
    assert "contato dal 31/12/2025, scadeva il 01/03/2026" in testo
    assert "per 1 di categoria protetta in provincia di La Spezia: il termine è contato da quello dei dati" in testo


def test_each_reason_fits_its_column_however_many_the_provinces() -> None:
    fogli = [DatiProvincia(f"{n:03d}", n_totale=60) for n in range(1, 41)]
    sorti = {(foglio.codice, Categoria.DISABILI): date(2026, 5, n % 28 + 1) for n, foglio in enumerate(fogli)}
    massimo = Pratica._meta.get_field("motivi").base_field.max_length
    assert max(len(motivo) for motivo in giudica(*fogli, sorti=sorti).motivi) <= massimo


def test_a_province_short_of_people_is_a_gap_though_another_has_too_many() -> None:
    valutazione = giudica(DatiProvincia("011", n_totale=46, disabili_ft=6, art18=1), DatiProvincia("010", n_totale=60))
    assert valutazione.esito == Esito.NO
    assert "In provincia di Genova mancano" in motivi(valutazione)


def test_a_declared_compensation_levels_the_provinces() -> None:
    in_piu = Compensazione(Verso.ECCEDENZA, Categoria.DISABILI, 4, "010")
    in_meno = Compensazione(Verso.RIDUZIONE, Categoria.DISABILI, 4, "011")
    fogli = (
        DatiProvincia("011", n_totale=54, disabili_ft=7, art18=1),
        DatiProvincia("010", n_totale=60),
    )
    assert giudica(*fogli).esito == Esito.NO
    pari = replace(fogli[0], compensazioni=(in_piu,)), replace(fogli[1], compensazioni=(in_meno,))
    assert giudica(*pari).condizione == Condizione.IN_REGOLA


def test_the_acts_of_the_office_speak_with_their_article_and_end() -> None:
    atto = Apporto("convenzioni", "011", ("qualunque",), "Convenzione n. 3/2026", fino_al=date(2026, 12, 31))
    finito = Apporto("esoneri", "011", (), "Esonero scaduto")
    valutazione = giudica(DatiProvincia("011", n_totale=64, disabili_ft=4, art18=1), apporti=(atto, finito))
    assert "Convenzione n. 3/2026 (art. 11), fino al 31/12/2026." in valutazione.motivi
    assert "scaduto" not in motivi(valutazione)


def test_the_staff_kept_in_the_portal_is_no_return() -> None:
    valutazione = giudica(DatiProvincia("011", n_totale=60), origine=Origine.ORGANICO)
    assert "organico tenuto nel portale" in valutazione.motivi[0]
    assert "vale come richiesta" not in motivi(valutazione)


def test_a_share_of_a_worker_does_not_break_the_sentences() -> None:
    riga = RigaOraria(3, 2400, 600)
    assert riga.frazione == Fraction(1, 4)
    valutazione = giudica(DatiProvincia("011", n_totale=67, disabili_ft=4, disabili_pt=(riga,), art18=1))
    assert all(motivo.endswith(".") for motivo in valutazione.motivi)


def test_a_late_convention_is_never_said_to_be_kept() -> None:
    """The portal knows it: what counts of it is who was hired already, and its own sentence says the rest."""
    convenzione = Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 1, date(2025, 11, 21), date(2028, 11, 20))
    foglio = DatiProvincia("011", n_totale=100, disabili_ft=5, convenzioni=(convenzione,))
    in_ritardo = Apporto("convenzioni", "011", (convenzione,), "Convenzione n. 1/2025, in ritardo")
    assert "finché è rispettata" in motivi(giudica(foglio))
    nota = motivi(giudica(foglio, apporti=(in_ritardo,)))
    assert "in ritardo" in nota and "finché è rispettata" not in nota
