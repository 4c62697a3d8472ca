"""The episodes follow the positions: one opens as another closes, and doing it again changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from collocamento.azioni.consegne import importa
from collocamento.enums import StatoProspetto
from collocamento.models import Consegna, Datore, Prospetto
from collocamento.posizione import tasks
from collocamento.posizione.azioni.episodi import Ricalcolo, ricalcola, ricalcola_tutti
from collocamento.posizione.enums import StatoEpisodio as S
from collocamento.posizione.models import Episodio, Richiesta
from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento
from tests.collocamento.documenti import documento, pacchetto
from tests.posizione.scena_episodi import SITUAZIONE, SP, con_prospetto, datore, ridichiara


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
MARZO, OLTRE = date(2026, 2, 20), SITUAZIONE + timedelta(days=61)


@pytest.fixture
def scoperto() -> Datore:
    """Two posts short, that its return does not declare."""
    uno = datore()
    con_prospetto(uno)
    return uno


def stati(di: Datore) -> list[tuple[str, date, date | None]]:
    return list(Episodio.objects.filter(datore=di).order_by("dal").values_list("stato", "dal", "al"))


def test_an_employer_seen_for_the_first_time_is_short_since_the_day_its_staff_describes(scoperto: Datore) -> None:
    assert ricalcola([scoperto.pk], MARZO, SISTEMA) == Ricalcolo(aperti=1)
    episodio = Episodio.objects.get()
    assert (episodio.stato, episodio.dal, episodio.t0) == (S.SCOPERTA_NEI_TERMINI, SITUAZIONE, SITUAZIONE)
    assert (episodio.entro, episodio.posti, episodio.scoperti) == (SITUAZIONE + timedelta(days=60), 2, 2)
    assert episodio.comune_id == "E463"


def test_the_sixty_first_day_closes_one_and_opens_the_other(scoperto: Datore) -> None:
    ricalcola([scoperto.pk], OLTRE - timedelta(days=1), SISTEMA)
    ricalcola([scoperto.pk], OLTRE, SISTEMA)
    assert stati(scoperto) == [
        (S.SCOPERTA_NEI_TERMINI, SITUAZIONE, OLTRE - timedelta(days=1)),
        (S.SCOPERTA_OLTRE, OLTRE, None),
    ]


def test_nights_missed_do_not_move_the_day_the_term_passed(scoperto: Datore) -> None:
    ricalcola([scoperto.pk], MARZO, SISTEMA)
    ricalcola([scoperto.pk], OLTRE + timedelta(days=9), SISTEMA)
    assert stati(scoperto)[-1] == (S.SCOPERTA_OLTRE, OLTRE, None)


def test_done_twice_it_changes_nothing_and_says_nothing(scoperto: Datore) -> None:
    ricalcola_tutti(MARZO, SISTEMA)
    prima, eventi = stati(scoperto), Evento.objects.count()
    assert not ricalcola_tutti(MARZO, SISTEMA)
    assert stati(scoperto) == prima and Evento.objects.count() == eventi


def test_a_return_with_the_gap_is_a_request_and_one_without_it_is_not(scoperto: Datore) -> None:
    Prospetto.objects.update(dichiarati={"province": {SP: {"scoperture_disabili": 2, "scoperture_art18": 0}}})
    ricalcola([scoperto.pk], OLTRE, SISTEMA)
    assert stati(scoperto) == [(S.RICHIESTA_PRESENTATA, date(2026, 1, 20), None)]
    assert Episodio.objects.get().scoperti == 0


def test_a_return_without_quadro_3_asks_for_what_its_data_leave_open() -> None:
    uno = datore()
    con_prospetto(uno, dichiarati=None)
    ricalcola([uno.pk], MARZO, SISTEMA)
    assert Episodio.objects.get().stato == S.RICHIESTA_PRESENTATA


def test_a_request_of_the_same_day_takes_the_place_of_what_was_seen_that_day(scoperto: Datore) -> None:
    ricalcola([scoperto.pk], SITUAZIONE, SISTEMA)
    Richiesta.objects.create(datore=scoperto, provincia=SP, giorno=SITUAZIONE, protocollo="12/2026", disabili=2)
    assert ricalcola([scoperto.pk], SITUAZIONE, SISTEMA) == Ricalcolo(corretti=1)
    assert stati(scoperto) == [(S.RICHIESTA_PRESENTATA, SITUAZIONE, None)]


def test_a_hire_closes_the_gap_and_keeps_what_was(scoperto: Datore) -> None:
    ricalcola([scoperto.pk], MARZO, SISTEMA)
    ridichiara(scoperto, in_forza=3)
    ricalcola([scoperto.pk], MARZO, SISTEMA)
    assert Episodio.objects.get().posti == 1, "fewer posts, same state: the same episode"
    ridichiara(scoperto, in_forza=4)
    ricalcola([scoperto.pk], MARZO + timedelta(days=5), SISTEMA)
    assert stati(scoperto) == [
        (S.SCOPERTA_NEI_TERMINI, SITUAZIONE, MARZO + timedelta(days=4)),
        (S.OTTEMPERANTE, MARZO + timedelta(days=5), None),
    ]


def test_a_return_annulled_closes_and_one_that_comes_back_opens_again(scoperto: Datore) -> None:
    ricalcola([scoperto.pk], MARZO, SISTEMA)
    annullo = Prospetto.objects.get()
    Prospetto.objects.update(stato=StatoProspetto.ANNULLATO, annullato_da=annullo)
    ricalcola([scoperto.pk], MARZO + timedelta(days=1), SISTEMA)
    assert stati(scoperto) == [(S.SCOPERTA_NEI_TERMINI, SITUAZIONE, MARZO)]
    assert not ricalcola([scoperto.pk], MARZO + timedelta(days=2), SISTEMA)
    Prospetto.objects.update(stato=StatoProspetto.VALIDO, annullato_da=None)
    ricalcola([scoperto.pk], MARZO + timedelta(days=3), SISTEMA)
    assert stati(scoperto)[1] == (S.SCOPERTA_NEI_TERMINI, MARZO + timedelta(days=1), None)


def test_the_past_is_not_computed_again(scoperto: Datore) -> None:
    ricalcola([scoperto.pk], MARZO, SISTEMA)
    Episodio.objects.update(dal=MARZO)
    ridichiara(scoperto, in_forza=4)
    assert not ricalcola([scoperto.pk], MARZO - timedelta(days=1), SISTEMA)


def test_two_open_episodes_of_one_province_are_refused_by_the_database(scoperto: Datore) -> None:
    ricalcola([scoperto.pk], MARZO, SISTEMA)
    doppio = Episodio.objects.get()
    doppio.pk, doppio.dal = None, MARZO
    with pytest.raises(IntegrityError, match="episodio_senza_sovrapposizioni"), transaction.atomic():
        doppio.save(force_insert=True)


def test_many_employers_take_as_many_queries_as_one(scoperto: Datore) -> None:
    altri = [datore(f"Altra {n} S.p.A.") for n in range(6)]
    for altro in altri:
        con_prospetto(altro)
    with CaptureQueriesContext(connection) as per_uno:
        ricalcola([scoperto.pk], MARZO, SISTEMA)
    with CaptureQueriesContext(connection) as per_sei:
        assert ricalcola([altro.pk for altro in altri], MARZO, SISTEMA) == Ricalcolo(aperti=6)
    assert len(per_sei) == len(per_uno)


def test_an_import_hands_its_employers_over_once_it_is_committed(
    monkeypatch, django_capture_on_commit_callbacks
) -> None:
    mandati: list[list[str]] = []
    monkeypatch.setattr(tasks.ricalcola_cambiati, "apply_async", lambda args, **altro: mandati.append(args[0]))
    with django_capture_on_commit_callbacks(execute=True):
        importa(Consegna.objects.create(nome="c.zip"), pacchetto(a=documento("A1")), ctx=SISTEMA)
    assert mandati == [[str(Datore.objects.get().pk)]]
    tasks.ricalcola_cambiati(mandati[0])
    assert Episodio.objects.exists()
