"""What the pages of a report and of a snapshot share."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.base.elenchi import XLSX
from socialabs.rapporti.documento import ZIP, Origine, archivio_csv, cartella_xlsx
from socialabs.rapporti.estratto import Estratto
from socialabs.rapporti.registro import Rapporto, trova


def rapporto_o_404(request: HttpRequest, chiave: str) -> Rapporto:
    rapporto = trova(request.ctx, chiave)
    if rapporto is None:
        raise Http404
    return rapporto


def scarica_xlsx(estratto: Estratto, origine: Origine, nome: str) -> HttpResponse:
    return _allegato(cartella_xlsx(estratto, origine), XLSX, f"{nome}.xlsx")


def scarica_csv(estratto: Estratto, origine: Origine, nome: str) -> HttpResponse:
    return _allegato(archivio_csv(estratto, origine), ZIP, f"{nome}-csv.zip")


def _allegato(contenuto: bytes, tipo: str, nome: str) -> HttpResponse:
    risposta = HttpResponse(contenuto, content_type=tipo)
    risposta["Content-Disposition"] = f'attachment; filename="{nome}"'
    return risposta


def briciole(*altre: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Rapporti"), reverse("rapporti:elenco")), *altre]
