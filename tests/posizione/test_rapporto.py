"""The report on the episodes: each month counted as it was, in one query, as far back as the portal follows."""

from datetime import date, timedelta

import pytest
import time_machine

from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.posizione.enums import StatoEpisodio as S
from collocamento.posizione.rapporti import fine_dei_mesi
from socialabs.base.contesto import Contesto
from socialabs.rapporti.registro import trova
from tests.fabbriche import EnteTitolareFactory
from tests.posizione.scena_episodi import SITUAZIONE, con_prospetto, datore


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")


def test_the_last_days_of_the_months() -> None:
    assert fine_dei_mesi(date(2026, 3, 20), 4) == [
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 20),
    ]


def test_a_month_counts_the_states_of_its_last_day(ctx_di, django_assert_max_num_queries) -> None:
    EnteTitolareFactory()
    uno, due = datore("Uno"), datore("Due")
    con_prospetto(uno), con_prospetto(due, in_forza=4)
    for giorno in (10, 61, 80):
        ricalcola([uno.pk, due.pk], SITUAZIONE + timedelta(days=giorno), SISTEMA)
    with time_machine.travel("2026-03-20T10:00:00+01:00", tick=False):
        ctx = ctx_di("amm_prov")
        rapporto = trova(ctx, "episodi")
        form = rapporto.parametri(ctx, {"mesi": "6"})
        assert form.is_valid(), form.errors
        with django_assert_max_num_queries(1):
            contenuto = rapporto.dati(ctx, form.cleaned_data)
    mesi = {riga["voce"]: riga for riga in contenuto.tabelle[0].righe}
    assert mesi["30/11/2025"][S.SCOPERTA_NEI_TERMINI] == 0
    assert (mesi["31/01/2026"][S.SCOPERTA_NEI_TERMINI], mesi["31/01/2026"][S.SOGGETTA_OTTEMPERANTE]) == (1, 1)
    assert (mesi["20/03/2026"][S.SCOPERTA_OLTRE], mesi["20/03/2026"][S.SCOPERTA_NEI_TERMINI]) == (1, 0)
    assert str(contenuto.risposta).startswith("Il 20 marzo 2026 1 datore è scoperto oltre il termine")
