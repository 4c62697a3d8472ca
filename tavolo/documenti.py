"""The table's sealed documents: the convocation, and the minutes (whole, for everybody, of a deserted meeting)."""

import uuid
from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import Congelato, Destinatario, TipoDocumento, registra
from socialabs.documenti.registro import tipo as tipo_dichiarato
from tavolo import lettera
from tavolo.enums import LETTURA_INTERA, SEGRETERIA, VERBALE_CHIUSO, StatoSeduta
from tavolo.models import Seduta, Verbale
from tavolo.resoconto import resoconto


VERBALE = "tavolo.verbale"
PUBBLICO = "tavolo.verbale_pubblico"
DESERTA = "tavolo.verbale_deserta"
CONVOCAZIONE = "tavolo.convocazione"
# A meeting of which members have been told, and which may still be held.
DA_CONVOCARE = frozenset({StatoSeduta.CONVOCATA, StatoSeduta.RINVIATA})
FOGLI = ("css/fonts.css", "css/atto.css", "css/atto_verbale.css")
BASE_LEGALE = gettext_lazy("Regolamento del tavolo territoriale")

Congela = Callable[[Contesto, Sequence[uuid.UUID]], Mapping[uuid.UUID, Congelato | str]]


def congelato(verbale: Verbale, *, pubblico: bool) -> Congelato:
    """What the document says, before its approval too: the preview is made of the same."""
    dati = resoconto(verbale, pubblico=pubblico)
    if verbale.deserta:
        oggetto = _("Verbale di seduta deserta: %(seduta)s, %(giorno)s")
    elif pubblico:
        oggetto = _("Verbale della seduta, versione pubblica: %(seduta)s, %(giorno)s")
    else:
        oggetto = _("Verbale della seduta: %(seduta)s, %(giorno)s")
    return Congelato(
        oggetto=oggetto % {"seduta": dati["seduta"]["nome"], "giorno": dati["seduta"]["giorno"]},
        etichetta=str(verbale.seduta),
        destinatario=Destinatario(dati["seduta"]["organo"]),
        contenuto=dati,
    )


def tipo_di(verbale: Verbale, *, pubblico: bool) -> TipoDocumento:
    """The kind of document that holds these minutes. No internal item is ever dealt with in a deserted meeting."""
    if verbale.deserta:
        return tipo_dichiarato(DESERTA)
    return tipo_dichiarato(PUBBLICO if pubblico else VERBALE)


def _congela(*, deserta: bool, pubblico: bool) -> Congela:
    def congela(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
        """Only what is approved can be sealed."""
        verbali = Verbale.objects.visible_to(ctx).filter(pk__in=oggetti, deserta=deserta)
        righe = verbali.select_related("seduta__gruppo", "seduta__presidente", "seduta__segretario", "approvato_in")
        return {
            v.pk: congelato(v, pubblico=pubblico)
            if v.seduta.stato in VERBALE_CHIUSO
            else _("Il verbale non è ancora approvato.")
            for v in righe
        }

    return congela


def congela_convocazione(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """The letter as the members get it; a meeting told to nobody, or already held, has none to issue."""
    righe = Seduta.objects.visible_to(ctx).filter(pk__in=oggetti).select_related("gruppo", "presidente")
    return {
        seduta.pk: _convocazione(seduta) if seduta.stato in DA_CONVOCARE else _("La seduta non è convocata.")
        for seduta in righe
    }


def convocazioni_emesse(seduta: Seduta) -> list[Documento]:
    """The valid numbered letters of a meeting, the last one first."""
    validi = Documento.objects.validi().filter(tipo=CONVOCAZIONE, riferimento_id=seduta.pk)
    return list(validi.defer("dati").order_by("-emesso_il"))


def _convocazione(seduta: Seduta) -> Congelato:
    dati = lettera.contenuto(seduta)
    return Congelato(
        oggetto=lettera.oggetto(seduta),
        etichetta=str(seduta),
        destinatario=Destinatario(dati["organo"]),
        contenuto=dati,
    )


def _registra(
    chiave: str, titolo: str, modello: str, congela: Congela, *, riferimento: str = "tavolo.verbale"
) -> None:
    registra(
        TipoDocumento(
            chiave=chiave,
            titolo=titolo,
            modello=modello,
            congela=congela,
            riferimento=riferimento,
            base_legale=BASE_LEGALE,
            emittenti=SEGRETERIA,
            fogli=FOGLI,
            leggono=LETTURA_INTERA,
            correggono=SEGRETERIA,
            per_destinatari=frozenset(),
            firmato=False,
            uno_solo=True,
            copia_lunga=True,
            conserva=Conservazione.PERMANENTE,
        )
    )


_registra(
    CONVOCAZIONE,
    gettext_lazy("Convocazione"),
    "tavolo/documenti/convocazione.html",
    congela_convocazione,
    riferimento="tavolo.seduta",
)
_registra(VERBALE, gettext_lazy("Verbale"), "tavolo/documenti/verbale.html", _congela(deserta=False, pubblico=False))
_registra(
    PUBBLICO,
    gettext_lazy("Verbale (versione pubblica)"),
    "tavolo/documenti/verbale.html",
    _congela(deserta=False, pubblico=True),
)
_registra(
    DESERTA,
    gettext_lazy("Verbale di seduta deserta"),
    "tavolo/documenti/deserta.html",
    _congela(deserta=True, pubblico=True),
)
