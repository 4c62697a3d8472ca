"""What the list of workers says of the totals typed beside it: one number for each kind, full time and by hours.

The kind is the letter of the protected hiring: D switchboard operators, E and O physiotherapists, N and M from an
agency, H and I conventions 12-bis and 14; any other is an employee with disabilities.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from collocamento.normativa.enumerazioni import Categoria
from collocamento.unipi import documento as unipi
from collocamento.unipi.testi import Testi, testo
from collocamento.unipi.tipi import NUMERO, ORARIO


# Letter of the hiring: where its people are counted, by the fields of the sheet.
_VOCI = {
    "D": ("dipendenti", "centralinisti"),
    "E": ("dipendenti", "massofisioterapisti"),
    "O": ("dipendenti", "massofisioterapisti"),
    "N": ("non_dipendenti", "somministrati"),
    "M": ("non_dipendenti", "somministrati"),
    "H": ("non_dipendenti", "convenzioni_12bis_14"),
    "I": ("non_dipendenti", "convenzioni_12bis_14"),
}
_DISABILI = ("dipendenti", "disabili")
VOCI = (_DISABILI, *dict.fromkeys(_VOCI.values()))

Orari = Counter[tuple[int, int]]


@dataclass(slots=True)
class Totali:
    """By kind, full timers and part timers by (contract, worked) minutes; and the art. 18 heads."""

    pieni: Counter[tuple[str, str]] = field(default_factory=Counter)
    parziali: dict[tuple[str, str], Orari] = field(default_factory=dict)
    protette: int = 0

    def teste(self, voce: tuple[str, str]) -> int:
        return self.pieni[voce] + sum(self.parziali.get(voce, Counter()).values())


def dall_elenco(lavoratori: Iterable[unipi.LavoratoreComputabile]) -> Totali:
    """The totals that a list of workers makes."""
    totali = Totali()
    for lavoratore in lavoratori:
        rapporto = lavoratore.rapporto
        if rapporto.categoria_soggetto == Categoria.ART18:
            totali.protette += 1
            continue
        voce = _VOCI.get(rapporto.tipo_assunzione, _DISABILI)
        if rapporto.minuti_part_time < rapporto.minuti_settimanali:
            orario = rapporto.minuti_settimanali, rapporto.minuti_part_time
            totali.parziali.setdefault(voce, Counter())[orario] += 1
        else:
            totali.pieni[voce] += 1
    return totali


def scritti(quadro: unipi.Quadro2) -> Totali:
    """The totals typed in a sheet."""
    totali = Totali(protette=quadro.dipendenti.categorie_protette)
    for voce in VOCI:
        blocco: unipi.PienoEParziale = getattr(getattr(quadro, voce[0]), voce[1])
        totali.pieni[voce] = blocco.tempo_pieno
        orari: Orari = Counter()
        for riga in blocco.part_time:
            orari[riga.minuti_contratto, riga.minuti_svolti] += riga.lavoratori
        totali.parziali[voce] = orari
    return totali


def diversi(elenco: Totali, scritto: Totali) -> Iterator[tuple[tuple[str, str], int, int]]:
    """The kinds whose heads or hours differ: (kind, heads in the list, heads typed)."""
    for voce in VOCI:
        orari = {orario: n for orario, n in scritto.parziali.get(voce, Counter()).items() if n}
        if elenco.pieni[voce] != scritto.pieni[voce] or dict(elenco.parziali.get(voce, Counter())) != orari:
            yield voce, elenco.teste(voce), scritto.teste(voce)


def applica(personale: Testi, totali: Totali) -> Testi:
    """The texts of a sheet's staff with the totals of its list in the place of those typed."""
    nuovi = {**personale}
    for parte, nome in VOCI:
        righe = [
            {
                "lavoratori": testo(NUMERO, numero),
                "minuti_contratto": testo(ORARIO, contratto),
                "minuti_svolti": testo(ORARIO, svolto),
            }
            for (contratto, svolto), numero in sorted(totali.parziali.get((parte, nome), Counter()).items())
        ]
        blocco = {"tempo_pieno": str(totali.pieni[parte, nome])} | ({"part_time": righe} if righe else {})
        nuovi[parte] = {**nuovi.get(parte, {}), nome: blocco}
    nuovi["dipendenti"] = {**nuovi.get("dipendenti", {}), "categorie_protette": str(totali.protette)}
    return nuovi
