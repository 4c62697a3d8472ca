"""What the verbs of art. 17 share: permission, the row under lock, the line in the register, the dates of the law."""

import secrets
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied

from collocamento.models import Datore
from collocamento.normativa import parametro
from collocamento.ottemperanza.models import Pratica
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


def richiedi(consentito: bool) -> None:
    """Raises PermissionDenied unless `consentito`."""
    if not consentito:
        raise PermissionDenied


def blocca(pratica: Pratica) -> Pratica:
    """The request as it is now, locked until the end of the transaction."""
    righe = Pratica.objects.select_for_update(of=("self",)).select_related("datore__organizzazione__comune__provincia")
    return righe.get(pk=pratica.pk)


def salva(pratica: Pratica) -> None:
    """Write a row held by `blocca`: whoever read the former version must read it again."""
    pratica.versione += 1
    pratica.save()


def annota(ctx: Contesto, verbo: str, pratica: Pratica, *, motivo: str = "") -> None:
    registra_evento(
        ctx,
        verbo,
        tipo="ottemperanza.pratica",
        oggetto_id=pratica.pk,
        etichetta=pratica.get_tipo_display(),
        motivo=motivo,
        dettagli={"esito": pratica.esito} if pratica.esito else {},
    )


def entro(ricevuta: date) -> date:
    """The last day to answer a request received on that day."""
    return ricevuta + timedelta(days=parametro("termini", "risposta_ottemperanza", ricevuta).intero)


def fino_al(giorno: date) -> date:
    """Until when an answer about that day is good."""
    return giorno + relativedelta(months=parametro("termini", "validita_ottemperanza", giorno).intero)


def datore_con(codice_fiscale: str) -> Datore | None:
    return (
        Datore.objects.filter(organizzazione__codice_fiscale=codice_fiscale).select_related("organizzazione").first()
    )


def nuovo_segreto() -> tuple[str, str]:
    """A secret for a link and its digest, which is all that is kept."""
    segreto = secrets.token_urlsafe(32)
    return segreto, Pratica.impronta_di(segreto)
