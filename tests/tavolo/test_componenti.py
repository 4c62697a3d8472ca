"""Bodies, seats, mandates and rules: nothing overlaps, nothing is overwritten."""

import datetime
from fractions import Fraction

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction

from socialabs.anagrafica.models import Organizzazione
from socialabs.utenti.enums import Ruolo
from tavolo.azioni import componenti, regole
from tavolo.enums import Chiamata, RuoloMandato, TipoMaggioranza
from tavolo.errori import NonAmmesso
from tavolo.models import EnteMembro, Mandato, Partecipante, Regolamento, Seggio
from tavolo.permessi import NonConsentito
from tavolo.quorum import Maggioranza, Regola, Soglia
from tests.fabbriche import OrganizzazioneFactory
from tests.tavolo.fabbriche import (
    EnteMembroFactory,
    GruppoFactory,
    MandatoFactory,
    RegolamentoFactory,
    SeggioFactory,
)


G = datetime.date


@pytest.fixture
def segreteria(ctx_di):
    return ctx_di(Ruolo.SEGRETERIA_TAVOLO)


def test_a_body_that_the_portal_knows_keeps_its_name(segreteria) -> None:
    nota = OrganizzazioneFactory(denominazione="Comune dell'Esempio")
    ente = componenti.aggiungi_ente(
        ente=EnteMembro(genere="comune", dal=G(2026, 1, 1)),
        codice_fiscale=nota.codice_fiscale,
        denominazione="Altro nome",
        tipo="ente_pubblico",
        seggi=2,
        ctx=segreteria,
    )
    assert ente.organizzazione == nota and Organizzazione.objects.get(pk=nota.pk).denominazione == nota.denominazione
    assert sorted(ente.seggi.values_list("numero", flat=True)) == [1, 2]


def test_a_seat_has_one_delegate_and_one_deputy_at_a_time(segreteria) -> None:
    primo = MandatoFactory(dal=G(2024, 1, 1), al=G(2024, 12, 31))
    MandatoFactory(seggio=primo.seggio, ruolo=RuoloMandato.SUPPLENTE, dal=G(2024, 1, 1))
    MandatoFactory(seggio=primo.seggio, dal=G(2025, 1, 1))
    with pytest.raises(IntegrityError, match="mandato_senza_sovrapposizioni"), transaction.atomic():
        MandatoFactory(seggio=primo.seggio, dal=G(2024, 12, 31), al=G(2024, 12, 31))


def test_a_mandate_stays_within_the_time_of_its_seat(segreteria) -> None:
    seggio = SeggioFactory(dal=G(2024, 1, 1), al=G(2024, 12, 31))
    for dal, al in ((G(2023, 12, 31), G(2024, 6, 1)), (G(2024, 6, 1), None), (G(2024, 6, 1), G(2025, 1, 1))):
        mandato = Mandato(seggio=seggio, partecipante=Partecipante(nome="A", cognome="B"), dal=dal, al=al)
        with pytest.raises(NonAmmesso):
            componenti.aggiungi_mandato(mandato=mandato, ctx=segreteria)
    assert not Partecipante.objects.exists()


def test_when_a_body_leaves_its_seats_and_mandates_end_with_it(segreteria) -> None:
    ente = EnteMembroFactory()
    seggio = SeggioFactory(ente=ente)
    MandatoFactory(seggio=seggio, dal=G(2020, 1, 1), al=G(2021, 12, 31))
    MandatoFactory(seggio=seggio, dal=G(2022, 1, 1))
    altrui = MandatoFactory()
    componenti.termina_ente(ente=ente, al=G(2026, 3, 31), motivo="Recesso", ctx=segreteria)
    fine = {(m.al, m.motivo_fine) for m in Mandato.objects.filter(seggio=seggio)}
    assert fine == {(G(2021, 12, 31), ""), (G(2026, 3, 31), "Recesso")}
    seggio.refresh_from_db()
    altrui.refresh_from_db()
    assert seggio.al == G(2026, 3, 31) and altrui.al is None
    with pytest.raises(NonAmmesso, match="già terminato"):
        componenti.termina_ente(ente=ente, al=G(2026, 4, 30), motivo="Di nuovo", ctx=segreteria)


