import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from socialabs.anagrafica.calendario import calendario_di, giorni_lavorativi
from socialabs.anagrafica.caricamento import carica
from socialabs.anagrafica.codici import valida_codice_fiscale, valida_partita_iva
from socialabs.anagrafica.models import Comune, EnteTitolare, Organizzazione, Provincia, SantoPatrono
from tests.fabbriche import EnteTitolareFactory, OrganizzazioneFactory, ProvinciaFactory, partita_iva


def test_loading_the_municipalities_twice_changes_nothing(db) -> None:
    carica(connection)
    prima = list(Comune.objects.order_by("pk").values())
    with connection.cursor() as cursor:
        cursor.execute("drop table dati_comuni")
    carica(connection)
    assert list(Comune.objects.order_by("pk").values()) == prima


def test_every_municipality_is_there(db) -> None:
    carica(connection)
    assert Comune.objects.filter(attivo=True).count() > 7800
    assert Comune.objects.filter(attivo=False).count() > 1900
    assert not Comune.objects.filter(attivo=True, provincia=None).exists()
    assert Provincia.objects.count() == 107


def test_la_spezia_has_its_32_municipalities_with_district(db) -> None:
    carica(connection)
    spezzini = Comune.objects.filter(provincia="011", attivo=True)
    assert spezzini.count() == 32
    assert set(spezzini.values_list("distretto", flat=True)) == {"17", "18", "19"}
    luni = spezzini.get(belfiore="G143")
    assert (luni.nome, luni.nomi_precedenti, luni.istat) == ("Luni", ["Ortonovo"], "011020")
    assert SantoPatrono.objects.get(comune="E463").giorno == 19


def test_italian_names_sort_without_accents(db) -> None:
    for nome in ("Zeta", "Èsempio", "àncora", "Ancona", "beta"):
        OrganizzazioneFactory(denominazione=nome)
    assert [o.denominazione for o in Organizzazione.objects.all()] == ["Ancona", "àncora", "beta", "Èsempio", "Zeta"]


@pytest.mark.parametrize("codice", ["RSSMRA85T10A562S", "RSSMRA85T10A56NH", partita_iva(7)])
def test_good_tax_codes(codice: str) -> None:
    valida_codice_fiscale(codice)


@pytest.mark.parametrize("codice", ["RSSMRA85T10A562T", "rssmra85t10a562s", "123", "", "8000007011X"])
def test_bad_tax_codes(codice: str) -> None:
    with pytest.raises(ValidationError):
        valida_codice_fiscale(codice)


def test_bad_vat_number() -> None:
    with pytest.raises(ValidationError):
        valida_partita_iva("12345678901")


def test_a_patrons_day_is_a_day(db) -> None:
    carica(connection)
    with pytest.raises(IntegrityError, match="patrono_giorno_valido"), transaction.atomic():
        SantoPatrono.objects.create(comune_id="A261", mese=13, giorno=1, nome="Nessuno")


def test_the_body_in_charge_is_that_of_the_day(db) -> None:
    EnteTitolareFactory(denominazione="Provincia della Spezia", dal=datetime.date(2020, 1, 1))
    EnteTitolareFactory(denominazione="Regione Liguria", dal=datetime.date(2026, 1, 1), provincia=ProvinciaFactory())
    assert EnteTitolare.objects.al(datetime.date(2025, 6, 1)).denominazione == "Provincia della Spezia"
    assert EnteTitolare.objects.al(datetime.date(2026, 6, 1)).denominazione == "Regione Liguria"
    assert EnteTitolare.objects.al(datetime.date(2019, 1, 1)) is None


def test_the_patrons_day_is_not_worked_where_it_falls_on_a_weekday(db) -> None:
    carica(connection)
    spezia, ameglia = Comune.objects.get(belfiore="E463"), Comune.objects.get(belfiore="A261")
    marzo = (datetime.date(2027, 3, 1), datetime.date(2027, 3, 31))
    assert calendario_di(spezia).giorni_lavorativi(*marzo) == 21
    assert calendario_di(ameglia).giorni_lavorativi(*marzo) == 22
    assert giorni_lavorativi(ameglia, 2027) - giorni_lavorativi(spezia, 2027) == 1
    assert calendario_di(spezia, giorni_settimana=6).giorni_lavorativi(*marzo) == 25
