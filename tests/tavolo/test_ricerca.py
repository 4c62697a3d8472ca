"""What did we decide about...: Italian words in any inflection, with or without accents."""

import datetime

import pytest
from django.db import connection

from tavolo.models import BranoVerbale, Decisione, Punto, Verbale
from tests.tavolo.fabbriche import PuntoFactory, SedutaFactory


@pytest.fixture
def decisioni(db) -> None:
    for numero, (titolo, testo) in enumerate(
        [
            ("Avvio dei laboratori protetti", "Si approvano i laboratori nelle città della provincia."),
            ("Accessibilità degli uffici", "Ogni sportello è reso accessibile dagli operatori entro l'anno."),
            ("Convenzione con le cooperative sociali", "La convenzione dura tre anni; il rinnovo è obbligatorio."),
        ],
        start=1,
    ):
        Decisione.objects.create(
            punto=PuntoFactory(),
            anno=2026,
            numero=numero,
            titolo=titolo,
            testo=testo,
            adottata_il=datetime.date(2026, 6, 10),
        )


@pytest.mark.parametrize(
    ("domanda", "numeri"),
    [
        ("laboratorio", [1]),
        ("laboratori", [1]),
        ("operatore", [2]),
        ("operatori", [2]),
        ("obbligatori", [3]),
        ('"laboratori protetti"', [1]),
        ("cooperativa sociale", [3]),
        ("citta", [1]),
        ("CITTÀ", [1]),
        ("accessibilita", [2]),
        ("accessibilità", [2]),
        ("sportelli", [2]),
        ('"convenzione con le cooperative"', [3]),
        ("convenzione -cooperative", []),
        ("laboratorio OR sportello", [1, 2]),
        ("bilancio", []),
        ("che cosa su di noi", []),
    ],
)
def test_decisions_are_found_by_any_form_of_a_word(decisioni, domanda: str, numeri: list[int]) -> None:
    assert sorted(d.numero for d in Decisione.objects.cerca(domanda)) == numeri


def test_what_the_title_says_comes_before_what_the_text_says(decisioni) -> None:
    Decisione.objects.filter(numero=3).update(testo="Riguarda anche i laboratori.")
    assert [d.numero for d in Decisione.objects.cerca("laboratori")] == [1, 3]


def test_agenda_and_minutes_are_searched_too(db) -> None:
    seduta = SedutaFactory()
    punto = PuntoFactory(seduta=seduta, titolo="Mobilità", descrizione="Fermate degli autobus")
    verbale = Verbale.objects.create(seduta=seduta, premessa="Sono presenti le associazioni.")
    BranoVerbale.objects.create(verbale=verbale, punto=punto, testo="Si parla di parcheggi.")
    assert Punto.objects.cerca("fermata autobus").get() == punto
    assert BranoVerbale.objects.cerca("parcheggio").get().punto == punto
    assert Verbale.objects.cerca("associazione").get() == verbale


def test_the_index_answers_the_question(decisioni) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        piano = Decisione.objects.cerca("laboratorio").order_by().explain()
    assert "decisione_ricerca" in piano
