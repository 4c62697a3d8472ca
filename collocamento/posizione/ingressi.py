"""What the engine starts from for an employer today, before the office's acts: its list of workers, or its return.

A list confirmed as complete after the day of the latest return tells the staff better than the return does; the rest
of a sheet (exemptions, conventions, suspensions, compensations) no list of workers knows, and stays as declared.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from collocamento.enums import StatoProspetto
from collocamento.models import Calcolo
from collocamento.normativa import DatiProvincia, Datore
from collocamento.normativa.trasporto import da_dict
from collocamento.organico.fogli import FogliOrganico, fogli


# What of a sheet only the return tells.
SOLO_DAL_PROSPETTO = (
    "conv_12bis_14_ft",
    "conv_12bis_14_pt",
    "esoneri",
    "esoneri_60_per_mille",
    "sospensioni",
    "convenzioni",
    "compensazioni",
)


class Origine(TextChoices):
    """Where the staff comes from."""

    PROSPETTO = "prospetto", _("ultimo prospetto")
    ORGANICO = "organico", _("organico tenuto nel portale")


@dataclass(frozen=True, slots=True)
class Ingressi:
    """The employer and its sheets as the engine takes them, the day they describe, and whence they come.

    `situazione` is the day of the return, or that on which the list was last confirmed as complete.
    """

    datore: Datore
    fogli: tuple[DatiProvincia, ...]
    situazione: date
    origine: Origine


def ingressi(datori: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, Ingressi]:
    """Those of the employers whose staff is known on `giorno`, in a fixed number of queries.

    A return on a later day does not count; one computed before its inputs were kept waits for the recalculation.
    """
    noti = dai_prospetti(datori, giorno)
    for pk, tenuto in fogli(datori, giorno).items():
        prospetto = noti.get(pk)
        if prospetto is None or prospetto.situazione < tenuto.confermato_il:
            noti[pk] = _dall_organico(tenuto, prospetto)
    return noti


def dai_prospetti(datori: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, Ingressi]:
    """What the latest valid returns on `giorno` say, in one query."""
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


def _dall_organico(tenuto: FogliOrganico, prospetto: Ingressi | None) -> Ingressi:
    """The staff of the list with what only the return tells beside it, also where nobody works any more."""
    if prospetto is None:
        return Ingressi(tenuto.datore, tenuto.fogli, tenuto.confermato_il, Origine.ORGANICO)
    personale = {foglio.codice: foglio for foglio in tenuto.fogli}
    for foglio in prospetto.fogli:
        resto = {campo: getattr(foglio, campo) for campo in SOLO_DAL_PROSPETTO if getattr(foglio, campo)}
        if resto:
            personale[foglio.codice] = replace(personale.get(foglio.codice, DatiProvincia(foglio.codice)), **resto)
    return Ingressi(prospetto.datore, tuple(personale.values()), tenuto.confermato_il, Origine.ORGANICO)
