"""How an employer stands towards its duty on a day, and the sentences that say why, each with its article.

Drawn from the position alone, so that the same figures always give the same reasons; who answers may add to them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.normativa import CifreNazionali, CifreProvincia, TipoConvenzione
from collocamento.ottemperanza.enums import ESITI, Condizione, Esito
from collocamento.ottemperanza.termini import Sorti, Termine, frasi, termini_di
from collocamento.posizione.calcolo import Posizione
from collocamento.posizione.ingressi import Origine
from collocamento.scheda import disabili, protette


# By which article an act of the office counts, for each figure of the engine that it governs.
ARTICOLI = {
    "esoneri": "art. 5, c. 3",
    "limite_esonero_80": "art. 5, c. 3",
    "esoneri_60_per_mille": "art. 5, c. 3-bis",
    "compensazioni": "art. 5, c. 8",
    "sospensioni": "art. 3, c. 5",
    "sospensione_nazionale": "art. 3, c. 5",
    "convenzioni": "art. 11",
    "conv_12bis_14_ft": "art. 12-bis; D.Lgs. 276/2003, art. 14",
}


@dataclass(frozen=True, slots=True)
class Valutazione:
    """The answer that the figures give for `giorno`; `cifre` are those that a declaration states."""

    giorno: date
    condizione: Condizione
    motivi: tuple[str, ...]
    cifre: Mapping[str, Any]

    @property
    def esito(self) -> Esito:
        return ESITI[self.condizione]


def valuta(
    posizione: Posizione | None, giorno: date, province: Mapping[str, str], sorti: Sorti = MappingProxyType({})
) -> Valutazione:
    """Judge a position; None is an employer of which nothing is known. `province` gives names to ISTAT codes.

    The sixty days run from the day the duty arose, as `sorti` has it from the obligation episodes; from the day of the
    data where it has none.
    """
    if posizione is None:
        motivo = _(
            "Negli archivi dell'ufficio non risultano prospetti informativi né altri dati sul personale: non si può "
            "attestare se il datore di lavoro è soggetto agli obblighi della L. 68/1999."
        )
        return Valutazione(giorno, Condizione.SENZA_DATI, (motivo,), {})
    termini = termini_di(_dovuti_ora(posizione), sorti, posizione.ingressi.situazione)
    condizione = _condizione(posizione, termini)
    motivi = _motivi(posizione, condizione, termini, province)
    return Valutazione(giorno, condizione, tuple(motivi), _cifre(posizione))


def _condizione(posizione: Posizione, termini: Sequence[Termine]) -> Condizione:
    risultato = posizione.risultato
    if not risultato.prospetto_dovuto:
        return Condizione.NON_SOGGETTO
    if termini:
        entro = min(termine.entro for termine in termini)
        return Condizione.NEI_TERMINI if posizione.giorno <= entro else Condizione.SCOPERTO
    if any(_scoperti(cifre) for cifre in (risultato.nazionale, *risultato.province.values())):
        return Condizione.IN_CONVENZIONE if _programmati(posizione) else Condizione.SOSPESO
    return Condizione.CON_ESONERO if risultato.nazionale.esonerati else Condizione.IN_REGOLA


def _dovuti_ora(posizione: Posizione) -> dict[str, tuple[int, int]]:
    """Places due today in each province that lacks some: for people with disabilities, for those of art. 18.

    What only the sum of the provinces lacks is due where the registered office is.
    """
    risultato = posizione.risultato
    per_provincia = {codice: _dovuti(cifre) for codice, cifre in risultato.province.items()}
    mancanti = {codice: dovuti for codice, dovuti in per_provincia.items() if any(dovuti)}
    in_tutto = _dovuti(risultato.nazionale)
    return mancanti if mancanti or not any(in_tutto) else {posizione.ingressi.datore.provincia_sede: in_tutto}


def _dovuti(cifre: CifreNazionali | CifreProvincia) -> tuple[int, int]:
    return cifre.scopertura_dovuta_ora, cifre.scopertura_art18_dovuta_ora


def _scoperti(cifre: CifreNazionali | CifreProvincia) -> int:
    return cifre.scopertura_disabili + cifre.scopertura_art18


def _programmati(posizione: Posizione, *, tranne: Collection[str] = ()) -> int:
    """Hires planned by conventions of art. 11 in force on the day, but for those of the provinces `tranne`."""
    fogli = (foglio for foglio in posizione.ingressi.fogli if foglio.codice not in tranne)
    convenzioni = (c for foglio in fogli for c in foglio.convenzioni)
    return sum(c.previsti for c in convenzioni if c.tipo == TipoConvenzione.ART11 and c.vale(posizione.giorno))


def _cifre(posizione: Posizione) -> dict[str, Any]:
    nazionale = posizione.risultato.nazionale
    return {
        "situazione": f"{posizione.ingressi.situazione:%d/%m/%Y}",
        "origine": str(Origine(posizione.ingressi.origine).label),
        "lavoratori": nazionale.lavoratori,
        "base_art3": nazionale.base_art3,
        "base_art18": nazionale.base_art18,
        "quota_disabili": nazionale.quota_disabili,
        "quota_art18": nazionale.quota_art18,
        "disabili_in_forza": nazionale.disabili_in_forza,
        "art18_in_forza": nazionale.art18_in_forza,
        "esonerati": nazionale.esonerati,
        "scopertura_disabili": nazionale.scopertura_disabili,
        "scopertura_art18": nazionale.scopertura_art18,
    }


# --- the sentences -------------------------------------------------------------------------------------------------
def _motivi(
    posizione: Posizione, condizione: Condizione, termini: Sequence[Termine], province: Mapping[str, str]
) -> Iterator[str]:
    yield _dati(posizione)
    if condizione == Condizione.NON_SOGGETTO:
        yield _(
            "La base di computo è di %(n)s lavoratori: non raggiunge la soglia da cui nasce l'obbligo (art. 3, c. 1)."
        ) % {"n": posizione.risultato.nazionale.base_art3}
        return
    yield from _quota(posizione.risultato.nazionale)
    yield from _atti(posizione)
    yield from _sospensioni_e_convenzioni(posizione)
    mancanti = _dovuti_ora(posizione)
    for codice, (persone, categorie) in mancanti.items():
        yield _mancano(province.get(codice, codice), persone, categorie)
    if mancanti:
        yield from frasi(termini, posizione.giorno, province)
        if posizione.ingressi.origine == Origine.PROSPETTO:
            yield _("L'invio del prospetto vale come richiesta di avviamento (art. 9, c. 3).")
    else:
        yield _("Non risultano posti di riserva da coprire oggi.")


def _dati(posizione: Posizione) -> str:
    giorno = {"giorno": f"{posizione.ingressi.situazione:%d/%m/%Y}"}
    if posizione.ingressi.origine == Origine.PROSPETTO:
        return _("I dati sono quelli dell'ultimo prospetto informativo valido, con situazione al %(giorno)s.") % giorno
    return _("I dati sono quelli dell'organico tenuto nel portale, aggiornato al %(giorno)s.") % giorno


def _quota(nazionale: CifreNazionali) -> Iterator[str]:
    yield _(
        "Su una base di computo di %(base)s lavoratori la quota è di %(quota)s (art. 3, c. 1); in forza: %(forza)s."
    ) % {
        "base": nazionale.base_art3,
        "quota": disabili(nazionale.quota_disabili),
        "forza": disabili(nazionale.disabili_in_forza),
    }
    if nazionale.quota_art18 or nazionale.art18_in_forza:
        yield _("La quota di categorie protette (art. 18, c. 2) è di %(quota)s; in forza: %(forza)s.") % {
            "quota": nazionale.quota_art18,
            "forza": nazionale.art18_in_forza,
        }
    if nazionale.esonerati:
        frase = ngettext(
            "È esonerata %(n)d posizione (art. 5, commi 3 e 3-bis).",
            "Sono esonerate %(n)d posizioni (art. 5, commi 3 e 3-bis).",
            nazionale.esonerati,
        )
        yield frase % {"n": nazionale.esonerati}
    if nazionale.eccedenza_art18_usata:
        frase = ngettext(
            "L'eccedenza di categorie protette copre %(n)d posto della quota.",
            "L'eccedenza di categorie protette copre %(n)d posti della quota.",
            nazionale.eccedenza_art18_usata,
        )
        yield frase % {"n": nazionale.eccedenza_art18_usata}


def _atti(posizione: Posizione) -> Iterator[str]:
    """The office's acts in force on the day, each in its own words."""
    for atto in posizione.apporti:
        if atto.valori and atto.frase:
            articolo = ARTICOLI.get(atto.campo)
            frase = atto.frase.removesuffix(".")
            frase = f"{frase} ({articolo})" if articolo else frase
            fino = _(", fino al %(giorno)s") % {"giorno": f"{atto.fino_al:%d/%m/%Y}"} if atto.fino_al else ""
            yield f"{frase}{fino}."


