"""Italian text in order and found without accents, the same on every build of PostgreSQL (no ICU needed)."""

from django.db.models import F, Func, TextField
from django.db.models.functions import Lower


class SenzaAccenti(Func):
    """The SQL function f_unaccent, immutable so that it can stand in indexes and generated columns."""

    function = "f_unaccent"
    output_field = TextField()


def ordinabile(campo: str) -> Lower:
    """Expression for a generated column by which Italian names sort and match as people expect."""
    return Lower(SenzaAccenti(F(campo)))
