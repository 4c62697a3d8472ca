"""Verbs on convocations: who is convened, the secret of the link in the mail, the answer, the proof by PEC."""

import secrets
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from socialabs.archivio.azioni import deposita
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from tavolo.azioni.comune import annota
from tavolo.enums import DA_TENERE, Modalita, Risposta, RuoloMandato, StatoSeduta
from tavolo.errori import NonAmmesso
from tavolo.models import Convocazione, Partecipante, Regolamento, Seduta, Seggio
from tavolo.permessi import puo_rispondere, puo_scrivere, richiedi


# The link in the mail stays good for a while after the meeting, to show what was answered.
DOPO_LA_SEDUTA = timedelta(days=1)
# Where the receipts of certified mail come from, for the archive: the message itself, signed by the provider.
ORIGINE_PROVA = "tavolo.prova_pec"
TIPO_PROVA = "message/rfc822"


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
    """Note that these have been sent the notice as the meeting is now (`seduta.sequenza`).

    A new notice is still to be received; where it tells another hour, what had been answered for the former one falls.
    """
    richiedi(puo_scrivere(ctx))
    istante = adesso()
    righe = Convocazione.objects.filter(seduta=seduta, pk__in=[c.pk for c in convocazioni])
    righe.exclude(avvisata_per=seduta.inizio).filter(avvisata_per__isnull=False).update(
        risposta="", risposta_il=None, risposta_da=None, delegato_a=None, nota=""
    )
    righe.filter(sequenza__lt=seduta.sequenza).update(ricevuta_il=None, pec_consegnata_il=None, carta_il=None)
    inviate = righe.update(
        inviata_il=istante, sequenza=seduta.sequenza, avvisata_per=seduta.inizio, modificato_il=istante
    )
    annota(ctx, "convocazioni.inviate", seduta, quante=inviate)
    return inviate


@transaction.atomic
def segna_ricevuta(*, convocazione: Convocazione, ctx: Contesto) -> None:
    """Note the first time it was seen; a POST's work, or the answer's."""
    Convocazione.objects.filter(pk=convocazione.pk, ricevuta_il__isnull=True).update(
        ricevuta_il=adesso(), modificato_il=adesso()
    )
    convocazione.refresh_from_db(fields=["ricevuta_il"])


def risposte_ammesse(convocazione: Convocazione) -> list[Risposta]:
    """What this person may answer: only a delegate sends the deputy, or gives the vote to another if the rules allow.

    In a room one does not take part from afar, nor the other way round.
    """
    seduta = convocazione.seduta
    ammesse = [Risposta.ASSENTE]
    if seduta.modalita != Modalita.IN_PRESENZA:
        ammesse.insert(0, Risposta.REMOTO)
    if seduta.modalita != Modalita.A_DISTANZA:
        ammesse.insert(0, Risposta.PRESENTE)
    if convocazione.ruolo == RuoloMandato.DELEGATO:
        if _supplenti(convocazione):
            ammesse.append(Risposta.SUPPLENTE)
        if convocazione.seggio.con_voto and _regole(seduta).deleghe_massime:
            ammesse.append(Risposta.DELEGA)
    return ammesse


def termine_per_rispondere(seduta: Seduta) -> datetime | None:
    """By when an answer is asked for, by the rules; none without a date. Later answers are taken too."""
    return seduta.inizio - timedelta(days=_regole(seduta).giorni_risposta) if seduta.inizio else None


def delegabili(convocazione: Convocazione) -> QuerySet[Seggio]:
    """The seats to which this person may give the vote: the others of the organ, with a vote."""
    seduta = convocazione.seduta
    altri = Seggio.objects.dell_organo(seduta.gruppo_id).al(seduta.giorno).filter(con_voto=True)
    return altri.exclude(pk=convocazione.seggio_id).select_related("ente__organizzazione")


