"""The figures typed in a draft beside those of the list that the employer keeps: where they differ, a warning."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.dichiarazioni.controlli import Rilievo
from collocamento.dichiarazioni.parti import Bozza, Foglio
from collocamento.normativa import DatiProvincia
from collocamento.normativa.enumerazioni import Gravita
from collocamento.organico.fogli import fogli_organico
from collocamento.organico.models import Conferma, Organico
from collocamento.unipi import documento as unipi
from collocamento.unipi.documento import Documento


@dataclass(frozen=True, slots=True)
class TotaliOrganico:
    """The sheets of the list on a day, by province; `confermato`: somebody said that nobody is missing from it."""

    fogli: Mapping[str, DatiProvincia]
    confermato: bool


class Voce(NamedTuple):
    """A figure: its field in the form, its name, the parts of both sheets that count it; `protetta`: by name."""

    campo: str
    etichetta: Promise
    nel_prospetto: tuple[str, str]
    nell_organico: tuple[str, ...]
    protetta: bool = False


_DISABILI = ("disabili_ft", "disabili_pt")
VOCI = (
    Voce("lavoratori", gettext_lazy("Lavoratori dipendenti"), ("dipendenti", "lavoratori"), ("n_totale",)),
    Voce("disabili-tempo_pieno", gettext_lazy("Disabili in forza"), ("dipendenti", "disabili"), _DISABILI, True),
    Voce(
        "centralinisti-tempo_pieno",
        gettext_lazy("Centralinisti non vedenti"),
        ("dipendenti", "centralinisti"),
        ("centralinisti_ft", "centralinisti_pt"),
        True,
    ),
    Voce(
        "massofisioterapisti-tempo_pieno",
        gettext_lazy("Massofisioterapisti non vedenti"),
        ("dipendenti", "massofisioterapisti"),
        ("massofisioterapisti_ft", "massofisioterapisti_pt"),
        True,
    ),
    Voce(
        "somministrati-tempo_pieno",
        gettext_lazy("Disabili somministrati"),
        ("non_dipendenti", "somministrati"),
        ("somministrati_ft", "somministrati_pt"),
        True,
    ),
    Voce(
        "categorie_protette",
        gettext_lazy("Categorie protette"),
        ("dipendenti", "categorie_protette"),
        ("art18",),
        True,
    ),
    Voce(
        "telelavoro-tempo_pieno",
        gettext_lazy("Telelavoro"),
        ("dipendenti", "telelavoro"),
        ("telelavoro_ft", "telelavoro_pt"),
    ),
    Voce("part_time", gettext_lazy("Part time"), ("dipendenti", "part_time"), ("part_time",)),
    Voce("intermittenti", gettext_lazy("Intermittenti"), ("dipendenti", "intermittenti"), ("intermittenti",)),
    Voce(
        "categorie_escluse",
        gettext_lazy("Categorie escluse"),
        ("dipendenti", "categorie_escluse"),
        ("categorie_escluse",),
    ),
)


def totali_di(organico: Organico, giorno: date) -> TotaliOrganico:
    """What the list makes on `giorno`, with no person in it."""
    fogli = {foglio.codice: foglio for foglio in fogli_organico(organico, giorno)}
    return TotaliOrganico(fogli, Conferma.objects.filter(organico=organico).exists())


def rilievi(
    bozza: Bozza, documento: Documento, organico: TotaliOrganico, province: Mapping[str, str]
) -> Iterator[Rilievo]:
    """A warning for each figure that differs, and for each province of the list that has no sheet.

    A list that nobody has confirmed yet is believed only on those whom it names because they cover a quota.
    """
    voci = [voce for voce in VOCI if voce.protetta or organico.confermato]
    for foglio, quadro in zip(bozza.fogli, documento.quadri2, strict=True):
        nome = province.get(foglio.provincia, foglio.provincia)
        suo = organico.fogli.get(foglio.provincia, DatiProvincia(foglio.provincia))
        for voce in voci:
            scritti, contati = _nel_prospetto(quadro, voce), _nell_organico(suo, voce)
            if scritti != contati:
                yield _diversi(foglio, voce, nome, scritti, contati)
    for codice in sorted(organico.fogli.keys() - {foglio.provincia for foglio in bozza.fogli}):
        testo = _("L'organico ha lavoratori in provincia di %(provincia)s, che qui non ha un foglio.")
        yield Rilievo(Gravita.AVVISO, testo % {"provincia": province.get(codice, codice)}, "art. 9 c. 6")


def _diversi(foglio: Foglio, voce: Voce, nome: str, scritti: int, contati: int) -> Rilievo:
    testo = _(
        "%(provincia)s, «%(voce)s»: nel prospetto %(scritti)d, nell'organico tenuto nel portale %(contati)d. "
        "Si corregge nel foglio della provincia, o nell'organico."
    )
    dati = {"provincia": nome, "voce": voce.etichetta, "scritti": scritti, "contati": contati}
    campo = f"{voce.nel_prospetto[0]}-{voce.campo}"
    return Rilievo(Gravita.AVVISO, testo % dati, "art. 9 c. 6", foglio.personale.chiave, campo, foglio.numero)


def _nel_prospetto(quadro: unipi.Quadro2, voce: Voce) -> int:
    parte, campo = voce.nel_prospetto
    valore = getattr(getattr(quadro, parte), campo)
    if isinstance(valore, int):
        return valore
    if isinstance(valore, unipi.PienoEParziale):
        return valore.tempo_pieno + sum(riga.lavoratori for riga in valore.part_time)
    return sum(riga.lavoratori for riga in valore)


def _nell_organico(foglio: DatiProvincia, voce: Voce) -> int:
    valori = (getattr(foglio, campo) for campo in voce.nell_organico)
    return sum(valore if isinstance(valore, int) else sum(riga.numero for riga in valore) for valore in valori)
