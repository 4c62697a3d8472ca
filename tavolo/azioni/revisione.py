"""The review of the minutes: to whom they are sent, the personal link of who has no account, comments, treatment."""

import secrets
from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.base.versioni import salva_versionato
from socialabs.posta.azioni import accoda
from tavolo.azioni.comune import annota, blocca
from tavolo.enums import VERBALE_APERTO, StatoSeduta, TipoPunto, Trattamento
from tavolo.errori import NonAmmesso
from tavolo.models import (
    BranoVerbale,
    InvioVerbale,
    Mandato,
    Osservazione,
    Partecipante,
    Punto,
    Seduta,
    Seggio,
    Verbale,
)
from tavolo.permessi import puo_osservare, puo_scrivere, richiedi


# The link in the mail stays good after the term, to show what was made of the comments.
DOPO_IL_TERMINE = timedelta(days=30)


def destinatari(seduta: Seduta) -> list[Partecipante]:
    """Who had a mandate in the organ on the day of the meeting, each once, by name."""
    seggi = Seggio.objects.dell_organo(seduta.gruppo_id)
    mandati = Mandato.objects.al(seduta.giorno).filter(seggio__in=seggi)
    return list(Partecipante.objects.filter(pk__in=mandati.values("partecipante")).select_related("utente"))


def spedisci(*, verbale: Verbale, ctx: Contesto) -> list[InvioVerbale]:
    """Write to each of the `destinatari` once, however often it is asked. Within the caller's transaction.

    Who has no address is on record too, without a date: somebody must tell them otherwise.
    """
    gia_noti: set[UUID] = set(verbale.invii.values_list("partecipante", flat=True))
    invii = [_prepara(verbale, persona) for persona in destinatari(verbale.seduta) if persona.pk not in gia_noti]
    InvioVerbale.objects.bulk_create(invio for invio, _indirizzo in invii)
    for invio, indirizzo in invii:
        if invio.inviato_il:
            _scrivi(invio, indirizzo, ctx)
    return [invio for invio, _indirizzo in invii]


def _prepara(verbale: Verbale, persona: Partecipante) -> tuple[InvioVerbale, str]:
    """The row, and the address that its mail gives: the page for who has an account, the personal link otherwise."""
    invio = InvioVerbale(verbale=verbale, partecipante=persona, inviato_il=adesso() if persona.indirizzo else None)
    if persona.utente_id:
        return invio, reverse("tavolo:verbale", args=[verbale.pk])
    segreto = secrets.token_urlsafe(32)
    fine = make_aware(datetime.combine(verbale.osservazioni_entro, time.max))
    invio.impronta, invio.scade_il = InvioVerbale.impronta_di(segreto), fine + DOPO_IL_TERMINE
    return invio, reverse("tavolo:verbale_personale", args=[segreto])


def _scrivi(invio: InvioVerbale, indirizzo: str, ctx: Contesto) -> None:
    verbale = invio.verbale
    accoda(
        destinatario=invio.partecipante.indirizzo,
        oggetto=_("Verbale da rivedere: %(seduta)s") % {"seduta": verbale.seduta},
        modello="verbale_in_revisione",
        dati={
            "verbale": verbale,
            "collegamento": settings.PUBLIC_URL.rstrip("/") + indirizzo,
            "personale": invio.impronta is not None,
        },
        ctx=ctx,
        chiave=f"tavolo.verbale:{verbale.pk}:{invio.partecipante_id}",
    )


def trova_per_segreto(segreto: str) -> InvioVerbale | None:
    """To whom that link was given, if it is still good."""
    return (
        InvioVerbale.objects.filter(impronta=InvioVerbale.impronta_di(segreto), scade_il__gt=adesso())
        .select_related("verbale__seduta__gruppo", "partecipante")
        .first()
    )


@transaction.atomic
def osserva(
    *,
    verbale: Verbale,
    punto: Punto | None,
    partecipante: Partecipante,
    testo: str,
    ctx: Contesto,
    dal_collegamento: bool = False,
) -> Osservazione:
    """Comment on an item of the minutes, or on the whole, within the time given. Raises NonAmmesso.

    The secretariat may write down the comment of a member who told it otherwise, also later. `dal_collegamento`:
    whoever holds the secret of the mail is that person. The same comment twice is the first one.
    """
    seduta = blocca(verbale.seduta)
    proprio = ctx.utente is not None and partecipante.utente_id == ctx.utente.pk
    richiedi(dal_collegamento or puo_scrivere(ctx) or (proprio and puo_osservare(ctx, seduta)))
    if seduta.stato != StatoSeduta.IN_REVISIONE:
        raise NonAmmesso(_("Il verbale non è in revisione."))
    if verbale.osservazioni_entro < oggi() and not puo_scrivere(ctx):
        raise NonAmmesso(_("Il termine per le osservazioni è scaduto."))
    if punto is not None and (punto.seduta_id != seduta.pk or punto.tipo == TipoPunto.INTERNO):
        raise NonAmmesso(_("Il punto non è fra quelli del verbale."))
    osservazione, nuova = Osservazione.objects.get_or_create(
        verbale=verbale,
        punto=punto,
        partecipante=partecipante,
        testo=testo,
        defaults={"testo_di_partenza": _testo_di(verbale, punto)},
    )
    if nuova:
        annota(ctx, "verbale.osservato", osservazione)
    return osservazione


@transaction.atomic
def tratta_osservazione(
    *,
    osservazione: Osservazione,
    trattamento: Trattamento,
    risposta: str = "",
    brano: BranoVerbale | None = None,
    versione_letta: int = 0,
    ctx: Contesto,
) -> Osservazione:
    """Say what was made of a comment; a refusal has its reason (the database asks for it).

    `brano`: the item's text as the comment leaves it, when it changes it. Raises ConflittoVersione, and NonAmmesso
    once the minutes are approved.
    """
    richiedi(puo_scrivere(ctx))
    if blocca(osservazione.verbale.seduta).stato not in VERBALE_APERTO:
        raise NonAmmesso(_("Il verbale è approvato: si corregge solo con un atto successivo."))
    accolta = trattamento in (Trattamento.ACCOLTA, Trattamento.IN_PARTE)
    if brano is not None and accolta:
        salva_versionato(brano, versione_letta, ["testo"])
    trattata = trattamento != Trattamento.DA_ESAMINARE
    osservazione.trattamento, osservazione.risposta = trattamento, risposta
    osservazione.testo_risultante = _testo_di(osservazione.verbale, osservazione.punto) if accolta else ""
    osservazione.trattata_il = adesso() if trattata else None
    osservazione.trattata_da = ctx.utente if trattata else None
    osservazione.save()
    annota(ctx, "verbale.osservazione_trattata", osservazione, trattamento=trattamento)
    return osservazione


def _testo_di(verbale: Verbale, punto: Punto | None) -> str:
    """What the minutes say of an item now; of the whole, nothing."""
    if punto is None:
        return ""
    return BranoVerbale.objects.filter(verbale=verbale, punto=punto).values_list("testo", flat=True).first() or ""
