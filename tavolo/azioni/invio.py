"""The notices of a meeting: to everybody who has not had the last one, or to one person again."""

from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.lavori.azioni import avvia
from socialabs.lavori.errori import LavoroGiaInCorso
from socialabs.lavori.models import Lavoro
from socialabs.posta.azioni import accoda
from tavolo import ical, lettera
from tavolo.azioni import convocazioni, sedute
from tavolo.azioni.comune import annota, blocca
from tavolo.enums import DA_TENERE, StatoSeduta
from tavolo.errori import NonAmmesso
from tavolo.models import Convocazione, Seduta
from tavolo.permessi import puo_scrivere, richiedi


LAVORO = "tavolo.avvisi"
# A meeting that members have been, or are to be, told of.
AVVISABILE = (DA_TENERE - {StatoSeduta.PIANIFICATA}) | {StatoSeduta.ANNULLATA}


def da_avvisare(seduta: Seduta) -> QuerySet[Convocazione]:
    """Who has not had the last notice. Of a meeting called off only those hear who had been convened."""
    indietro = Q(inviata_il__isnull=False, sequenza__lt=seduta.sequenza)
    if seduta.stato != StatoSeduta.ANNULLATA:
        indietro |= Q(inviata_il__isnull=True)
    return seduta.convocazioni.filter(indietro).select_related("partecipante__utente", "seggio")


def chiave_del_lavoro(seduta: Seduta) -> str:
    return f"{LAVORO}:{seduta.pk}"


@transaction.atomic
def convoca_e_avvisa(*, seduta: Seduta, ctx: Contesto) -> Lavoro:
    """Convene the meeting and hand the letters to a job. Raises NonAmmesso, TransizioneNonAmmessa."""
    seduta = sedute.convoca(seduta=seduta, ctx=ctx)
    convocazioni.prepara(seduta=seduta, ctx=ctx)
    return avvisa(seduta=seduta, ctx=ctx)


@transaction.atomic
def avvisa(*, seduta: Seduta, ctx: Contesto) -> Lavoro:
    """Hand to a job the notices that somebody still has to get. Raises NonAmmesso, LavoroGiaInCorso."""
    richiedi(puo_scrivere(ctx))
    _avvisabile(seduta)
    if seduta.inizio and seduta.stato != StatoSeduta.ANNULLATA:
        convocazioni.prepara(seduta=seduta, ctx=ctx)
    return avvia(LAVORO, {"seduta": str(seduta.pk)}, ctx=ctx, chiave_unica=chiave_del_lavoro(seduta))


@transaction.atomic
def avvisa_se_serve(*, seduta: Seduta, ctx: Contesto) -> None:
    """After a change of date or place, or a cancellation: tell those who had been convened, if any had.

    A job already at work reads the meeting as it is when it gets there.
    """
    seduta = blocca(seduta)
    if seduta.stato in AVVISABILE and da_avvisare(seduta).filter(inviata_il__isnull=False).exists():
        with suppress(LavoroGiaInCorso):
            avvisa(seduta=seduta, ctx=ctx)


@transaction.atomic
def invia_a_tutti(*, seduta: Seduta, ctx: Contesto) -> dict[str, int]:
    """Queue a notice for each who has not had the last one and has an address; how many, and how many have none.

    All in one transaction under the rows' locks: run again, or twice at once, it finds nobody left.
    """
    righe = list(da_avvisare(seduta).select_for_update(of=("self",)))
    raggiungibili = [riga for riga in righe if riga.partecipante.indirizzo]
    testo = lettera.contenuto(seduta) if raggiungibili else {}
    for riga in raggiungibili:
        _spedisci(seduta, riga, testo, chiave=f"tavolo.avviso:{riga.pk}:{seduta.sequenza}")
    if raggiungibili:
        convocazioni.segna_inviate(seduta=seduta, convocazioni=raggiungibili, ctx=ctx)
    return {"inviati": len(raggiungibili), "senza_indirizzo": len(righe) - len(raggiungibili)}


@transaction.atomic
def reinvia(*, convocazione: Convocazione, ctx: Contesto) -> None:
    """Send one person the present notice again, with a new link. Raises NonAmmesso."""
    richiedi(puo_scrivere(ctx))
    _avvisabile(convocazione.seduta)
    if not convocazione.partecipante.indirizzo:
        raise NonAmmesso(_("La persona non ha un indirizzo di posta: convocala via PEC o su carta."))
    _di_nuovo(convocazione)
    convocazioni.segna_inviate(seduta=convocazione.seduta, convocazioni=[convocazione], ctx=ctx)


@transaction.atomic
def nuovi_collegamenti(*, email: str, ctx: Contesto) -> int:
    """Send new links to whoever has this address, for each meeting still to be held that convened them; how many.

    The caller tells nobody whether there were any.
    """
    stessa = Q(partecipante__email__iexact=email) | Q(
        partecipante__email="", partecipante__utente__email__iexact=email
    )
    righe = Convocazione.objects.filter(
        stessa,
        seduta__stato__in=AVVISABILE - {StatoSeduta.ANNULLATA},
        seduta__inizio__gte=adesso(),
        inviata_il__isnull=False,
        sequenza=F("seduta__sequenza"),
    )
    trovate = list(
        righe.select_related(
            "seduta__gruppo", "seduta__presidente", "partecipante__utente", "seggio"
        ).select_for_update(of=("self",))
    )
    for riga in trovate:
        _di_nuovo(riga)
        annota(ctx, "convocazione.collegamento", riga)
    return len(trovate)


def indirizzo_personale(segreto: str) -> str:
    """The address to answer at; the secret is in it and nowhere else."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("tavolo:risposta", args=[segreto])


def _avvisabile(seduta: Seduta) -> None:
    if seduta.stato not in AVVISABILE:
        raise NonAmmesso(_("Gli avvisi si mandano per una seduta convocata e non ancora aperta."))


def _di_nuovo(riga: Convocazione) -> None:
    _spedisci(riga.seduta, riga, lettera.contenuto(riga.seduta), chiave=None)


def _spedisci(seduta: Seduta, riga: Convocazione, testo: dict, *, chiave: str | None) -> None:
    """Queue one letter. The row's present state tells whether it is the first notice or an update."""
    riga.seduta = seduta
    segreto = convocazioni.emetti_collegamento(convocazione=riga)
    indirizzo = riga.partecipante.indirizzo
    accoda(
        destinatario=indirizzo,
        oggetto=lettera.oggetto(seduta, riga),
        modello="tavolo_convocazione",
        dati={"lettera": testo, "riga": riga, "indirizzo_personale": indirizzo_personale(segreto)},
        chiave=chiave,
        calendario=ical.calendario(seduta, indirizzo=indirizzo),
        nome_calendario=ical.nome_del_file(seduta),
        lista="tavolo.socialabs",
    )
