"""Italian text in order and found without accents, the same on every build of PostgreSQL (no ICU needed)."""

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Lower


class SenzaAccenti(Func):
    """The SQL function f_unaccent, immutable so that it can stand in indexes and generated columns."""

    function = "f_unaccent"
    output_field = TextField()


def ordinabile(campo: str) -> Lower:
    """Expression for a generated column by which Italian names sort and match as people expect."""
    return Lower(SenzaAccenti(F(campo)))


def cerca_denominazione(testo: str, percorso: str) -> Q:
    """Organisations by name without accents or case, or by the beginning of the tax code; `percorso` leads to them."""
    nome = Lower(SenzaAccenti(Value(testo.strip())))
    return Q(**{f"{percorso}__denominazione_ordinabile__contains": nome}) | Q(
        **{f"{percorso}__codice_fiscale__startswith": testo.strip().upper()}
    )
