"""A list of workers as its pages show it: how each one counts and why, the totals, what differs from the return."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from collocamento.models import Calcolo
from collocamento.normativa import Classe, Computo, DatiProvincia, Datore, Passo, calcola, computabilita, render
from collocamento.normativa.trasporto import da_dict
from collocamento.organico.enums import REGOLE
from collocamento.organico.fogli import componi
from collocamento.organico.models import RigaOrganico
from collocamento.organico.querysets import InChiaro
from socialabs.anagrafica.models import Provincia
from socialabs.base.contesto import Contesto


@dataclass(frozen=True, slots=True)
class Voce:
    """A row as the page shows it: `regola` is the id of the rule, empty for a worker who is not employed that day."""

    riga: RigaOrganico
    persona: str
    provincia: str
    regola: str
    etichetta: str
    ragione: str
    fonte: str


@dataclass(frozen=True, slots=True)
class Totale:
    """The heads of a province, or of them all, and the bases that follow from them."""

    nome: str
    lavoratori: int
    disabili: int
    art18: int
    esclusi: int
    a_orario: int
    base_art3: int
    base_art18: int


@dataclass(frozen=True, slots=True)
class Differenza:
    """Heads that the latest return declares in a province, and those of the list on the same day."""

    provincia: str
    etichetta: str
    dichiarati: int
    in_elenco: int

    @property
    def scarto(self) -> int:
        """How many more (negative: fewer) the list has."""
        return self.in_elenco - self.dichiarati

    @property
    def mancano(self) -> int:
        """How many the list lacks, 0 when it has as many or more."""
        return max(0, -self.scarto)


def nomi_province(codici: Iterable[str]) -> dict[str, str]:
    """The names of these provinces; one that the register lacks goes by its code."""
    codici = set(codici)
    return dict.fromkeys(codici, "") | {p.codice: p.nome for p in Provincia.objects.filter(codice__in=codici)}


def voci(righe: Sequence[InChiaro], datore: Datore, giorno: date) -> list[Voce]:
    """Each row with the rule that it falls under on `giorno`."""
    in_forza = [dati for _riga, dati in righe if dati.in_forza(giorno)]
    fogli = componi(((d.provincia, d.numero, d.lavoratore) for d in in_forza), giorno)
    teste = sum(foglio.n_totale for foglio in fogli)
    classe = calcola(datore, fogli, data=giorno).nazionale.classe
    nomi = nomi_province(dati.provincia for _riga, dati in righe)
    art18_fuori, risultato = 0, []
    for in_chiaro in righe:
        computo = None
        if in_chiaro.dati.in_forza(giorno):
            computo = computabilita(
                in_chiaro.dati.lavoratore,
                data=giorno,
                teste=teste,
                art18_gia_fuori=art18_fuori,
                classe=Classe(classe) if classe else None,
            )
            art18_fuori += computo.regola.id == "art18"
        risultato.append(_voce(in_chiaro, computo, nomi, giorno))
    return risultato


def _voce(in_chiaro: InChiaro, computo: Computo | None, nomi: Mapping[str, str], giorno: date) -> Voce:
    riga, dati = in_chiaro
    luogo = nomi[dati.provincia] or dati.provincia
    if computo is None:
        futuro = dati.inizio is not None and dati.inizio > giorno
        stato = _("Non ancora assunto") if futuro else _("Non più in forza")
        return Voce(riga, dati.persona, luogo, "", stato, "", "")
    passo: Passo = computo.passi[0]
    reso = render(passo, "en" if get_language() == "en" else "it")
    return Voce(riga, dati.persona, luogo, computo.regola.id, REGOLE[computo.regola.id], reso.formula, reso.fonte)


def totali(fogli: Sequence[DatiProvincia], datore: Datore, giorno: date) -> list[Totale]:
    """One total a province and, after several, that of them all, whose bases are those of the law."""
    if not fogli:
        return []
    risultato = calcola(datore, fogli, data=giorno)
    nomi = nomi_province(foglio.codice for foglio in fogli)
    righe = [
        _totale(nomi[foglio.codice] or foglio.codice, [foglio], risultato.province[foglio.codice]) for foglio in fogli
    ]
    if len(fogli) > 1:
        righe.append(_totale(pgettext("totale", "Tutta l'azienda"), fogli, risultato.nazionale))
    return righe


def _totale(nome: str, fogli: Sequence[DatiProvincia], cifre: object) -> Totale:
    return Totale(
        nome,
        lavoratori=sum(foglio.n_totale for foglio in fogli),
        disabili=sum(disabili(foglio) for foglio in fogli),
        art18=sum(foglio.art18 for foglio in fogli),
        esclusi=sum(esclusi(foglio) for foglio in fogli),
        a_orario=sum(_teste(foglio, "part_time") + _teste(foglio, "intermittenti") for foglio in fogli),
        base_art3=cifre.base_art3,
        base_art18=cifre.base_art18,
    )


def _teste(foglio: DatiProvincia, voce: str) -> int:
    return sum(riga.numero for riga in getattr(foglio, voce))


def disabili(foglio: DatiProvincia, *, somministrati: bool = True) -> int:
    """Heads that cover the disabled quota, those of the agencies included unless told otherwise."""
    voci = ["disabili", "centralinisti", "massofisioterapisti", *(["somministrati"] if somministrati else [])]
    return sum(getattr(foglio, f"{voce}_ft") + _teste(foglio, f"{voce}_pt") for voce in voci)


def esclusi(foglio: DatiProvincia) -> int:
    """Heads that leave a base whole: excluded categories and telework."""
    categorie = sum(categoria.numero for categoria in foglio.categorie_escluse)
    return categorie + foglio.telelavoro_ft + _teste(foglio, "telelavoro_pt")


def differenze(dichiarati: Sequence[DatiProvincia], in_elenco: Sequence[DatiProvincia]) -> list[Differenza]:
    """Where the list and a return count other heads, by province; both on the day of the return."""
    codici = sorted({foglio.codice for foglio in (*dichiarati, *in_elenco)})
    nomi = nomi_province(codici)
    prospetto, elenco = ({foglio.codice: foglio for foglio in fogli} for fogli in (dichiarati, in_elenco))
    figure = (
        (_("Lavoratori dipendenti"), lambda foglio: foglio.n_totale),
        (_("Persone con disabilità"), disabili),
        (_("Categorie protette (art. 18)"), lambda foglio: foglio.art18),
    )
    trovate = [
        Differenza(
            nomi[codice] or codice, etichetta, conta(_foglio(prospetto, codice)), conta(_foglio(elenco, codice))
        )
        for codice in codici
        for etichetta, conta in figure
    ]
    return [differenza for differenza in trovate if differenza.scarto]


def _foglio(fogli: Mapping[str, DatiProvincia], codice: str) -> DatiProvincia:
    return fogli.get(codice) or DatiProvincia(codice)


def ultimo_calcolo(ctx: Contesto, datore_id: object) -> Calcolo | None:
    """The figures of the employer's latest valid return, with what the engine was told; None without any."""
    return (
        Calcolo.objects.visible_to(ctx)
        .filter(prospetto__datore=datore_id, prospetto__stato="valido")
        .exclude(ingressi={})
        .select_related("prospetto")
        .defer("derivazione", "con_esonero_al_massimale", "prospetto__contenuto", "prospetto__dichiarati")
        .order_by("-prospetto__anno")
        .first()
    )


def ingressi_di(calcolo: Calcolo) -> tuple[Datore, list[DatiProvincia]]:
    """What that return told the engine."""
    return da_dict(calcolo.ingressi)
