"""What the engine starts from for an employer today, before the office's acts: the latest valid return."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from collocamento.enums import StatoProspetto
from collocamento.models import Calcolo
from collocamento.normativa import DatiProvincia, Datore
from collocamento.normativa.trasporto import da_dict


class Origine(TextChoices):
    """Where the staff comes from."""

    PROSPETTO = "prospetto", _("ultimo prospetto")
    ORGANICO = "organico", _("organico tenuto nel portale")


@dataclass(frozen=True, slots=True)
class Ingressi:
    """The employer and its sheets as the engine takes them, the day they describe, and whence they come."""

    datore: Datore
    fogli: tuple[DatiProvincia, ...]
    situazione: date
    origine: Origine


def ingressi(datori: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, Ingressi]:
    """Those of the employers whose staff is known on `giorno`, in one query.

    A return on a later day does not count; one computed before its inputs were kept waits for the recalculation.
    """
    calcoli = (
        Calcolo.objects.filter(
            prospetto__datore__in=datori,
            prospetto__stato=StatoProspetto.VALIDO,
            prospetto__data_riferimento__lte=giorno,
        )
        .exclude(ingressi={})
        .order_by("prospetto__datore", "-prospetto__anno")
        .distinct("prospetto__datore")
        .values_list("prospetto__datore", "prospetto__data_riferimento", "ingressi")
    )
    return {pk: _dal_prospetto(situazione, dati) for pk, situazione, dati in calcoli}


def _dal_prospetto(situazione: date, dati: dict) -> Ingressi:
    datore, fogli = da_dict(dati)
    return Ingressi(datore, tuple(fogli), situazione, Origine.PROSPETTO)