def _sospensioni_e_convenzioni(posizione: Posizione) -> Iterator[str]:
    nazionale = posizione.risultato.nazionale
    # A convention kept in the portal has said of itself, among the acts, whether its timetable is kept.
    note = {atto.provincia for atto in posizione.apporti if atto.campo == "convenzioni"}
    programmati = _programmati(posizione, tranne=note)
    if nazionale.sospensione_in_corso:
        yield _(
            "Gli obblighi sono sospesi in tutto o in parte (art. 3, c. 5): la quota dovuta oggi è di %(quota)s."
        ) % {"quota": disabili(nazionale.quota_dovuta_ora)}
    if programmati:
        frase = ngettext(
            "È in corso una convenzione (art. 11) che programma %(n)d assunzione: finché è rispettata, non manca.",
            "È in corso una convenzione (art. 11) che programma %(n)d assunzioni: finché è rispettata, non mancano.",
            programmati,
        )
        yield frase % {"n": programmati}


def _mancano(provincia: str, persone: int, categorie: int) -> str:
    chi = _(" e ").join([*([disabili(persone)] if persone else []), *([protette(categorie)] if categorie else [])])
    frase = ngettext(
        "In provincia di %(provincia)s manca %(chi)s.",
        "In provincia di %(provincia)s mancano %(chi)s.",
        persone + categorie,
    )
    return frase % {"provincia": provincia, "chi": chi}
