"""Sections of the ATECO 2007 classification: the ISTAT grouping under which sectors are read and counted."""

from bisect import bisect_right
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Sezione(NamedTuple):
    """A section and its divisions, first and last included (two digits)."""

    lettera: str
    prima: str
    ultima: str
    nome: Promise


SEZIONI = (
    Sezione("A", "01", "03", _("Agricoltura, silvicoltura e pesca")),
    Sezione("B", "05", "09", _("Estrazione di minerali")),
    Sezione("C", "10", "33", _("Attività manifatturiere")),
    Sezione("D", "35", "35", _("Energia elettrica e gas")),
    Sezione("E", "36", "39", _("Acqua, reti fognarie e rifiuti")),
    Sezione("F", "41", "43", _("Costruzioni")),
    Sezione("G", "45", "47", _("Commercio")),
    Sezione("H", "49", "53", _("Trasporto e magazzinaggio")),
    Sezione("I", "55", "56", _("Alloggio e ristorazione")),
    Sezione("J", "58", "63", _("Informazione e comunicazione")),
    Sezione("K", "64", "66", _("Attività finanziarie e assicurative")),
    Sezione("L", "68", "68", _("Attività immobiliari")),
    Sezione("M", "69", "75", _("Attività professionali e tecniche")),
    Sezione("N", "77", "82", _("Noleggio e servizi alle imprese")),
    Sezione("O", "84", "84", _("Amministrazione pubblica")),
    Sezione("P", "85", "85", _("Istruzione")),
    Sezione("Q", "86", "88", _("Sanità e assistenza sociale")),
    Sezione("R", "90", "93", _("Arte, sport e intrattenimento")),
    Sezione("S", "94", "96", _("Altre attività di servizi")),
    Sezione("T", "97", "98", _("Famiglie come datori di lavoro")),
    Sezione("U", "99", "99", _("Organismi extraterritoriali")),
)
PER_LETTERA = {sezione.lettera: sezione for sezione in SEZIONI}
_PRIME = [sezione.prima for sezione in SEZIONI]


def sezione_di(settore: str) -> Sezione | None:
    """The section of an ATECO code ("28.41.00"); None when its division belongs to none."""
    divisione = settore[:2]
    posto = bisect_right(_PRIME, divisione) - 1
    if posto < 0 or divisione > SEZIONI[posto].ultima:
        return None
    return SEZIONI[posto]
