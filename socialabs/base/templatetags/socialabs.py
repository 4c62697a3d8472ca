"""Tags and filters that every template may use: icons, numbers, sortable headers, filter forms, cards."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext


register = template.Library()

ABSENT = "–"
SPRITES = "vendor/bootstrap-italia/sprites.svg"


@register.simple_tag
def icona(nome: str, classe: str = "", testo: str = "") -> SafeString:
    """An icon of Bootstrap Italia's sprite. Decorative unless `testo` gives it a name."""
    if testo:
        shell = '<svg class="icon {}" role="img" aria-label="{}"><use href="{}#{}"></use></svg>'
        return format_html(shell, classe, testo, static(SPRITES), nome)
    shell = '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(shell, classe, static(SPRITES), nome)


def as_decimal(valore: Any) -> Decimal | None:
    """Any number of the house (int, Decimal, exact Fraction, float) as a Decimal; None when there is none."""
    if valore is None or valore == "":
        return None
    if isinstance(valore, Fraction):
        return Decimal(valore.numerator) / Decimal(valore.denominator)
    return Decimal(str(valore))


def localize(valore: Decimal, decimali: int) -> str:
    rounded = valore.quantize(Decimal(1).scaleb(-decimali), rounding=ROUND_HALF_UP)
    return number_format(rounded, decimal_pos=decimali, use_l10n=True, force_grouping=True)


@register.filter
def numero(valore: Any, decimali: int = 0) -> str:
    """1234.5 as "1.235", with `decimali` places "1.234,50"; a dash where there is no figure."""
    decimal = as_decimal(valore)
    return ABSENT if decimal is None else localize(decimal, decimali)


@register.filter
def decimale(valore: Any, massimo: int = 2) -> str:
    """At most `massimo` places, without trailing zeros: 3.50 as "3,5" and 3.00 as "3"."""
    decimal = as_decimal(valore)
    if decimal is None:
        return ABSENT
    rounded = decimal.quantize(Decimal(1).scaleb(-massimo), rounding=ROUND_HALF_UP).normalize()
    places = max(0, -int(rounded.as_tuple().exponent))
    return localize(rounded, places)


@register.filter
def percento(valore: Any, decimali: int = 1) -> str:
    """A share of one as a percentage: 0.125 as "12,5 %"."""
    decimal = as_decimal(valore)
    return ABSENT if decimal is None else f"{localize(decimal * 100, decimali)}\u00a0%"


@register.filter
def euro(valore: Any) -> str:
    """An amount in euro with two places: "1.234,50 €"."""
    decimal = as_decimal(valore)
    return ABSENT if decimal is None else f"{localize(decimal, 2)}\u00a0€"


@register.filter
def leggibile(valore: Any) -> str:
    """A field's value as people write it: days as dd/mm/yyyy, yes and no, a dash for nothing."""
    if valore is None or valore == "":
        return ABSENT
    if isinstance(valore, bool):
        return gettext("sì") if valore else gettext("no")
    if isinstance(valore, datetime):
        return f"{localtime(valore):%d/%m/%Y %H:%M}"
    return f"{valore:%d/%m/%Y}" if isinstance(valore, date) else str(valore)


@register.filter
def voce(mappa: dict, chiave: Any) -> Any:
    """The value of a dictionary under a key that is a variable; None when it has none."""
    return mappa.get(chiave)


@register.inclusion_tag("components/ordina.html", takes_context=True)
def ordina(
    context: dict,
    campo: str,
    etichetta: str,
    *,
    numerica: bool = False,
    parametro: str = "ordine",
    attuale: str | None = None,
) -> dict:
    """A column header that sorts the list: ascending first, then descending; the other parameters of the address stay.

    The order in force is `attuale`, or the address's own parameter; the page's number is dropped, as it means nothing
    in another order.
    """
    query = context["request"].GET.copy()
    current = query.get(parametro, "") if attuale is None else attuale
    query[parametro] = f"-{campo}" if current == campo else campo
    query.pop("pagina", None)
    return {
        "etichetta": etichetta,
        "numerica": numerica,
        "indirizzo": f"?{query.urlencode()}",
        "verso": {campo: "ascending", f"-{campo}": "descending"}.get(current, ""),
    }


@register.inclusion_tag("components/paginazione.html", takes_context=True)
def paginazione(context: dict, pagina: Any, *, parametro: str = "pagina", bersaglio: str = "") -> dict:
    """The pages of a list. `pagina` is a django.core.paginator.Page; `bersaglio` what htmx replaces (selector)."""
    query = context["request"].GET.copy()
    query.pop(parametro, None)
    numbers = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    return {
        "pagina": pagina,
        "numeri": list(numbers),
        "ellissi": pagina.paginator.ELLIPSIS,
        "prefisso": f"?{query.urlencode()}&{parametro}=" if query else f"?{parametro}=",
        "bersaglio": bersaglio,
    }


@register.simple_block_tag
def filtri(
    content: str, *, bersaglio: str, indirizzo: str = "", attivi: Any = (), azzera: str = "?", titolo: str = ""
) -> SafeString:
    """The filter form of a list, by the one htmx recipe: works by its button, and by itself where there is JavaScript.

    bersaglio   CSS selector of the part of the page that the answer replaces (the view returns the fragment)
    indirizzo   the list's address; default the current one
    attivi      the filters in force: {etichetta, valore, senza}, `senza` being the address without that filter
    azzera      the address without any filter
    """
    data = {"campi": mark_safe(content), "bersaglio": bersaglio, "indirizzo": indirizzo, "attivi": attivi}
    return mark_safe(render_to_string("components/filtri.html", {**data, "azzera": azzera, "titolo": titolo}))


@register.simple_block_tag
def riquadro(
    content: str,
    *,
    titolo: str = "",
    livello: int = 2,
    classe: str = "",
    azione: str = "",
    url: str = "",
    icona: str = "",
) -> SafeString:
    """A card around its content. `azione` and `url` add a link in its header; `livello` is the heading's."""
    data = {"titolo": titolo, "livello": livello, "classe": classe, "azione": azione, "url": url, "icona": icona}
    return mark_safe(render_to_string("components/riquadro.html", {**data, "contenuto": mark_safe(content)}))
