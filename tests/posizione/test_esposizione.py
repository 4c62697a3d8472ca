"""What a gap may cost: from the sixty-first day, a post at a time, never beyond the last verified amount."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from collocamento.normativa import Calendario, Tipologia
from collocamento.posizione.esposizione import NULLA, contributo_annuo, sanzione_invio, sanzione_posti, somma


T0, GIORNALIERA = date(2026, 3, 2), Decimal("196.05")
SESSANTESIMO = T0 + timedelta(days=60)
CALENDARIO = Calendario()


def test_nothing_until_the_sixtieth_day_then_each_working_day() -> None:
    assert not sanzione_posti([(T0, None)], SESSANTESIMO, CALENDARIO).importante
    # 1 May 2026 is the sixtieth day; the first working day after it is Monday the 4th.
    assert sanzione_posti([(T0, None)], date(2026, 5, 3), CALENDARIO).euro == 0
    assert sanzione_posti([(T0, None)], date(2026, 5, 4), CALENDARIO).euro == GIORNALIERA
    assert sanzione_posti([(T0, None)] * 2, date(2026, 5, 5), CALENDARIO).euro == 4 * GIORNALIERA


def test_a_post_asked_for_in_time_costs_nothing_one_asked_for_late_only_the_days_before() -> None:
    tardi = date(2026, 5, 6)
    assert sanzione_posti([(T0, SESSANTESIMO)], date(2026, 9, 1), CALENDARIO).euro == 0
    assert sanzione_posti([(T0, tardi)], date(2026, 9, 1), CALENDARIO).euro == 2 * GIORNALIERA


def test_posts_born_on_other_days_are_added_and_their_sum_is_explained() -> None:
    stima = sanzione_posti([(T0, None), (T0 + timedelta(days=1), None)], date(2026, 5, 4), CALENDARIO)
    assert stima.euro == 2 * GIORNALIERA and stima.passi[-1].id == "somma_importi"
    assert stima.passi[-1].valore == sum(passo.valore for passo in stima.passi[:-1])


def test_the_count_stops_where_the_amount_is_not_verified_and_says_so() -> None:
    dicembre = sanzione_posti([(T0, None)], date(2026, 12, 31), CALENDARIO)
    marzo = sanzione_posti([(T0, None)], date(2027, 3, 1), CALENDARIO)
    assert (marzo.euro, marzo.fino_al) == (dicembre.euro, date(2026, 12, 31))
    assert dicembre.fino_al is None
    assert somma([marzo, NULLA]).fino_al == date(2026, 12, 31)
    assert sanzione_posti([(T0, SESSANTESIMO)], date(2027, 3, 1), CALENDARIO).fino_al is None


def test_the_contribution_of_a_year_whose_amount_is_unknown_is_not_made_up() -> None:
    assert contributo_annuo(1, 2026, CALENDARIO).euro == Decimal("39.21") * CALENDARIO.giorni_lavorativi(
        date(2026, 1, 1), date(2026, 12, 31)
    )
    ignoto = contributo_annuo(1, 2027, CALENDARIO)
    assert ignoto.euro is None and ignoto.importante
    assert not contributo_annuo(0, 2027, CALENDARIO).importante


@pytest.mark.parametrize(("tipologia", "euro"), [(Tipologia.PRIVATO, "770.47"), (Tipologia.PUBBLICO, "0")])
def test_a_late_return_costs_private_employers_alone(tipologia: Tipologia, euro: str) -> None:
    assert sanzione_invio(date(2026, 1, 31), date(2026, 2, 2), tipologia).euro == Decimal(euro)
