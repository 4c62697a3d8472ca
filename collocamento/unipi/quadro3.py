"""Quadro 3: the figures that the employer declares, national and by province."""

from collocamento.unipi import documento, tipi
from collocamento.unipi.elementi import Struttura, forse, tanti, uno


_BASE_ART3 = uno("numLavBaseComputoArt3", "base_art3", tipi.NUMERO, "Base di computo art. 3", "art. 4")
_BASE_ART18 = uno("numLavBaseComputoArt18", "base_art18", tipi.NUMERO, "Base di computo art. 18", "art. 18 c. 2")
_QUOTA_DISABILI = uno(
    "quotariservadisabili", "quota_disabili", tipi.NUMERO, "Quota di riserva disabili", "art. 3 c. 1"
)
_QUOTA_ART18 = uno("quotariservacatprotette", "quota_art18", tipi.NUMERO, "Quota di riserva art. 18", "art. 18 c. 2")
_DISABILI = uno("disabili", "disabili", tipi.NUMERO, "Disabili in forza", "art. 4")
_CATEGORIE_PROTETTE = uno("catprotette", "categorie_protette", tipi.NUMERO, "Categorie protette in forza", "art. 18")
_SCOPERTURE_DISABILI = uno("scoperturedisabili", "scoperture_disabili", tipi.NUMERO, "Scoperture disabili", "art. 3")
_SCOPERTURE_ART18 = uno("scoperturecatprotette", "scoperture_art18", tipi.NUMERO, "Scoperture art. 18", "art. 18")
_SOSPENSIONI = uno("sospensioniincorso", "sospensioni_in_corso", tipi.SI_NO, "Sospensioni in corso", "art. 3 c. 5")

RIEPILOGO_NAZIONALE = Struttura(
    "riepilogonazionale",
    documento.RiepilogoNazionale,
    (
        _BASE_ART3,
        _BASE_ART18,
        _QUOTA_DISABILI,
        _QUOTA_ART18,
        uno("esoneri", "esoneri", tipi.NUMERO, "Posizioni esonerate", "art. 5 c. 3 e 3-bis"),
        _DISABILI,
        _CATEGORIE_PROTETTE,
        uno("quotaesuberiArt18", "esuberi_art18", tipi.NUMERO, "Esuberi art. 18", "art. 18 c. 1"),
        _SCOPERTURE_DISABILI,
        _SCOPERTURE_ART18,
        _SOSPENSIONI,
    ),
)

RIEPILOGO_PROVINCIALE = Struttura(
    "elencoriepilogativo",
    documento.RiepilogoProvinciale,
    (
        uno("provincia", "provincia", tipi.PROVINCIA, "Provincia"),
        _BASE_ART3,
        _BASE_ART18,
        forse(
            "categoriacompdisabili",
            "categoria_compensazione_disabili",
            tipi.CATEGORIA_COMPENSAZIONE,
            "Compensazione disabili: eccedenza o riduzione",
            "art. 5 c. 8",
        ),
        forse(
            "numerocompdisabili",
            "compensazione_disabili",
            tipi.NUMERO,
            "Compensazione disabili",
            "art. 5 c. 8",
        ),
        forse(
            "categoriacompcatprotette",
            "categoria_compensazione_art18",
            tipi.CATEGORIA_COMPENSAZIONE,
            "Compensazione art. 18: eccedenza o riduzione",
            "art. 5 c. 8",
        ),
        forse(
            "numerocompcatprotette",
            "compensazione_art18",
            tipi.NUMERO,
            "Compensazione art. 18",
            "art. 5 c. 8",
        ),
        _DISABILI,
        _CATEGORIE_PROTETTE,
        _QUOTA_DISABILI,
        _QUOTA_ART18,
        uno("esonerati", "esonerati", tipi.NUMERO, "Posizioni esonerate", "art. 5 c. 3 e 3-bis"),
        _SCOPERTURE_DISABILI,
        _SCOPERTURE_ART18,
        _SOSPENSIONI,
    ),
)

QUADRO3 = Struttura(
    "quadro3",
    documento.Quadro3,
    (
        uno("riepilogonazionale", "nazionale", RIEPILOGO_NAZIONALE, "Riepilogo nazionale"),
        tanti(
            "elencoriepilogativoprovinciale",
            "province",
            RIEPILOGO_PROVINCIALE,
            "Riepilogo provinciale",
            minimo=1,
        ),
        forse("note", "note", tipi.NOTE, "Note"),
    ),
)