@transaction.atomic
def rispondi(
    *,
    convocazione: Convocazione,
    risposta: Risposta,
    nota: str = "",
    delegato_a: Seggio | None = None,
    ctx: Contesto,
    dal_collegamento: bool = False,
) -> Convocazione:
    """Answer, or answer again, until the meeting opens. Raises NonAmmesso.

    `dal_collegamento`: whoever holds the secret of the mail is that person, without signing in. `delegato_a`: to which
    seat a delegate gives the vote, where the rules allow proxies.
    """
    convocazione = (
        Convocazione.objects.select_for_update(of=("self",))
        .select_related("seduta__gruppo", "partecipante", "seggio")
        .get(pk=convocazione.pk)
    )
    richiedi(dal_collegamento or puo_rispondere(ctx, convocazione))
    if convocazione.seduta.stato not in DA_TENERE:
        raise NonAmmesso(_("Alla convocazione non si può più rispondere."))
    if risposta == Risposta.SUPPLENTE and convocazione.ruolo != RuoloMandato.DELEGATO:
        raise NonAmmesso(_("Solo il delegato può farsi sostituire dal supplente."))
    if risposta == Risposta.SUPPLENTE and not _supplenti(convocazione):
        raise NonAmmesso(_("Il seggio non ha un supplente: rispondi che sarai assente."))
    if risposta not in risposte_ammesse(convocazione):
        raise NonAmmesso(_("Questa risposta non è possibile per questa seduta."))
    if risposta == Risposta.DELEGA and not delegabili(convocazione).filter(pk=delegato_a and delegato_a.pk).exists():
        raise NonAmmesso(_("Indica a quale componente deleghi il voto."))
    istante = adesso()
    convocazione.risposta, convocazione.nota = risposta, nota
    convocazione.delegato_a = delegato_a if risposta == Risposta.DELEGA else None
    convocazione.risposta_il, convocazione.risposta_da = istante, None if dal_collegamento else ctx.utente
    convocazione.ricevuta_il = convocazione.ricevuta_il or istante
    convocazione.save(
        update_fields=[
            "risposta",
            "delegato_a",
            "nota",
            "risposta_il",
            "risposta_da",
            "ricevuta_il",
            "modificato_il",
        ]
    )
    annota(ctx, "convocazione.risposta", convocazione, risposta=risposta)
    return convocazione


@transaction.atomic
def allega_prova_pec(
    *, convocazione: Convocazione, contenuto: BinaryIO | bytes, nome: str, consegnata_il: datetime, ctx: Contesto
) -> None:
    """Keep the receipt by which the certified mail was delivered: the convocation has been received then.

    That of an earlier notice stays in the archive.
    """
    richiedi(puo_scrivere(ctx))
    prova = deposita(contenuto, nome=nome, tipo_mime=TIPO_PROVA, ctx=ctx, origine=ORIGINE_PROVA)
    convocazione.prova, convocazione.pec_consegnata_il = prova, consegnata_il
    _consegnata(convocazione, consegnata_il, ["prova", "pec_consegnata_il"])
    annota(ctx, "convocazione.prova_pec", convocazione)


@transaction.atomic
def registra_consegna_su_carta(*, convocazione: Convocazione, consegnata_il: datetime, ctx: Contesto) -> None:
    """Note that the letter was handed over on paper."""
    richiedi(puo_scrivere(ctx))
    convocazione.carta_il = consegnata_il
    _consegnata(convocazione, consegnata_il, ["carta_il"])
    annota(ctx, "convocazione.carta", convocazione)


def _consegnata(convocazione: Convocazione, istante: datetime, campi: list[str]) -> None:
    """Delivered without the portal's mail: sent and received at once. Raises NonAmmesso before the convocation."""
    seduta = convocazione.seduta
    if seduta.stato == StatoSeduta.PIANIFICATA:
        raise NonAmmesso(_("La seduta non è ancora convocata."))
    if istante > adesso():
        raise NonAmmesso(_("La consegna non può essere nel futuro."))
    convocazione.inviata_il = convocazione.inviata_il or istante
    convocazione.ricevuta_il = convocazione.ricevuta_il or istante
    convocazione.sequenza, convocazione.avvisata_per = seduta.sequenza, seduta.inizio
    fissi = ["inviata_il", "ricevuta_il", "sequenza", "avvisata_per", "modificato_il"]
    convocazione.save(update_fields=[*campi, *fissi])


def _regole(seduta: Seduta) -> Regolamento:
    return Regolamento.objects.in_vigore(seduta.giorno, seduta.gruppo_id)


def _supplenti(convocazione: Convocazione) -> bool:
    mandati = convocazione.seggio.mandati.al(convocazione.seduta.giorno)
    return mandati.filter(ruolo=RuoloMandato.SUPPLENTE).exists()
