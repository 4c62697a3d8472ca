"""A document before it is one: no number, no code, nothing written."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.documenti import sigillo
from socialabs.documenti.azioni.emissione import ente_emittente
from socialabs.documenti.composizione import CODICE_DI_PROVA, LINGUA, componi, congela_atto, logo_di
from socialabs.documenti.models import CartaIntestata
from socialabs.documenti.registro import Congelato, TipoDocumento


@dataclass(frozen=True, slots=True)
class Anteprima:
    """The HTML as it would be drawn, or why the document cannot be issued."""

    html: str = ""
    motivo: str = ""


def anteprima(tipo: TipoDocumento, oggetto: uuid.UUID, *, ctx: Contesto) -> Anteprima | None:
    """The document about `oggetto`; None out of scope. Raises NonEmettibile before the body is configured."""
    with override(LINGUA):
        congelato = tipo.congela(ctx, [oggetto]).get(oggetto)
    if congelato is None:
        return None
    if not isinstance(congelato, Congelato):
        return Anteprima(motivo=str(congelato))
    return Anteprima(html=bozza(tipo, congelato, CartaIntestata.objects.al(), ctx=ctx))


def bozza(
    tipo: TipoDocumento, congelato: Congelato, carta: CartaIntestata | None, *, ctx: Contesto, logo: str | None = None
) -> str:
    """The HTML of a document that has no number yet. `logo` stands in for the letterhead's own."""
    dati = congela_atto(
        tipo,
        congelato,
        ente=ente_emittente(),
        carta=carta,
        numero=_("da assegnare"),
        giorno=oggi(),
        codice=CODICE_DI_PROVA,
        sigillo=sigillo.sigillo_configurato(),
        ctx=ctx,
    )
    dati["atto"]["bozza"] = True
    return componi(tipo, dati, logo_di(carta) if logo is None else logo, a_schermo=True)