def test_the_composition_is_that_of_the_day_in_two_queries(db, django_assert_num_queries) -> None:
    for _ in range(8):
        seggio = SeggioFactory()
        MandatoFactory(seggio=seggio, dal=G(2020, 1, 1), al=G(2024, 12, 31), partecipante__cognome="Prima")
        MandatoFactory(seggio=seggio, dal=G(2025, 1, 1), partecipante__cognome="Dopo")
    SeggioFactory(gruppo=GruppoFactory())
    SeggioFactory(dal=G(2030, 1, 1))
    for giorno, cognome in ((G(2024, 12, 31), "Prima"), (G(2025, 1, 1), "Dopo")):
        with django_assert_num_queries(2):
            seggi = list(Seggio.objects.composizione(None, giorno))
            nomi = [(str(s), [m.partecipante.cognome for m in s.mandati_del_giorno]) for s in seggi]
        assert len(nomi) == 8 and all(persone == [cognome] for _ente, persone in nomi)


def test_only_the_secretariat_names_members(ctx_di) -> None:
    mandato = MandatoFactory()
    for ruolo in (Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.RESPONSABILE, Ruolo.COMPONENTE_TAVOLO):
        with pytest.raises(NonConsentito):
            componenti.termina_mandato(mandato=mandato, al=G(2026, 1, 1), motivo="X", ctx=ctx_di(ruolo))
    mandato.refresh_from_db()
    assert mandato.al is None


# --- rules ----------------------------------------------------------------------------------------------------------
def test_without_a_version_the_defaults_hold_and_are_to_be_verified(db) -> None:
    regole_oggi = Regolamento.objects.in_vigore()
    assert regole_oggi.predefinito and regole_oggi.da_verificare
    assert regole_oggi.soglia(Chiamata.PRIMA) == Soglia(Fraction(1, 2), piu_uno=True)
    assert regole_oggi.soglia(Chiamata.SECONDA) == Soglia(Fraction(1, 3))
    assert regole_oggi.regola("ordinaria") == Regola(Maggioranza.SEMPLICE)


def test_the_version_of_the_day_holds_and_a_groups_own_comes_before_the_tables(db) -> None:
    gruppo, altro = GruppoFactory(), GruppoFactory()
    vecchio = RegolamentoFactory(dal=G(2020, 1, 1))
    nuovo = RegolamentoFactory(dal=G(2025, 1, 1), maggioranza_nomina=TipoMaggioranza.QUALIFICATA)
    proprio = RegolamentoFactory(dal=G(2022, 1, 1), gruppo=gruppo)
    trova = Regolamento.objects.in_vigore
    assert [trova(G(2024, 12, 31)), trova(G(2025, 1, 1))] == [vecchio, nuovo]
    assert [trova(G(2021, 1, 1), gruppo), trova(G(2026, 1, 1), gruppo), trova(G(2026, 1, 1), altro)] == [
        vecchio,
        proprio,
        nuovo,
    ]
    assert nuovo.regola("nomina").quota == Fraction(2, 3)


def test_a_version_is_never_rewritten_not_even_by_the_back_door(segreteria) -> None:
    regolamento = RegolamentoFactory()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Regolamento.objects.update(giorni_preavviso=1)
    with pytest.raises(NonAmmesso):
        regole.ritira_regolamento(regolamento=regolamento, ctx=segreteria)
    regole.conferma_regolamento(regolamento=regolamento, fonte="Delibera n. 1/2020", ctx=segreteria)
    assert not Regolamento.objects.get().da_verificare


def test_a_version_still_to_come_may_be_taken_back(segreteria) -> None:
    futuro = RegolamentoFactory(dal=G(2027, 1, 1))
    with time_machine.travel("2026-12-31 12:00"):
        regole.ritira_regolamento(regolamento=futuro, ctx=segreteria)
    assert not Regolamento.objects.exists()


def test_a_verified_version_names_its_source(db) -> None:
    with pytest.raises(IntegrityError, match="regolamento_verificato_con_fonte"), transaction.atomic():
        RegolamentoFactory(da_verificare=False)
