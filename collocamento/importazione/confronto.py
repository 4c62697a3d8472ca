"""The employer's own sums (quadri 1 and 3) beside those of the engine: every field that differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from collocamento.normativa.risultato import CifreProvincia, Risultato
from collocamento.unipi.documento import Documento, RiepilogoProvinciale


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


def differenze(documento: Documento, risultato: Risultato) -> list[Differenza]:
    """Every declared figure that is not the computed one, in the order of the form."""
    return [riga for riga in _confronti(documento, risultato) if riga.dichiarato != riga.calcolato]


def _confronti(documento: Documento, risultato: Risultato) -> Iterator[Differenza]:
    dati, nazionale = documento.quadro1.dati, risultato.nazionale
    yield Differenza(
        "datiprospetto/nlavoratorinazionali", "", "lavoratori", dati.lavoratori_nazionali, nazionale.lavoratori
    )
    if dati.categoria_azienda is not None:
        yield Differenza("datiprospetto/categoriaazienda", "", "classe", dati.categoria_azienda, nazionale.classe)
    if documento.quadro3 is None:
        return
    for campo, attributo, figura in _NAZIONALI:
        dichiarato = getattr(documento.quadro3.nazionale, attributo)
        yield Differenza(f"riepilogonazionale/{campo}", "", figura, dichiarato, getattr(nazionale, figura))
    for riepilogo in documento.quadro3.province:
        yield from _provincia(riepilogo, risultato.province.get(riepilogo.provincia))


def _provincia(riepilogo: RiepilogoProvinciale, cifre: CifreProvincia | None) -> Iterator[Differenza]:
    """A province of quadro 3 without its sheet has nothing computed beside it."""
    luogo = f"elencoriepilogativoprovinciale[{riepilogo.provincia}]"
    for campo, attributo, figura in _PROVINCIALI:
        calcolato = getattr(cifre, figura, None)
        yield Differenza(f"{luogo}/{campo}", riepilogo.provincia, figura, getattr(riepilogo, attributo), calcolato)
    for campo, verso, numero, figura in (
        (
            "numerocompdisabili",
            riepilogo.categoria_compensazione_disabili,
            riepilogo.compensazione_disabili,
            "compensazione_disabili",
        ),
        (
            "numerocompcatprotette",
            riepilogo.categoria_compensazione_art18,
            riepilogo.compensazione_art18,
            "compensazione_art18",
        ),
    ):
        con_segno = (numero or 0) * (-1 if verso == _RIDUZIONE else 1)
        yield Differenza(f"{luogo}/{campo}", riepilogo.provincia, figura, con_segno, getattr(cifre, figura, None))
