"""The long job of art. 17: an answer's document is drawn, then everything about it is written at once."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collocamento.ottemperanza.azioni.evasione import evadi
from collocamento.ottemperanza.azioni.istruttoria import LAVORO
from collocamento.ottemperanza.enums import FIRMA
from collocamento.ottemperanza.errori import NonAmmesso
from collocamento.ottemperanza.models import Pratica
from socialabs.base.contesto import Contesto
from socialabs.base.pdf import PdfNonDisponibile
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.officina import Officina
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.errori import ErroreDelLavoro
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro


def _esito(risultato: dict[str, Any]) -> str:
    return gettext("Risposta emessa con il n. %(numero)s.") % {"numero": risultato["numero"]}


@tipo_di_lavoro(LAVORO, titolo=_("Emissione di una risposta di ottemperanza"), ruoli=FIRMA, esito=_esito)
def evadi_pratica(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Issue and send the answer of the request in the arguments. Raises ErroreDelLavoro with the reason."""
    pratica = Pratica.objects.get(pk=lavoro.argomenti["pratica"])
    try:
        with Officina(1) as officina:
            documento = evadi(pratica=pratica, richiesta=lavoro.pk, officina=officina, ctx=ctx)
    except PermissionDenied as errore:
        raise ErroreDelLavoro(gettext("Chi ha deciso la risposta non può più emetterla.")) from errore
    except ImproperlyConfigured as errore:
        raise ErroreDelLavoro(
            gettext("Il sigillo elettronico non funziona: avvisa chi gestisce il portale.")
        ) from errore
    except (NonAmmesso, NonEmettibile, PdfNonDisponibile) as errore:
        raise ErroreDelLavoro(str(errore)) from errore
    return {"url": pratica.get_absolute_url(), "numero": documento.numero_e_anno}
