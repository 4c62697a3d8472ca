"""A list over organisations: filters, chips, orders, pages, memory, fragment, export."""

from io import BytesIO
from unittest.mock import patch

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory
from openpyxl import load_workbook

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna
from tests.fabbriche import OrganizzazioneFactory


class Filtri(forms.Form):
    q = forms.CharField(label="Nome", required=False)
    tipo = forms.ChoiceField(label="Tipo", required=False, choices=[("", "Tutti"), ("azienda", "Azienda")])


class ElencoOrganizzazioni(Elenco):
    chiave = "prova"
    modulo = Filtri
    ordini = {"nome": ["denominazione"], "tipo": ["tipo"]}
    ordine_iniziale = "nome"

    def filtra(self, righe, dati):
        if dati.get("q"):
            righe = righe.filter(denominazione__icontains=dati["q"])
        if dati.get("tipo"):
            righe = righe.filter(tipo=dati["tipo"])
        return righe


@pytest.fixture
def organizzazioni(db):
    for nome, tipo in [("La Spezia", "azienda"), ("Genova", "azienda"), ("Massa", "cpi")]:
        OrganizzazioneFactory(denominazione=nome, tipo=tipo)


@pytest.fixture
def chiedi(organizzazioni):
    sessione = {}

    def make(indirizzo="/elenco/", **intestazioni):
        request = RequestFactory().get(indirizzo, headers=intestazioni)
        request.session = sessione
        request.user = "Ada Prova"
        return ElencoOrganizzazioni(request, Organizzazione.objects.all())

    return make


def nomi(elenco):
    return [o.denominazione for o in elenco.pagina]


def test_rows_come_filtered_and_sorted(chiedi):
    assert nomi(chiedi()) == ["Genova", "La Spezia", "Massa"]
    assert nomi(chiedi("/elenco/?tipo=azienda&ordine=-nome")) == ["La Spezia", "Genova"]


def test_an_unknown_order_is_ignored(chiedi):
    elenco = chiedi("/elenco/?ordine=-email")
    assert elenco.ordine == "nome"
    assert nomi(elenco) == ["Genova", "La Spezia", "Massa"]


def test_a_wrong_filter_does_not_hide_the_others(chiedi):
    elenco = chiedi("/elenco/?tipo=99&q=massa")
    assert nomi(elenco) == ["Massa"]
    assert "tipo" in elenco.form.errors
    assert [f["etichetta"] for f in elenco.attivi] == ["Nome"]


def test_equal_rows_have_a_stable_order_over_pages(chiedi, settings):
    settings.PAGE_SIZE = 1
    visti = [nomi(chiedi(f"/elenco/?ordine=tipo&pagina={n}"))[0] for n in (1, 2, 3)]
    assert sorted(visti) == ["Genova", "La Spezia", "Massa"]
    assert visti[2] == "Massa"


def test_a_page_that_does_not_exist_is_the_last(chiedi, settings):
    settings.PAGE_SIZE = 2
    assert chiedi("/elenco/?pagina=99").pagina.number == 2


def test_chips_name_the_choice_and_lead_to_the_list_without_it(chiedi):
    elenco = chiedi("/elenco/?q=a&tipo=azienda&pagina=2&estranea=1")
    assert elenco.attivi == [
        {"etichetta": "Nome", "valore": "a", "senza": "?tipo=azienda"},
        {"etichetta": "Tipo", "valore": "Azienda", "senza": "?q=a"},
    ]
    assert chiedi("/elenco/?q=a").attivi[0]["senza"] == "/elenco/?azzera=1"


def test_a_list_remembers_its_filters_until_they_are_cleared(chiedi):
    assert chiedi().ripresa() is None
    assert chiedi("/elenco/?tipo=azienda&q=").ripresa() is None
    assert chiedi().ripresa() == "/elenco/?tipo=azienda"
    assert chiedi("/elenco/?azzera=1").ripresa() == "/elenco/"
    assert chiedi().ripresa() is None


def test_emptied_filters_are_forgotten(chiedi):
    chiedi("/elenco/?tipo=azienda").ripresa()
    chiedi("/elenco/?tipo=&q=").ripresa()
    assert chiedi().ripresa() is None


def test_a_wrong_filter_is_not_remembered(chiedi):
    chiedi("/elenco/?tipo=99").ripresa()
    assert chiedi().ripresa() is None


@pytest.mark.parametrize(
    ("intestazioni", "modello"),
    [
        ({}, "pagina.html"),
        ({"HX-Request": "true"}, "righe.html"),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, "pagina.html"),
    ],
)
def test_htmx_gets_the_fragment_alone(chiedi, intestazioni, modello):
    with patch("socialabs.base.elenchi.render") as render:
        render.return_value = HttpResponse()
        chiedi(**intestazioni).risposta("pagina.html", "righe.html")
    assert render.call_args.args[1] == modello


@pytest.mark.parametrize("quante", [2, 12])
def test_queries_do_not_grow_with_rows(chiedi, quante, django_assert_num_queries):
    for n in range(quante):
        OrganizzazioneFactory(denominazione=f"P{n}")
    with django_assert_num_queries(2):
        nomi(chiedi())


COLONNE = [Colonna("nome", "Nome", lambda o: o.denominazione)]


def test_csv_holds_every_filtered_row_whatever_the_page(chiedi, settings):
    settings.PAGE_SIZE = 1
    risposta = chiedi("/elenco/?tipo=azienda&pagina=2").scarica("csv", COLONNE, "organizzazioni", "Organizzazioni")
    assert b"".join(risposta).decode("utf-8-sig").split() == ["Nome", "Genova", "La", "Spezia"]
    assert risposta["Content-Disposition"] == 'attachment; filename="organizzazioni.csv"'


def test_xlsx_says_which_filters_when_and_who(chiedi):
    risposta = chiedi("/elenco/?tipo=azienda").scarica("xlsx", COLONNE, "organizzazioni", "Organizzazioni")
    libro = load_workbook(BytesIO(risposta.content))
    note = {riga[0].value: riga[1].value for riga in libro["Note e filtri"].iter_rows(min_row=2)}
    assert note["Tipo"] == "Azienda"
    assert note["Estratto da"] == "Ada Prova"
    assert "Estratto il" in note
    assert [r[0].value for r in libro["Organizzazioni"].iter_rows(min_row=2)] == ["Genova", "La Spezia"]


def test_the_register_keeps_no_words_that_may_name_a_person(chiedi):
    assert chiedi("/elenco/?q=ada&tipo=azienda").per_registro == {"tipo": ["azienda"]}
