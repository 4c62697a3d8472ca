"""What each kind requires, on the day that counts: ceilings and recipients follow the date of the law."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from collocamento.convenzioni.azioni import istruttoria
from collocamento.convenzioni.azioni.firme import firma
from collocamento.convenzioni.enums import Stato, Tipo
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Convenzione, Quadro
from collocamento.convenzioni.requisiti import mancanti, requisiti
from collocamento.convenzioni.situazione import situazione_di
from collocamento.models import Calcolo
from collocamento.normativa import TipoConvenzione, TipoDestinatario, destinatari_ammessi, massimale_12bis
from socialabs.base.giorni import oggi
from tests.convenzioni.fabbriche import al_parere, alla_firma, proponi, stipulata


pytestmark = pytest.mark.django_db
PRIMA, DOPO = date(2025, 12, 30), date(2025, 12, 31)


def che_cosa_manca(convenzione: Convenzione, giorno: date) -> str:
    return " ".join(requisito.testo for requisito in mancanti(convenzione, giorno))


def organico(lavoratori: int) -> None:
    """Let the employer be a private one of one province, with so many workers."""
    foglio = {"codice": "011", "n_totale": lavoratori}
    Calcolo.objects.update(ingressi={"datore": {"tipologia": "A", "provincia_sede": "011"}, "province": [foglio]})


@pytest.mark.parametrize(("giorno", "nuovi"), [(PRIMA, False), (DOPO, True)])
def test_benefit_companies_and_third_sector_take_people_in_since_the_new_law(giorno: date, nuovi: bool) -> None:
    for natura in (TipoDestinatario.TERZO_SETTORE, TipoDestinatario.SOCIETA_BENEFIT):
        assert (natura in destinatari_ammessi(TipoConvenzione.ART12BIS, giorno)) is nuovi
        assert (natura in destinatari_ammessi(TipoConvenzione.ART14, giorno)) is nuovi
        assert natura not in destinatari_ammessi(TipoConvenzione.ART12, giorno)
    assert destinatari_ammessi(TipoConvenzione.ART11, giorno) == frozenset()


def test_the_ceiling_of_12bis_is_that_of_the_day(p) -> None:
    s = situazione_di(p.datore.pk, DOPO)
    stretto, largo = massimale_12bis(s.classe, s.quota, PRIMA), massimale_12bis(s.classe, s.quota, DOPO)
    assert stretto < largo
    convenzione = proponi(p, Tipo.ART12BIS, posti=largo)
    assert "Non si supera il limite" in che_cosa_manca(convenzione, PRIMA)
    assert "Non si supera il limite" not in che_cosa_manca(convenzione, DOPO)
    convenzione.impegni.update(posti=largo + 1)
    assert "Non si supera il limite" in che_cosa_manca(convenzione, DOPO)


def test_conventions_in_force_leave_less_room_to_the_next(p) -> None:
    s = situazione_di(p.datore.pk, oggi())
    massimo = massimale_12bis(s.classe, s.quota, oggi())
    stipulata(p, Tipo.ART12BIS, posti=massimo)
    assert "Non si supera il limite di 0 persone" in che_cosa_manca(proponi(p, Tipo.ART12BIS), oggi())


def test_12bis_asks_for_years_value_consent_and_plan(p) -> None:
    convenzione = proponi(p, Tipo.ART12BIS, al=oggi() + timedelta(days=3 * 365 - 2))
    convenzione.commesse.update(valore_annuo=Decimal("24999.99"))
    mancano = che_cosa_manca(convenzione, oggi())
    for parte in ("almeno 36 mesi", "copre il costo", "consenso", "piano personalizzato"):
        assert parte in mancano


def test_exactly_three_years_are_enough(p) -> None:
    convenzione = proponi(p, Tipo.ART12BIS, dal=date(2026, 4, 1), al=date(2029, 3, 31))
    assert "almeno 36 mesi" not in che_cosa_manca(convenzione, oggi())


def test_12bis_is_not_for_who_has_fifty_or_fewer(p) -> None:
    organico(40)
    assert "più di 50 dipendenti" in che_cosa_manca(proponi(p, Tipo.ART12BIS), oggi())


def test_without_a_return_nothing_says_that_the_employer_is_obliged(p) -> None:
    Calcolo.objects.update(ingressi={})
    assert "più di 50 dipendenti" in che_cosa_manca(proponi(p, Tipo.ART12BIS), oggi())
    assert mancanti(proponi(p, Tipo.ART11), oggi()) == []


def test_art14_waits_for_the_framework_convention_of_the_territory(p) -> None:
    convenzione = proponi(p, Tipo.ART14)
    assert "coefficiente e limite" in che_cosa_manca(convenzione, oggi())
    Quadro.objects.create(dal=oggi(), coefficiente=Decimal(20_000), percento=30, fonte="Convenzione quadro di prova")
    assert che_cosa_manca(convenzione, oggi()) == ""
    convenzione.commesse.update(valore_annuo=Decimal(19_999), costo_annuo=Decimal(10_000))
    assert "Non si supera il limite di 0 persone" in che_cosa_manca(convenzione, oggi())


def test_what_is_not_quoted_from_the_law_is_told_as_a_reading(p) -> None:
    letture = {r.testo for r in requisiti(proponi(p, Tipo.ART12), oggi()) if r.lettura}
    assert any("limite di" in testo for testo in letture) and any("non supera 12 mesi" in testo for testo in letture)
    di_legge = {r.testo for r in requisiti(proponi(p, Tipo.ART12BIS), oggi()) if not r.lettura}
    assert any("limite di" in testo for testo in di_legge)


def test_the_text_is_not_shared_while_a_requirement_is_missing(p) -> None:
    convenzione = al_parere(p, proponi(p, Tipo.ART12BIS, tipo_destinatario="professionista"))
    with pytest.raises(NonAmmesso, match="fra quelli ammessi"):
        istruttoria.condividi(convenzione=convenzione, ctx=p.operatore)


def test_requirements_are_those_of_the_day_of_the_last_signature(p) -> None:
    s = situazione_di(p.datore.pk, oggi())
    atto = alla_firma(p, Tipo.ART12BIS, posti=massimale_12bis(s.classe, s.quota, oggi()))
    for ctx in (p.azienda, p.coop):
        firma(atto=atto, impronta=atto.impronta, ctx=ctx)
    organico(40)
    with pytest.raises(NonAmmesso, match="cambiate le condizioni"):
        firma(atto=atto, impronta=atto.impronta, ctx=p.responsabile)
    assert Convenzione.objects.get().stato == Stato.BOZZA_CONDIVISA and atto.firme.count() == 2
