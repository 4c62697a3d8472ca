"""The model field whose content is encrypted in the database (bytea), clear in Python."""

from typing import Any

from django.db import models

from socialabs.base.cifratura import cifra_testo, decifra_testo


class TestoCifrato(models.BinaryField):
    """Text, encrypted. It cannot be searched or ordered: keep a keyed digest beside it where a look-up is needed."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def get_default(self) -> Any:
        """In Python the value is text: BinaryField's own empty default is bytes."""
        return models.Field.get_default(self)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: bytes | None, expression: Any, connection: Any) -> Any:
        return None if value is None else decifra_testo(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        return connection.Database.Binary(cifra_testo(value))

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return self.value_from_object(obj)
