"""The template to fill in, and the list as a workbook with the same columns, so that it may come back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from collocamento.organico.dati import DatiLavoratore, in_piano
from collocamento.organico.regole import pertinenti
from collocamento.organico.xlsx.colonne import COLONNE, Colonna, Genere
from collocamento.organico.xlsx.libro import MASSIMO_RIGHE
from socialabs.anagrafica.models import Provincia
from socialabs.base import esportazioni
from socialabs.base.esportazioni import INTESTAZIONE, Foglio, Formato, scrivi_xlsx


FORMATI = {Genere.INTERO: Formato.INTERO, Genere.DATA: Formato.DATA, Genere.SI_NO: Formato.SI_NO}
LARGHEZZE = {Genere.SCELTA: 30, Genere.TESTO: 18}
# Beyond this a sheet of ours would be slow to open, and nobody types so many rows.
RIGHE_GUIDATE = MASSIMO_RIGHE + 1


def scrivi_organico(righe: Iterable[DatiLavoratore], note: Sequence[tuple[str, str]]) -> bytes:
    """The workers as a workbook that can be imported again; no text in it can turn into a formula."""
    sigle = {p.codice: p.sigla for p in Provincia.objects.all()}
    colonne = [
        esportazioni.Colonna(c.campo, str(c.titolo), _valore(c, sigle), FORMATI.get(c.genere, Formato.TESTO))
        for c in COLONNE
    ]
    piani = (_piano(dati) for dati in righe)
    return scrivi_xlsx([Foglio(_("Lavoratori"), colonne, piani)], note)


def _piano(dati: DatiLavoratore) -> dict[str, Any]:
    """The data that matter for the worker: the others are left empty, as whoever fills the sheet in would."""
    servono = pertinenti(dati.contratto, con_disabilita=dati.disabilita is not None, art18=dati.art18)
    return {campo: valore if campo in servono else None for campo, valore in in_piano(dati).items()}


def _valore(colonna: Colonna, sigle: Mapping[str, str]) -> Callable[[dict[str, Any]], Any]:
    def valore(piano: dict[str, Any]) -> Any:
        dato = piano[colonna.campo]
        if dato is None or dato == "":
            return None
        match colonna.genere:
            case Genere.ORE:
                return ore(dato)
            case Genere.PROVINCIA:
                return sigle.get(dato, dato)
            case Genere.SCELTA:
                return str(colonna.scelte[dato])
        return dato

    return valore


def ore(minuti: int) -> str:
    """Minutes as hours and minutes: 2250 is "37:30"."""
    return f"{minuti // 60}:{minuti % 60:02d}"


def scrivi_modello() -> bytes:
    """The empty template: the sheet to fill in, with lists to choose from, how to do it, and the values allowed."""
    libro = Workbook()
    foglio = libro.active
    foglio.title = _("Lavoratori")
    istruzioni = libro.create_sheet(_("Istruzioni"))
    elenchi = libro.create_sheet(_("Valori ammessi"))
    _intesta(foglio, [str(colonna.titolo) for colonna in COLONNE])
    foglio.freeze_panes = "B2"
    province = [p.sigla for p in Provincia.objects.order_by("sigla")]
    for posizione, colonna in enumerate(COLONNE, start=1):
        lettera = get_column_letter(posizione)
        foglio.column_dimensions[lettera].width = LARGHEZZE.get(colonna.genere, 14)
        _guida(foglio, elenchi, posizione, colonna, province)
        if colonna.genere == Genere.DATA:
            foglio.column_dimensions[lettera].number_format = "dd/mm/yyyy"
    _istruisci(istruzioni)
    uscita = BytesIO()
    libro.save(uscita)
    return uscita.getvalue()


def _guida(foglio: Worksheet, elenchi: Worksheet, posizione: int, colonna: Colonna, province: Sequence[str]) -> None:
    """The list of a column's values in the sheet of the allowed ones, and its cells bound to it."""
    if colonna.genere == Genere.SCELTA:
        valori = [str(etichetta) for etichetta in colonna.scelte.values()]
    elif colonna.genere == Genere.SI_NO:
        valori = [_("Sì"), _("No")]
    elif colonna.genere == Genere.PROVINCIA:
        valori = list(province)
    else:
        return
    lettera = get_column_letter(posizione)
    _cella_di_testa(elenchi, posizione, str(colonna.titolo))
    elenchi.column_dimensions[lettera].width = 30
    for riga, valore in enumerate(valori, start=2):
        elenchi.cell(riga, posizione, valore)
    fonte = f"='{elenchi.title}'!${lettera}$2:${lettera}${len(valori) + 1}"
    regola = DataValidation("list", formula1=fonte, allow_blank=True, showErrorMessage=True)
    regola.errorTitle = str(colonna.titolo)[:32]
    regola.error = _("Scegli uno dei valori dell'elenco.")
    regola.add(f"{lettera}2:{lettera}{RIGHE_GUIDATE}")
    foglio.add_data_validation(regola)


def _istruisci(foglio: Worksheet) -> None:
    foglio.column_dimensions["A"].width, foglio.column_dimensions["B"].width = 34, 100
    frasi = (
        _("Una riga per lavoratore nel foglio «Lavoratori», senza cambiare la prima riga né togliere colonne."),
        _("Le colonne che non contano per il contratto scelto si possono lasciare vuote: non hanno effetto."),
        _("Il portale mostra che cosa cambierebbe e gli errori riga per riga; non scrive nulla finché non confermi."),
        _("Nomi e dati sulla disabilità servono solo per chi copre una quota: per gli altri lasciali vuoti."),
    )
    for frase in frasi:
        foglio.append([None, frase])
    foglio.append([])
    for riga in range(1, len(frasi) + 1):
        foglio.cell(riga, 2).alignment = Alignment(wrap_text=True)
    inizio = len(frasi) + 2
    for posizione, testo in enumerate((_("Colonna"), _("Che cosa scrivere")), start=1):
        _cella_di_testa(foglio, posizione, testo, riga=inizio)
    for riga, colonna in enumerate(COLONNE, start=inizio + 1):
        foglio.cell(riga, 1, str(colonna.titolo)).font = Font(bold=True)
        foglio.cell(riga, 2, str(colonna.aiuto)).alignment = Alignment(wrap_text=True)


def _intesta(foglio: Worksheet, titoli: Sequence[str]) -> None:
    for posizione, titolo in enumerate(titoli, start=1):
        _cella_di_testa(foglio, posizione, titolo)


def _cella_di_testa(foglio: Worksheet, posizione: int, testo: str, riga: int = 1) -> None:
    cella = foglio.cell(riga, posizione, testo)
    cella.font, cella.fill = Font(bold=True, color="FFFFFFFF"), INTESTAZIONE
    cella.alignment = Alignment(wrap_text=True, vertical="top")
