"""Minutes approved by nobody's objection, where the rules say that silence approves."""

from contextlib import suppress

from django.db.models import QuerySet

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from tavolo.azioni.sedute import regole_di
from tavolo.azioni.verbali import approva
from tavolo.enums import ModoApprovazione, StatoSeduta, Trattamento
from tavolo.errori import NonAmmesso
from tavolo.models import InvioVerbale, Osservazione, Verbale


def si_approva_da_se(verbale: Verbale) -> bool:
    """Whether the rules of the meeting let silence approve, and everybody has been written to.

    The silence of who was never reached means nothing: the secretariat sees to those minutes.
    """
    return regole_di(verbale.seduta).silenzio_approva and not verbale.invii.filter(inviato_il__isnull=True).exists()


def taciuti() -> QuerySet[Verbale]:
    """Minutes whose time for comments is over, with none to be examined and nobody left out."""
    da_esaminare = Osservazione.objects.filter(trattamento=Trattamento.DA_ESAMINARE)
    scaduti = Verbale.objects.filter(seduta__stato=StatoSeduta.IN_REVISIONE, osservazioni_entro__lt=oggi())
    return scaduti.exclude(pk__in=da_esaminare.values("verbale")).exclude(
        pk__in=InvioVerbale.objects.filter(inviato_il__isnull=True).values("verbale")
    )


def approva_i_taciuti(*, ctx: Contesto) -> int:
    """Approve by silence whatever the rules let be approved so, each in its own transaction; how many.

    `approva` looks again under the meeting's lock: what somebody else has approved, or commented on, meanwhile is left
    as it is.
    """
    quanti = 0
    for verbale in taciuti().select_related("seduta__gruppo"):
        if regole_di(verbale.seduta).silenzio_approva:
            with suppress(NonAmmesso, TransizioneNonAmmessa, ConflittoVersione):
                approva(verbale=verbale, modo=ModoApprovazione.SILENZIO, ctx=ctx)
                quanti += 1
    return quanti
