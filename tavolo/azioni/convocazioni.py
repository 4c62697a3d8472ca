"""Verbs on convocations: who is convened, the secret of the link in the mail, the answer, the proof by PEC."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from tavolo.azioni.comune import annota
from tavolo.enums import DA_TENERE, Risposta, RuoloMandato
from tavolo.errori import NonAmmesso
from tavolo.models import Convocazione, Partecipante, Seduta, Seggio
from tavolo.permessi import puo_rispondere, puo_scrivere, richiedi


# The link in the mail stays good for a while after the meeting, to show what was answered.
DOPO_LA_SEDUTA = timedelta(days=1)


@transaction.atomic
def prepara(*, seduta: Seduta, ctx: Contesto) -> list[Convocazione]:
    """A convocation for each delegate and deputy of the organ on the day of the meeting; those already there stay.

    Gives all of the meeting's convocations.
    """
    richiedi(puo_scrivere(ctx))
    righe = [
        Convocazione(
            seduta=seduta,
            seggio=seggio,
            partecipante=mandato.partecipante,
            ruolo=mandato.ruolo,
            pec=mandato.partecipante.pec or seggio.ente.organizzazione.pec,
        )
        for seggio in Seggio.objects.composizione(seduta.gruppo_id, seduta.giorno)
        for mandato in seggio.mandati_del_giorno
    ]
    Convocazione.objects.bulk_create(righe, ignore_conflicts=True)
    return list(seduta.convocazioni.select_related("partecipante__utente", "seggio__ente__organizzazione"))


@transaction.atomic
def invita(*, seduta: Seduta, partecipante: Partecipante, ctx: Contesto) -> Convocazione:
    """Convene a guest, who has no seat and no vote."""
    richiedi(puo_scrivere(ctx))
    convocazione, _nuova = Convocazione.objects.get_or_create(seduta=seduta, partecipante=partecipante, seggio=None)
    annota(ctx, "convocazione.ospite", convocazione)
    return convocazione


@transaction.atomic
def emetti_collegamento(*, convocazione: Convocazione) -> str:
    """A new secret for the link in the mail, good until the day after the meeting; the former one stops working.

    Only its digest is kept: the secret goes into the message and nowhere else.
    """
    segreto = secrets.token_urlsafe(32)
    convocazione.impronta = Convocazione.impronta_di(segreto)
    convocazione.scade_il = (convocazione.seduta.inizio or adesso() + timedelta(days=30)) + DOPO_LA_SEDUTA
    convocazione.save(update_fields=["impronta", "scade_il", "modificato_il"])
    return segreto


def trova_per_segreto(segreto: str) -> Convocazione | None:
    """The convocation of that link, if it is still good."""
    return (
        Convocazione.objects.filter(impronta=Convocazione.impronta_di(segreto), scade_il__gt=adesso())
        .select_related("seduta__gruppo", "seggio__ente__organizzazione", "partecipante__utente")
        .first()
    )


@transaction.atomic
def segna_inviate(*, seduta: Seduta, convocazioni: list[Convocazione], ctx: Contesto) -> int:
    """Note that these have been sent the notice as the meeting is now (`seduta.sequenza`)."""
    richiedi(puo_scrivere(ctx))
    righe = Convocazione.objects.filter(seduta=seduta, pk__in=[c.pk for c in convocazioni])
    inviate = righe.update(inviata_il=adesso(), sequenza=seduta.sequenza, modificato_il=adesso())
    annota(ctx, "convocazioni.inviate", seduta, quante=inviate)
    return inviate


@transaction.atomic
def segna_ricevuta(*, convocazione: Convocazione, ctx: Contesto) -> None:
    """Note the first time it was seen; a POST's work, or the answer's."""
    Convocazione.objects.filter(pk=convocazione.pk, ricevuta_il__isnull=True).update(
        ricevuta_il=adesso(), modificato_il=adesso()
    )
    convocazione.refresh_from_db(fields=["ricevuta_il"])


@transaction.atomic
def rispondi(
    *, convocazione: Convocazione, risposta: Risposta, nota: str = "", ctx: Contesto, dal_collegamento: bool = False
) -> Convocazione:
    """Answer, or answer again, until the meeting opens. Raises NonAmmesso.

    `dal_collegamento`: whoever holds the secret of the mail is that person, without signing in. Only a delegate may
    send the deputy.
    """
    convocazione = (
        Convocazione.objects.select_for_update(of=("self",))
        .select_related("seduta__gruppo", "partecipante")
        .get(pk=convocazione.pk)
    )
    richiedi(dal_collegamento or puo_rispondere(ctx, convocazione))
    if convocazione.seduta.stato not in DA_TENERE:
        raise NonAmmesso(_("Alla convocazione non si può più rispondere."))
    if risposta == Risposta.SUPPLENTE and convocazione.ruolo != RuoloMandato.DELEGATO:
        raise NonAmmesso(_("Solo il delegato può farsi sostituire dal supplente."))
    if risposta == Risposta.SUPPLENTE and not _supplenti(convocazione):
        raise NonAmmesso(_("Il seggio non ha un supplente: rispondi che sarai assente."))
    istante = adesso()
    convocazione.risposta, convocazione.nota = risposta, nota
    convocazione.risposta_il, convocazione.risposta_da = istante, ctx.utente
    convocazione.ricevuta_il = convocazione.ricevuta_il or istante
    convocazione.save(update_fields=["risposta", "nota", "risposta_il", "risposta_da", "ricevuta_il", "modificato_il"])
    annota(ctx, "convocazione.risposta", convocazione, risposta=risposta)
    return convocazione


@transaction.atomic
def allega_prova_pec(
    *, convocazione: Convocazione, prova: FilePrivato, consegnata_il: datetime, ctx: Contesto
) -> None:
    """Keep the receipt by which the certified mail was delivered."""
    richiedi(puo_scrivere(ctx))
    convocazione.prova, convocazione.pec_consegnata_il = prova, consegnata_il
    convocazione.save(update_fields=["prova", "pec_consegnata_il", "modificato_il"])
    annota(ctx, "convocazione.prova_pec", convocazione)


def _supplenti(convocazione: Convocazione) -> bool:
    mandati = convocazione.seggio.mandati.al(convocazione.seduta.giorno)
    return mandati.filter(ruolo=RuoloMandato.SUPPLENTE).exists()
