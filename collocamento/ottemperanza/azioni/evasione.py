"""The answer goes out: its document is issued, the body gets it at its certified address, the employer is told."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.ottemperanza import avvisi
from collocamento.ottemperanza.azioni.comune import annota, blocca, nuovo_segreto, salva
from collocamento.ottemperanza.documenti import TIPO_DOCUMENTO
from collocamento.ottemperanza.enums import Stato, Tipo
from collocamento.ottemperanza.errori import NonAmmesso
from collocamento.ottemperanza.models import Pratica
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.models import Documento
from socialabs.documenti.officina import Officina
from socialabs.documenti.registro import tipo


@transaction.atomic
def evadi(*, pratica: Pratica, richiesta: uuid.UUID, officina: Officina, ctx: Contesto) -> Documento:
    """Issue the document of a decided answer and send it; done already, it only gives the document.

    Document, message and state are of one transaction: the body never gets a number that does not exist.
    Raises NonAmmesso before the decision, and what `documenti.emetti` raises.
    """
    pratica = blocca(pratica)
    documento = documento_di(pratica)
    if pratica.stato == Stato.EVASA and documento is not None:
        return documento
    if pratica.stato != Stato.DECISA:
        raise NonAmmesso(_("La risposta non è ancora decisa."))
    documento = documento or _emetti(pratica, richiesta, officina, ctx)
    pratica.passa_a(Stato.EVASA, ctx)
    pratica.evasa_il = adesso()
    if pratica.tipo == Tipo.VERIFICA:
        segreto, pratica.impronta_risposta = nuovo_segreto()
        avvisi.rispondi_all_ente(pratica, documento, segreto, ctx)
    salva(pratica)
    annota(ctx, "ottemperanza.evasa", pratica)
    avvisi.informa_azienda(pratica, ctx)
    return documento


def documento_di(pratica: Pratica) -> Documento | None:
    """The valid document of the answer: a corrected one takes the place of the first."""
    documenti = Documento.objects.validi().filter(tipo=TIPO_DOCUMENTO[pratica.tipo], riferimento_id=pratica.pk)
    return documenti.select_related("file").first()


def risposta_di(segreto: str) -> Pratica | None:
    """The answered request of a link, as long as the answer is good."""
    pratiche = Pratica.objects.filter(impronta_risposta=Pratica.impronta_di(segreto), valida_fino_al__gte=oggi())
    return pratiche.select_related("datore__organizzazione").first()


def _emetti(pratica: Pratica, richiesta: uuid.UUID, officina: Officina, ctx: Contesto) -> Documento:
    emissione = Emissione(tipo(TIPO_DOCUMENTO[pratica.tipo]), ctx, richiesta)
    esito = emetti(emissione, [pratica.pk], officina)
    if not esito.emessi:
        raise NonEmettibile(esito.esclusi[0][1])
    return Documento.objects.get(pk=esito.emessi[0])
