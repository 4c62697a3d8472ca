"""The employer's own sums (quadri 1 and 3) beside those of the engine: every field that differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collocamento.normativa.risultato import CifreProvincia, Risultato
from collocamento.unipi.documento import Documento


# Field of the form, attribute of quadro 3, figure of the engine.
_NAZIONALI = (
    ("numLavBaseComputoArt3", "base_art3", "base_art3"),
    ("numLavBaseComputoArt18", "base_art18", "base_art18"),
    ("quotariservadisabili", "quota_disabili", "quota_disabili"),
    ("quotariservacatprotette", "quota_art18", "quota_art18"),
    ("esoneri", "esoneri", "esonerati"),
    ("disabili", "disabili", "disabili_in_forza"),
    ("catprotette", "categorie_protette", "art18_in_forza"),
    ("quotaesuberiArt18", "esuberi_art18", "eccedenza_art18"),
    ("scoperturedisabili", "scoperture_disabili", "scopertura_disabili"),
    ("scoperturecatprotette", "scoperture_art18", "scopertura_art18"),
    ("sospensioniincorso", "sospensioni_in_corso", "sospensione_in_corso"),
)
_PROVINCIALI = (
    ("numLavBaseComputoArt3", "base_art3", "base_art3"),
    ("numLavBaseComputoArt18", "base_art18", "base_art18"),
    ("disabili", "disabili", "disabili_in_forza"),
    ("catprotette", "categorie_protette", "art18_in_forza"),
    ("quotariservadisabili", "quota_disabili", "quota_disabili"),
    ("quotariservacatprotette", "quota_art18", "quota_art18"),
    ("esonerati", "esonerati", "esonerati"),
    ("scoperturedisabili", "scoperture_disabili", "scopertura_disabili"),
    ("scoperturecatprotette", "scoperture_art18", "scopertura_art18"),
    ("sospensioniincorso", "sospensioni_in_corso", "sospensione_in_corso"),
)
# Rows of quadro 3 that say how many in one field and which way in another.
_COMPENSAZIONI = (("numerocompdisabili", "compensazione_disabili"), ("numerocompcatprotette", "compensazione_art18"))
_RIDUZIONE = "R"


@dataclass(frozen=True, slots=True)
class Differenza:
    """A figure declared otherwise than computed. `campo` is its place in the form, `figura` the engine's name."""

    campo: str
    provincia: str
    figura: str
    dichiarato: Any
    calcolato: Any

    def as_dict(self) -> dict[str, Any]:
        return {nome: getattr(self, nome) for nome in self.__slots__}


# What `dichiarati` gives, or the same read back from its column.
Dichiarati = Mapping[str, Any]


def dichiarati(documento: Documento) -> dict[str, Any]:
    """The employer's own sums, as the return keeps them: enough to compare them again without the document."""
    dati, quadro3 = documento.quadro1.dati, documento.quadro3
    return {
        "categoria_azienda": dati.categoria_azienda,
        "lavoratori_nazionali": dati.lavoratori_nazionali,
        "nazionale": _campi(quadro3.nazionale) if quadro3 else None,
        "province": {riepilogo.provincia: _campi(riepilogo) for riepilogo in quadro3.province} if quadro3 else {},
    }


def _campi(riepilogo: Any) -> dict[str, Any]:
    valori = ((nome, getattr(riepilogo, nome)) for nome in riepilogo.__slots__)
    return {nome: valore for nome, valore in valori if valore is not None}


def differenze(dichiarati: Dichiarati, risultato: Risultato) -> list[Differenza]:
    """Every declared figure that is not the computed one: the country's, then each province's by its code."""
    return [riga for riga in _confronti(dichiarati, risultato) if riga.dichiarato != riga.calcolato]


def _confronti(dichiarati: Dichiarati, risultato: Risultato) -> Iterator[Differenza]:
    nazionale = risultato.nazionale
    lavoratori, categoria = dichiarati["lavoratori_nazionali"], dichiarati["categoria_azienda"]
    yield Differenza("datiprospetto/nlavoratorinazionali", "", "lavoratori", lavoratori, nazionale.lavoratori)
    if categoria is not None:
        yield Differenza("datiprospetto/categoriaazienda", "", "classe", categoria, nazionale.classe)
    if dichiarati["nazionale"] is None:
        return
    for campo, nome, figura in _NAZIONALI:
        dichiarato = dichiarati["nazionale"].get(nome)
        yield Differenza(f"riepilogonazionale/{campo}", "", figura, dichiarato, getattr(nazionale, figura))
    for codice, riepilogo in sorted(dichiarati["province"].items()):
        yield from _provincia(codice, riepilogo, risultato.province.get(codice))


def _provincia(codice: str, riepilogo: Mapping[str, Any], cifre: CifreProvincia | None) -> Iterator[Differenza]:
    """A province of quadro 3 without its sheet has nothing computed beside it."""
    luogo = f"elencoriepilogativoprovinciale[{codice}]"
    for campo, nome, figura in _PROVINCIALI:
        yield Differenza(f"{luogo}/{campo}", codice, figura, riepilogo.get(nome), getattr(cifre, figura, None))
    for campo, figura in _COMPENSAZIONI:
        verso, numero = riepilogo.get(f"categoria_{figura}"), riepilogo.get(figura) or 0
        con_segno = -numero if verso == _RIDUZIONE else numero
        yield Differenza(f"{luogo}/{campo}", codice, figura, con_segno, getattr(cifre, figura, None))
