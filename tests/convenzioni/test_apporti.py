"""What conventions are worth to the position: hires planned while the timetable is kept, posts within ceilings."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from collocamento.convenzioni.apporti import convenzioni_stipulate
from collocamento.convenzioni.azioni import atti
from collocamento.convenzioni.enums import Tipo
from collocamento.convenzioni.models import Commessa, Copertura, Impegno, Quadro
from collocamento.convenzioni.situazione import situazione_di
from collocamento.models import Calcolo, Prospetto
from collocamento.normativa import DatiProvincia, massimale_12bis
from collocamento.posizione.calcolo import posizione
from socialabs.base.giorni import oggi
from tests.convenzioni.fabbriche import SPEZIA, copri, proponi, stipulata, tutti_firmano


pytestmark = pytest.mark.django_db
TERMINE = date(2026, 6, 1)


def dovuta(p, giorno: date) -> int:
    """What is due of the whole country on a day."""
    return posizione(p.datore.pk, giorno).risultato.nazionale.scopertura_dovuta_ora


def foglio(p, giorno: date) -> DatiProvincia:
    return next(f for f in posizione(p.datore.pk, giorno).ingressi.fogli if f.codice == SPEZIA)


@pytest.fixture
def scoperto(p):
    """The employer, short of at least four people, with no convention in its return."""
    calcolo = Calcolo.objects.get()
    calcolo.ingressi = {
        "datore": {"tipologia": "A", "provincia_sede": SPEZIA},
        "province": [{"codice": SPEZIA, "n_totale": 150, "disabili_ft": 2}],
    }
    calcolo.save()
    return p


def test_planned_hires_are_not_due_while_the_timetable_is_kept(scoperto) -> None:
    prima = dovuta(scoperto, oggi())
    proponi(scoperto, posti=2)
    assert dovuta(scoperto, oggi()) == prima
    stipulata(scoperto, posti=2, entro=TERMINE)
    assert dovuta(scoperto, oggi()) == prima - 2
    assert dovuta(scoperto, TERMINE) == prima - 2
    assert dovuta(scoperto, TERMINE + timedelta(days=1)) == prima
    assert dovuta(scoperto, oggi() - timedelta(days=1)) == prima


def test_who_was_hired_after_the_return_goes_on_counting_also_when_the_rest_is_late(scoperto) -> None:
    prima = dovuta(scoperto, oggi())
    convenzione = stipulata(scoperto, posti=2, entro=TERMINE)
    copri(scoperto, convenzione)
    assert dovuta(scoperto, oggi()) == prima - 2
    assert dovuta(scoperto, TERMINE + timedelta(days=1)) == prima - 1
    Prospetto.objects.update(data_riferimento=oggi())
    assert dovuta(scoperto, oggi()) == prima - 1
    frase = posizione(scoperto.datore.pk, TERMINE + timedelta(days=1)).apporti[0].frase
    assert "in ritardo" in frase


def test_what_the_return_declares_does_not_count_beside_what_the_portal_knows(scoperto) -> None:
    calcolo = Calcolo.objects.get()
    dichiarata = {"stato": "E", "tipo": "art11", "previsti": 3}
    calcolo.ingressi["province"][0]["convenzioni"] = [dichiarata]
    calcolo.save()
    con_dichiarata = dovuta(scoperto, oggi())
    stipulata(scoperto, posti=1, entro=TERMINE)
    assert dovuta(scoperto, oggi()) == con_dichiarata + 2


def test_a_resolved_convention_is_worth_nothing_from_the_day_after(scoperto, marzo) -> None:
    prima = dovuta(scoperto, oggi())
    convenzione = stipulata(scoperto, posti=2)
    marzo.move_to("2026-03-20T10:00:00+01:00")
    tutti_firmano(
        scoperto,
        atti.risolvi(
            convenzione=convenzione,
            fino_al=oggi(),
            motivo="Di comune accordo.",
            consensuale=True,
            ctx=scoperto.operatore,
        ),
    )
    assert dovuta(scoperto, oggi()) == prima - 2
    assert dovuta(scoperto, oggi() + timedelta(days=1)) == prima


def test_who_was_hired_goes_on_counting_after_the_end_until_a_return_tells_it(scoperto) -> None:
    prima = dovuta(scoperto, oggi())
    convenzione = stipulata(scoperto, al=date(2026, 12, 31))
    copri(scoperto, convenzione)
    assert dovuta(scoperto, date(2027, 1, 2)) == prima - 1


def test_a_convention_over_before_the_return_leaves_the_word_to_it(scoperto) -> None:
    convenzione = stipulata(scoperto, al=date(2026, 12, 31))
    Prospetto.objects.update(data_riferimento=date(2027, 12, 31))
    assert convenzioni_stipulate([scoperto.datore.pk], date(2028, 2, 1)) == {}
    assert convenzioni_stipulate([scoperto.datore.pk], convenzione.al) != {}


# --- arts. 12-bis and 14 ------------------------------------------------------------------------------------------
def test_people_cover_from_the_day_when_the_recipient_hires_them(scoperto) -> None:
    convenzione = stipulata(scoperto, Tipo.ART12BIS)
    assert foglio(scoperto, oggi()).conv_12bis_14_ft == 0
    prima = dovuta(scoperto, oggi())
    copri(scoperto, convenzione)
    assert foglio(scoperto, oggi()).conv_12bis_14_ft == 1
    assert dovuta(scoperto, oggi()) == prima - 1


def test_who_is_over_the_ceiling_of_the_day_does_not_cover_and_it_is_said(scoperto) -> None:
    s = situazione_di(scoperto.datore.pk, oggi())
    massimo = massimale_12bis(s.classe, s.quota, oggi())
    convenzione = stipulata(scoperto, Tipo.ART12BIS, posti=massimo)
    copri(scoperto, convenzione, massimo)
    # Staff that shrinks afterwards lowers the ceiling under people already hired.
    Impegno.objects.update(posti=massimo + 2, coperti=massimo + 2)
    Copertura.objects.create(impegno=Impegno.objects.get(), il=oggi(), numero=2, riferimento="UNILAV 2")
    Commessa.objects.update(persone=massimo + 2)
    assert foglio(scoperto, oggi()).conv_12bis_14_ft == massimo
    frasi = " ".join(a.frase for a in posizione(scoperto.datore.pk, oggi()).apporti)
    assert "2 oltre il limite alla data" in frasi


def test_part_timers_cover_by_their_hours(scoperto) -> None:
    convenzione = stipulata(scoperto, Tipo.ART12BIS)
    Commessa.objects.update(ore=Decimal(16))
    copri(scoperto, convenzione)
    dati = foglio(scoperto, oggi())
    assert dati.conv_12bis_14_ft == 0
    assert [(r.numero, r.svolto, r.contratto) for r in dati.conv_12bis_14_pt] == [(1, 960, 2400)]


def test_the_end_of_the_order_ends_the_cover(scoperto) -> None:
    convenzione = stipulata(scoperto, Tipo.ART12BIS)
    copri(scoperto, convenzione)
    Commessa.objects.update(al=oggi())
    assert foglio(scoperto, oggi()).conv_12bis_14_ft == 1
    assert foglio(scoperto, oggi() + timedelta(days=1)).conv_12bis_14_ft == 0


def test_art14_covers_as_many_as_the_orders_are_worth_and_nobody_without_a_framework(scoperto) -> None:
    quadro = Quadro.objects.create(dal=oggi(), coefficiente=Decimal(20_000), fonte="Convenzione quadro di prova")
    convenzione = stipulata(scoperto, Tipo.ART14, posti=2)
    copri(scoperto, convenzione, 2)
    assert foglio(scoperto, oggi()).conv_12bis_14_ft == 2
    Quadro.objects.update(coefficiente=Decimal(30_000))
    assert foglio(scoperto, oggi()).conv_12bis_14_ft == 1
    quadro.delete()
    assert foglio(scoperto, oggi()).conv_12bis_14_ft == 0
    assert "senza una convenzione quadro" in " ".join(a.frase for a in posizione(scoperto.datore.pk, oggi()).apporti)


def test_many_conventions_are_read_in_as_many_queries_as_one(scoperto, django_assert_num_queries) -> None:
    Quadro.objects.create(dal=oggi(), coefficiente=Decimal(20_000), fonte="Convenzione quadro di prova")
    stipulata(scoperto)
    with django_assert_num_queries(6):
        convenzioni_stipulate([scoperto.datore.pk], oggi())
    for tipo in (Tipo.ART11, Tipo.ART12BIS, Tipo.ART14):
        stipulata(scoperto, tipo)
    with django_assert_num_queries(6):
        convenzioni_stipulate([scoperto.datore.pk], oggi())
