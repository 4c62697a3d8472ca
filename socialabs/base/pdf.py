"""From HTML to an accessible PDF: the only place that knows WeasyPrint, which needs Pango."""

import atexit
from functools import cache
from os.path import normpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


# A root that exists only here: whatever a document names below it is looked up among our static files, and nothing
# else can be fetched. It is a file: address because relative ones resolve only against schemes that Python knows.
RADICE = "/statici/"
BASE = f"file://{RADICE}"
# What a document may carry within itself, besides.
DATI_AMMESSI = ("data:image/svg+xml", "data:image/png", "data:image/jpeg")
FOGLI = ("css/fonts.css", "css/documento.css")
PACCHETTI_PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PdfNonDisponibile(Exception):
    """The machine lacks the library that draws PDFs; the message says what to install."""


class RisorsaEsterna(Exception):
    """A document asked for something that is neither one of our static files nor an image within itself."""


def html_del_documento(modello: str, dati: dict[str, Any]) -> str:
    """The HTML that becomes the PDF, for tests to read."""
    return render_to_string(modello, dati)


def scrivi_pdf(html: str, *, variante: str = "pdf/ua-1", fogli: tuple[str, ...] = FOGLI) -> bytes:
    """`html` as a tagged PDF: PDF/UA-1, or another `variante` (a file claims one only). `fogli` are static files.

    Raises PdfNonDisponibile without Pango, RisorsaEsterna for anything but our static files and images as data.
    """
    weasyprint = _weasyprint()
    stile, caratteri = _stile(fogli)
    try:
        documento = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_lettore())
        return documento.write_pdf(stylesheets=stile, font_config=caratteri, pdf_variant=variante, pdf_tags=True)
    except weasyprint.urls.FatalURLFetchingError as errore:
        raise RisorsaEsterna(str(errore)) from errore


def pdf_disponibile() -> bool:
    try:
        _weasyprint()
    except PdfNonDisponibile:
        return False
    return True


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as errore:
        messaggio = _("Per creare i PDF manca la libreria Pango sul server: apt-get install %(pacchetti)s")
        raise PdfNonDisponibile(messaggio % {"pacchetti": PACCHETTI_PANGO}) from errore
    return weasyprint


@cache
def _stile(fogli: tuple[str, ...]) -> tuple[list, Any]:
    """Stylesheets and fonts, parsed once a process: they cost more than a page."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    caratteri = FontConfiguration()
    stile = [weasyprint.CSS(url=f"{BASE}{nome}", font_config=caratteri, url_fetcher=_lettore()) for nome in fogli]
    return stile, caratteri


# WeasyPrint's fonts give their memory back through a library that is gone when the interpreter ends.
atexit.register(_stile.cache_clear)


@cache
def _lettore() -> Any:
    _weasyprint()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class SoloStatici(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url.startswith(DATI_AMMESSI):
                return super().fetch(url, headers)
            try:
                percorso = percorso_statico(url)
            except RisorsaEsterna as errore:
                raise FatalURLFetchingError(str(errore)) from errore
            return URLFetcherResponse(url, percorso.read_bytes())

    return SoloStatici()


def percorso_statico(url: str) -> Path:
    """The static file that an address below BASE names. Raises RisorsaEsterna for any other address."""
    parti = urlsplit(url)
    percorso = normpath(unquote(parti.path))
    nome = percorso.removeprefix(RADICE)
    if parti.scheme != "file" or parti.netloc or nome == percorso:
        raise RisorsaEsterna(_("Il documento chiede una risorsa non ammessa."))
    trovato = finders.find(nome) or _raccolto(nome)
    if trovato is None:
        raise RisorsaEsterna(_("Manca il file %(nome)s fra quelli statici.") % {"nome": nome})
    return Path(trovato)


def _raccolto(nome: str) -> Path | None:
    """The file in STATIC_ROOT, where a deployment keeps only what was collected."""
    percorso = Path(settings.STATIC_ROOT) / nome
    return percorso if percorso.is_file() else None
