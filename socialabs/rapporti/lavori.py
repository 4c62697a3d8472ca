"""The PDF of a report is made in the worker: the page only asks for it."""

from datetime import timedelta
from typing import Any

from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from socialabs.archivio.azioni import deposita
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.pdf import PdfNonDisponibile, html_del_documento, scrivi_pdf
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.errori import ErroreDelLavoro
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro
from socialabs.rapporti.documento import Origine, chiesto_da, dati_del_pdf
from socialabs.rapporti.estratto import Estratto
from socialabs.rapporti.models import Istantanea
from socialabs.rapporti.parametri import da_interrogazione
from socialabs.rapporti.pubblicazione import estrai
from socialabs.rapporti.registro import trova


ORIGINE = "rapporti.pdf"
TIPO = "rapporti.pdf"
GIORNI = 30


@tipo_di_lavoro(TIPO, titolo=gettext_lazy("Rapporto in PDF"))
def crea_pdf(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """The document in the asker's language; see `_crea`."""
    with override(lavoro.argomenti["lingua"]):
        return _crea(lavoro, avanzamento, ctx)


def _crea(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Draw frozen figures, or read them again under the asker's own scope; put the document away for a month."""
    avanzamento.aggiorna(0, 3, _("Lettura dei dati"))
    estratto, origine = _figure(lavoro.argomenti, ctx)
    avanzamento.aggiorna(1, 3, _("Composizione del documento"))
    try:
        pdf = scrivi_pdf(html_del_documento("rapporti/documento.html", dati_del_pdf(estratto, origine)))
    except PdfNonDisponibile as errore:
        raise ErroreDelLavoro(str(errore)) from errore
    avanzamento.aggiorna(2, 3, _("Deposito nell'archivio"))
    file = deposita(
        pdf,
        nome=f"{slugify(estratto.titolo)}-{localtime(estratto.estratto_il):%Y%m%d}.pdf",
        tipo_mime="application/pdf",
        ctx=ctx,
        origine=ORIGINE,
        scade_il=adesso() + timedelta(days=GIORNI),
    )
    avanzamento.aggiorna(3, 3, _("Il documento è pronto"))
    return {"url": file.get_absolute_url()}


def _figure(argomenti: dict[str, Any], ctx: Contesto) -> tuple[Estratto, Origine]:
    if "istantanea" in argomenti:
        istantanea = Istantanea.objects.visible_to(ctx).per_documento().filter(pk=argomenti["istantanea"]).first()
        if istantanea is None:
            raise ErroreDelLavoro(_("Il rapporto non esiste o non è più consentito a chi lo ha chiesto."))
        return istantanea.estratto, istantanea.origine
    rapporto = trova(ctx, argomenti["rapporto"])
    if rapporto is None:
        raise ErroreDelLavoro(_("Il rapporto non esiste o non è più consentito a chi lo ha chiesto."))
    form = rapporto.parametri(ctx, da_interrogazione(argomenti["interrogazione"]))
    if not form.is_valid():
        raise ErroreDelLavoro(_("I parametri del rapporto non sono validi: richiedilo dalla sua pagina."))
    return estrai(rapporto, ctx, form), chiesto_da(ctx)
