"""What the portal does with a scheduled report when its day comes: freeze it, tell by mail where it is, go on.

The row stays locked meanwhile, the occurrence is unique, the message has a key, and all is one transaction: however
many workers and beats run, and whenever one dies, each occurrence is sent once. After days off the latest one alone
is sent: its figures are those of today anyway.
"""

import logging
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.posta.azioni import accoda
from socialabs.rapporti.azioni.istantanee import congela
from socialabs.rapporti.calendario import istante, prossimo_giorno
from socialabs.rapporti.enums import StatoInvio
from socialabs.rapporti.models import InvioPeriodico, Istantanea, Ricorrenza
from socialabs.rapporti.parametri import da_interrogazione
from socialabs.rapporti.permessi import possibili_destinatari
from socialabs.rapporti.registro import Rapporto, trova
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.models import Appartenenza


logger = logging.getLogger(__name__)

PROCESSO = "rapporti"
RIPROVA_DOPO = timedelta(hours=1)
RINUNCIA_DOPO = timedelta(days=2)


class _NonParte(Exception):
    """Nothing is sent this time; the message tells who asked for it why."""


@transaction.atomic
def invia_il_prossimo() -> bool:
    """Deal with one schedule whose day has come; False when there is none, or others hold them all."""
    in_attesa = InvioPeriodico.objects.da_fare().select_for_update(skip_locked=True, of=("self",))
    invio = in_attesa.select_related("proprietario__utente", "proprietario__organizzazione").first()
    if invio is None:
        return False
    giorno = _ultima_scaduta(invio)
    try:
        with transaction.atomic():
            _invia(invio, giorno)
    except _NonParte as motivo:
        Ricorrenza.objects.create(invio=invio, giorno=giorno, problema=str(motivo))
    except Exception:
        # A report that breaks must not keep the others from leaving.
        logger.exception("scheduled report %s of %s", invio.pk, giorno)
        if adesso() < istante(giorno) + RINUNCIA_DOPO:
            invio.quando = adesso() + RIPROVA_DOPO
            invio.save(update_fields=["quando"])
            return True
        Ricorrenza.objects.create(invio=invio, giorno=giorno, problema=_("Il rapporto non si è potuto calcolare."))
    _vai_avanti(invio, giorno)
    return True


def _ultima_scaduta(invio: InvioPeriodico) -> date:
    giorno = invio.occorrenza
    while istante(dopo := prossimo_giorno(giorno, invio.cadenza, invio.giorno, invio.mese)) <= adesso():
        giorno = dopo
    return giorno


def _vai_avanti(invio: InvioPeriodico, giorno: date) -> None:
    if invio.stato == StatoInvio.ATTIVO:
        invio.rimanda_a_dopo(giorno)
    invio.save(update_fields=["stato", "occorrenza", "quando", "modificato_il"])


def _invia(invio: InvioPeriodico, giorno: date) -> None:
    """Raises _NonParte, or whatever the report itself raises."""
    ctx = Contesto(utente=invio.proprietario.utente, appartenenza=invio.proprietario, processo=PROCESSO)
    rapporto = _rapporto(invio, ctx)
    ammessi = possibili_destinatari(invio.proprietario, rapporto)
    destinatari = list(ammessi.filter(pk__in=invio.destinatari.values("pk")))
    if not destinatari:
        raise _NonParte(_("Nessuno dei destinatari può più vedere il rapporto."))
    form = rapporto.parametri(ctx, da_interrogazione(invio.interrogazione))
    if not form.is_valid():
        raise _NonParte(_("I parametri scelti non sono più validi."))
    istantanea = congela(rapporto, form, ctx=ctx, nota=_("Invio periodico"))
    Ricorrenza.objects.create(invio=invio, giorno=giorno, istantanea=istantanea, messaggi=len(destinatari))
    for destinatario in destinatari:
        _avvisa(destinatario, istantanea, f"rapporti:{invio.pk}:{giorno}:{destinatario.pk}")
    registra_evento(
        ctx, "rapporto.inviato", tipo="rapporti.invioperiodico", oggetto_id=invio.pk, etichetta=invio.rapporto
    )


def _rapporto(invio: InvioPeriodico, ctx: Contesto) -> Rapporto:
    """The report, if who scheduled it may still ask it; else the schedule stops."""
    attiva = ctx.appartenenza.attiva and ctx.utente.is_active
    rapporto = trova(ctx, invio.rapporto) if attiva else None
    if rapporto is None:
        invio.stato, invio.occorrenza, invio.quando = StatoInvio.FERMO, None, None
        raise _NonParte(_("Chi ha programmato l'invio non può più vedere il rapporto."))
    return rapporto


def _avvisa(destinatario: Appartenenza, istantanea: Istantanea, chiave: str) -> None:
    """The mail says that the report is there and where: no figure, no name, no parameter."""
    accoda(
        destinatario=destinatario.utente.email,
        oggetto=_("Rapporto pronto: %(titolo)s") % {"titolo": istantanea.titolo[:150]},
        modello="rapporto_pronto",
        dati={"titolo": istantanea.titolo, "percorso": istantanea.get_absolute_url()},
        chiave=chiave,
    )
