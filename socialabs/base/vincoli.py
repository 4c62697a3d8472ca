"""A constraint of the database becomes a sentence in the form."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, models, transaction
from django.forms import BaseForm


def messaggio_del_vincolo(modello: type[models.Model], errore: IntegrityError) -> str | None:
    """The message that `modello` declares for the constraint which `errore` names, None if it is not its own."""
    nome = getattr(getattr(errore.__cause__, "diag", None), "constraint_name", None)
    for vincolo in modello._meta.constraints:
        if vincolo.name == nome:
            return vincolo.get_violation_error_message()
    return None


@contextmanager
def vincoli_nel_modulo(form: BaseForm, modello: type[models.Model]) -> Iterator[None]:
    """Run a write in a savepoint; a violated constraint of `modello` is added to `form` as an error.

    Any other IntegrityError passes through.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as errore:
        messaggio = messaggio_del_vincolo(modello, errore)
        if messaggio is None:
            raise
        form.add_error(NON_FIELD_ERRORS, messaggio)
