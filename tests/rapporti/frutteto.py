"""An orchard: reports invented here, declared as an app declares its own."""

from django import forms

from socialabs.base.esportazioni import Colonna, Formato
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella


GRAFICO = Grafico(
    titolo="Frutti per albero",
    etichetta=lambda r: r["albero"],
    serie=[
        Serie("Raccolti", lambda r: r["raccolti"], Motivo.PIENO),
        Serie("Rimasti", lambda r: r["rimasti"], Motivo.TRATTEGGIO),
    ],
    testo=lambda r: f"{r['raccolti']} di {r['raccolti'] + r['rimasti']}",
)
COLONNE = [
    Colonna("albero", "Albero", lambda r: r["albero"]),
    Colonna("raccolti", "Raccolti", lambda r: r["raccolti"], Formato.INTERO, nota="Quelli nella cesta."),
]
RIGHE = [{"albero": "Melo", "raccolti": 30, "rimasti": 10}, {"albero": "Perù & <fico>", "raccolti": 0, "rimasti": 0}]


def tabella(righe, totale=None, **altro):
    return Tabella("frutti", "Frutti", COLONNE, righe, totale=totale, **{"grafico": GRAFICO, **altro})


class Parametri(forms.Form):
    anno = forms.ChoiceField(label="Anno", choices=[("2025", "2025"), ("2026", "2026")], initial="2026")

    def __init__(self, *args, ctx, **kwargs):
        super().__init__(*args, **kwargs)


def risponde(ctx, parametri):
    totale = {"albero": "Totale", "raccolti": 30, "rimasti": 10}
    return Contenuto(
        risposta=f"Nel {parametri['anno']} si sono raccolti 30 frutti.",
        tabelle=[tabella(RIGHE, totale)],
        cifre=[{"etichetta": "Frutti", "valore": "30"}],
        note=["Frutti inventati."],
    )
