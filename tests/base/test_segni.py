"""The template tags: figures as an Italian reads them, addresses that keep their parameters."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from socialabs.base.templatetags.socialabs import decimale, euro, numero, percento


def render(text: str, address: str = "/elenco/", **data: object) -> str:
    request = RequestFactory().get(address)
    return Template("{% load socialabs %}" + text).render(Context({"request": request, **data}))


@pytest.mark.parametrize(
    ("filtro", "valore", "atteso"),
    [
        (numero, 1234567, "1.234.567"),
        (numero, Decimal("2.5"), "3"),
        (numero, None, "–"),
        (numero, "", "–"),
        (numero, 0, "0"),
        (decimale, Fraction(7, 2), "3,5"),
        (decimale, Fraction(1, 3), "0,33"),
        (decimale, Decimal("1200.00"), "1.200"),
        (decimale, 0, "0"),
        (percento, Fraction(1, 8), "12,5\u00a0%"),
        (euro, Decimal("1234.5"), "1.234,50\u00a0€"),
    ],
)
def test_figures_are_written_in_italian(filtro, valore, atteso):
    assert filtro(valore) == atteso


def test_figures_follow_the_language():
    with translation.override("en"):
        assert numero(Decimal("1234.5"), 1) == "1,234.5"


def test_icon_is_hidden_unless_it_has_a_name():
    assert 'aria-hidden="true"' in render('{% icona "it-list" %}')
    named = render('{% icona "it-list" testo=nome %}', nome="<Elenco>")
    assert 'aria-label="&lt;Elenco&gt;"' in named and "aria-hidden" not in named


def test_sort_header_turns_the_order_and_drops_the_page():
    header = '{% ordina "nome" "Nome" %}'
    assert 'href="?classe=c&amp;ordine=nome"' in render(header, "/elenco/?classe=c&pagina=4")
    ascending = render(header, "/elenco/?ordine=nome")
    assert 'href="?ordine=-nome"' in ascending and 'aria-sort="ascending"' in ascending
    descending = render(header, "/elenco/?ordine=-nome")
    assert 'href="?ordine=nome"' in descending and 'aria-sort="descending"' in descending


def test_sort_header_takes_the_order_in_force_from_the_view():
    assert 'aria-sort="descending"' in render('{% ordina "nome" "Nome" attuale="-nome" %}')


def test_pages_keep_the_filters():
    page = Paginator(range(100), 10).page(5)
    html = render("{% paginazione pagina bersaglio='#elenco' %}", "/elenco/?classe=c&pagina=5", pagina=page)
    assert 'href="?classe=c&amp;pagina=6" rel="next"' in html
    assert 'href="?classe=c&amp;pagina=5" aria-current="page"' in html
    assert "Righe 41–50 di 100" in html


def test_single_page_shows_the_count_alone():
    html = render("{% paginazione pagina %}", pagina=Paginator(range(3), 10).page(1))
    assert "Righe 1–3 di 3" in html and "<nav" not in html


def test_filter_form_carries_content_and_ways_to_drop_filters():
    html = render(
        '{% filtri bersaglio="#elenco" indirizzo="/elenco/" attivi=attivi azzera="/elenco/" %}<input name="q">'
        "{% endfiltri %}",
        attivi=[{"etichetta": "Classe", "valore": "<50", "senza": "?q=1"}],
    )
    assert '<input name="q">' in html and 'hx-target="#elenco"' in html
    assert 'href="?q=1"' in html and "&lt;50" in html


def test_card_escapes_its_title_not_its_content():
    html = render("{% riquadro titolo=t livello=3 %}<p>{{ x }}</p>{% endriquadro %}", t="A & B", x="<b>")
    assert "A &amp; B</h3>" in html and "<p>&lt;b&gt;</p>" in html
