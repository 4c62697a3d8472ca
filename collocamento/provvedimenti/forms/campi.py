"""Fields that the room's forms share."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.models import Datore
from collocamento.provvedimenti.massimali import quadro
from socialabs.anagrafica.models import Provincia
from socialabs.base.giorni import oggi


# What may stand beside a request: texts, images, signed files. Executables and pages with scripts may not.
TIPI_DI_FILE = {
    ".pdf": "application/pdf",
    ".p7m": "application/pkcs7-mime",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
MASSIMO_FILE = 10 * 1024**2


def data(etichetta: str, *, required: bool = True, aiuto: str = "") -> forms.DateField:
    """A day, typed in the browser's own field."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=etichetta, required=required, widget=widget, help_text=aiuto)


def intero(
    etichetta: str, *, minimo: int = 1, massimo: int = 9999, aiuto: str = "", **altro: Any
) -> forms.IntegerField:
    return forms.IntegerField(label=etichetta, min_value=minimo, max_value=massimo, help_text=aiuto, **altro)


def testo(etichetta: str, *, required: bool = True, aiuto: str = "", righe: int = 5) -> forms.CharField:
    """Words of people: the office keeps them, so they are asked to name nobody."""
    widget = forms.Textarea(attrs={"rows": righe})
    return forms.CharField(label=etichetta, required=required, widget=widget, max_length=8000, help_text=aiuto)


class FileField(forms.FileField):
    """A paper of an accepted kind and size; `tipo_mime` tells its kind."""

    default_error_messages = {
        "required": _("Scegli il file."),
        "empty": _("Il file è vuoto."),
    }

    def clean(self, dato: Any, initial: Any = None) -> Any:
        file = super().clean(dato, initial)
        if file and tipo_mime(file.name) is None:
            raise forms.ValidationError(_("Sono ammessi PDF, documenti di testo, immagini e file firmati (.p7m)."))
        if file and file.size > MASSIMO_FILE:
            raise forms.ValidationError(_("Il file supera i 10 MB."))
        return file


def tipo_mime(nome: str) -> str | None:
    """The kind of a file by its name; None for one that is not accepted."""
    return TIPI_DI_FILE.get(PurePath(nome).suffix.lower())


def scelte_province(datore: Datore) -> tuple[list[tuple[str, Any]], str]:
    """The provinces where the employer has people first, then the others; and its own where it has only one."""
    nomi = {p.codice: str(p) for p in Provincia.objects.all()}
    dati = quadro(datore.pk, oggi())
    sue = [foglio.codice for foglio in dati.fogli if foglio.codice in nomi] if dati else []
    altre = [(codice, nome) for codice, nome in nomi.items() if codice not in sue]
    scelte = [("", _("Scegli la provincia"))]
    if sue:
        scelte += [(_("Con un foglio nel prospetto"), [(codice, nomi[codice]) for codice in sue])]
        return [*scelte, (_("Altre"), altre)], sue[0] if len(sue) == 1 else ""
    return [*scelte, *altre], ""
