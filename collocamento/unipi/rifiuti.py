"""Why a delivered file is refused."""

from enum import StrEnum


class Motivo(StrEnum):
    """The reasons of a refusal, as they are stored and exported."""

    VUOTO = "empty_file"
    NON_BEN_FORMATO = "not_well_formed"
    NON_VALIDO = "not_schema_valid"
    DOCTYPE = "doctype_forbidden"
    ARCHIVIO_ANNIDATO = "nested_archive"
    TROPPO_GRANDE = "too_large"
    VALORE_NON_RAPPRESENTABILE = "value_not_representable"
    NOME_PERICOLOSO = "unsafe_name"
    COLLEGAMENTO = "link_forbidden"
    CIFRATO = "encrypted"
    ARCHIVIO_DANNEGGIATO = "damaged_archive"
    NON_LEGGIBILE = "unreadable"


class Rifiuto(Exception):
    """A file, or a whole delivery, that is not taken.

    `riga` is the line in the file where it went wrong, where there is one. `messaggio` is an Italian sentence without
    personal data, fit for the page and for the log.
    """

    def __init__(self, motivo: Motivo, messaggio: str, riga: int | None = None):
        super().__init__(messaggio)
        self.motivo = motivo
        self.messaggio = messaggio
        self.riga = riga

    def __str__(self) -> str:
        return f"Riga {self.riga}: {self.messaggio}" if self.riga else self.messaggio
