"""Full-text search in Italian: words in any inflection, with or without accents.

The configuration `italiano` (made in the first migration) removes accents and then stems. The stemmer takes every
"-atori" for the plural of "-atore" (operatori, operatore), and so parts "laboratori" from "laboratorio", "obbligatori"
from "obbligatorio": texts are read with both plurals, and a question is asked in both ways.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Func, TextField


CONFIGURAZIONE = "italiano"
IN_ATORI = re.compile(r"\b(\w+ator)i\b", re.IGNORECASE)


class DuePlurali(Func):
    """The SQL function f_due_plurali: after each word in "-atori", the same in "-atorio"."""

    function = "f_due_plurali"
    output_field = TextField()


def vettore(campo: str, peso: str) -> SearchVector:
    """The searchable form of a text column, for a generated column; `peso` from A (title) to D."""
    return SearchVector(DuePlurali(F(campo)), weight=peso, config=CONFIGURAZIONE)


def interrogazione(testo: str) -> SearchQuery:
    """What people type, as a query: all the words, "a phrase", one OR another, -not."""
    domanda = SearchQuery(testo, config=CONFIGURAZIONE, search_type="websearch")
    altro = IN_ATORI.sub(r"\1io", testo)
    return domanda if altro == testo else domanda | SearchQuery(altro, config=CONFIGURAZIONE, search_type="websearch")
