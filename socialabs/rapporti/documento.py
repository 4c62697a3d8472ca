"""A report on paper: what the workbook and the PDF say besides the tables."""

from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import EnteTitolare
from socialabs.base.contesto import Contesto
from socialabs.base.elenchi import firma
from socialabs.base.esportazioni import Foglio, scrivi_xlsx
from socialabs.base.giorni import adesso
from socialabs.rapporti.contenuto import Contenuto
from socialabs.rapporti.grafici import disegna
from socialabs.rapporti.registro import Rapporto


def parametri_leggibili(form: forms.Form) -> list[tuple[str, str]]:
    """The parameters of a valid form as their reader chose them."""
    return [(str(campo.label), _scelta(campo, form.cleaned_data[campo.name])) for campo in form]


def _scelta(campo: forms.BoundField, valore: Any) -> str:
    if isinstance(campo.field, forms.ChoiceField):
        return str(dict(campo.field.choices).get(valore, valore))
    return str(valore)


def cartella_xlsx(rapporto: Rapporto, contenuto: Contenuto, form: forms.Form, ctx: Contesto) -> bytes:
    """The tables as sheets, the totals as last rows, and who asked what and when."""
    fogli = [Foglio(t.titolo, t.colonne, t.righe_e_totale) for t in contenuto.tabelle]
    note = [(_("Rapporto"), rapporto.titolo), *parametri_leggibili(form), *firma(ctx.utente)]
    note += [(_("Avvertenza"), nota) for nota in contenuto.note]
    return scrivi_xlsx(fogli, note)


def dati_del_pdf(rapporto: Rapporto, contenuto: Contenuto, form: forms.Form, ctx: Contesto) -> dict[str, Any]:
    """What templates/rapporti/documento.html takes."""
    return {
        "rapporto": rapporto,
        "contenuto": contenuto,
        "tabelle": con_grafici(contenuto),
        "parametri": parametri_leggibili(form),
        "ente": EnteTitolare.objects.al(),
        "quando": f"{localtime(adesso()):%d/%m/%Y %H:%M}",
        "autore": str(ctx.utente),
    }


def con_grafici(contenuto: Contenuto) -> list[dict[str, Any]]:
    """Each table beside its chart."""
    return [{"tabella": tabella, "grafico": disegna(tabella)} for tabella in contenuto.tabelle]
