"""Verbs on a meeting, from its planning to the end: each checks its guards (DOMAIN 2.7) under the row's lock."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.versioni import salva_versionato
from tavolo import odg
from tavolo.aula import quadro
from tavolo.azioni.comune import annota, blocca, prossimo_numero, serie_delle_sedute, togli_la_parola
from tavolo.enums import Chiamata, StatoSeduta
from tavolo.errori import NonAmmesso
from tavolo.models import Decisione, Presenza, Punto, Regolamento, Seduta
from tavolo.permessi import puo_presiedere, puo_scrivere, richiedi


CAMPI = [
    "titolo",
    "inizio",
    "seconda",
    "minuti",
    "modalita",
    "luogo",
    "collegamento",
    "presidente",
    "segretario",
    "urgente",
    "motivo_urgenza",
]


def regole_di(seduta: Seduta) -> Regolamento:
    """The rules that hold for a meeting: its organ's, on its day."""
    return Regolamento.objects.in_vigore(seduta.giorno, seduta.gruppo_id)


@transaction.atomic
def pianifica(*, seduta: Seduta, ctx: Contesto) -> Seduta:
    """Add a meeting; members know of it from its convocation. Raises NonAmmesso when the second call is too near."""
    richiedi(puo_scrivere(ctx))
    _controlla_seconda(seduta)
    seduta.save()
    annota(ctx, "seduta.pianificata", seduta)
    return seduta


@transaction.atomic
def modifica(*, seduta: Seduta, versione_letta: int, ctx: Contesto) -> None:
    """Write date, place and people of a meeting still to be held. Raises ConflittoVersione, NonAmmesso.

    Once convened its date moves only by `rinvia`; a change of place makes calendars take the new one.
    """
    richiedi(puo_scrivere(ctx))
    attuale = blocca(seduta)
    if not attuale.da_tenere:
        raise NonAmmesso(_("La seduta non si può più modificare."))
    if attuale.stato != StatoSeduta.PIANIFICATA and (attuale.inizio, attuale.seconda) != (
        seduta.inizio,
        seduta.seconda,
    ):
        raise NonAmmesso(_("La seduta è già convocata: per cambiare la data rinviala."))
    _controlla_seconda(seduta)
    campi = list(CAMPI)
    if attuale.stato != StatoSeduta.PIANIFICATA:
        seduta.sequenza = attuale.sequenza + 1
        campi.append("sequenza")
    salva_versionato(seduta, versione_letta, campi)
    annota(ctx, "seduta.modificata", seduta)


def ostacoli_alla_convocazione(seduta: Seduta, istante: datetime | None = None) -> list[str]:
    """Why the meeting cannot be convened at `istante` (now by default); empty when it can."""
    istante, regole, ostacoli = istante or adesso(), regole_di(seduta), []
    if not seduta.punti.non_interni().exists():
        ostacoli.append(_("L'ordine del giorno è vuoto."))
    if seduta.inizio is None:
        return [*ostacoli, _("La seduta non ha ancora una data.")]
    if seduta.urgente and seduta.inizio - istante < timedelta(hours=regole.ore_urgenza):
        frase = ngettext(
            "Anche d'urgenza serve almeno %(n)d ora di preavviso.",
            "Anche d'urgenza servono almeno %(n)d ore di preavviso.",
            regole.ore_urgenza,
        )
        ostacoli.append(frase % {"n": regole.ore_urgenza})
    # Days of notice are whole days of the calendar, the day of the notice left out.
    if not seduta.urgente and (seduta.giorno - localtime(istante).date()).days < regole.giorni_preavviso:
        frase = ngettext(
            "Serve almeno %(n)d giorno di preavviso; altrimenti convoca d'urgenza, con il motivo.",
            "Servono almeno %(n)d giorni di preavviso; altrimenti convoca d'urgenza, con il motivo.",
            regole.giorni_preavviso,
        )
        ostacoli.append(frase % {"n": regole.giorni_preavviso})
    return ostacoli


@transaction.atomic
def convoca(*, seduta: Seduta, ctx: Contesto) -> Seduta:
    """Convene the meeting: number it, and from now on members know of it. Raises TransizioneNonAmmessa, NonAmmesso.

    Who is convened and how they are told is `azioni.convocazioni`.
    """
    seduta = blocca(seduta)
    seduta.passa_a(StatoSeduta.CONVOCATA, ctx)
    if ostacoli := ostacoli_alla_convocazione(seduta):
        raise NonAmmesso(" ".join(ostacoli))
    if seduta.numero is None:
        seduta.anno = seduta.giorno.year
        seduta.numero = prossimo_numero(serie_delle_sedute(seduta), seduta.anno)
    else:
        seduta.sequenza += 1
    seduta.convocata_il, seduta.motivo = adesso(), ""
    salva_versionato(seduta, seduta.versione, ["stato", "anno", "numero", "sequenza", "convocata_il", "motivo"])
    annota(ctx, "seduta.convocata", seduta, urgente=seduta.urgente)
    return seduta


@transaction.atomic
def rinvia(
    *, seduta: Seduta, motivo: str, inizio: datetime | None, seconda: datetime | None = None, ctx: Contesto
) -> Seduta:
    """Put a convened meeting off, to a new date or to one to be set. Raises TransizioneNonAmmessa, NonAmmesso."""
    seduta = blocca(seduta)
    seduta.passa_a(StatoSeduta.RINVIATA, ctx)
    if inizio is not None and inizio <= adesso():
        raise NonAmmesso(_("La nuova data è già passata."))
    seduta.inizio, seduta.seconda, seduta.motivo = inizio, seconda if inizio else None, motivo
    _controlla_seconda(seduta)
    seduta.sequenza += 1
    salva_versionato(seduta, seduta.versione, ["stato", "inizio", "seconda", "motivo", "sequenza"])
    annota(ctx, "seduta.rinviata", seduta, motivo=motivo)
    return seduta


@transaction.atomic
def annulla(*, seduta: Seduta, motivo: str, ctx: Contesto) -> Seduta:
    """Cancel a meeting that nobody has opened; a number already given stays used."""
    seduta = blocca(seduta)
    seduta.passa_a(StatoSeduta.ANNULLATA, ctx)
    seduta.motivo = motivo
    seduta.sequenza += 1
    salva_versionato(seduta, seduta.versione, ["stato", "motivo", "sequenza"])
    annota(ctx, "seduta.annullata", seduta, motivo=motivo)
    return seduta


@transaction.atomic
def clona(*, seduta: Seduta, inizio: datetime, seconda: datetime | None = None, ctx: Contesto) -> Seduta:
    """Plan another meeting like this one, with its agenda; papers, minutes and people's answers stay behind."""
    richiedi(puo_scrivere(ctx))
    copia = Seduta(
        gruppo=seduta.gruppo,
        titolo=seduta.titolo,
        inizio=inizio,
        seconda=seconda,
        minuti=seduta.minuti,
        modalita=seduta.modalita,
        luogo=seduta.luogo,
        collegamento=seduta.collegamento,
        presidente=seduta.presidente,
        segretario=seduta.segretario,
    )
    _controlla_seconda(copia)
    copia.save()
    Punto.objects.bulk_create(odg.copia(seduta.punti.all(), copia))
    annota(ctx, "seduta.clonata", copia)
    return copia


# --- on the day -----------------------------------------------------------------------------------------------------
@transaction.atomic
def apri(*, seduta: Seduta, ctx: Contesto, istante: datetime | None = None) -> Seduta:
    """Open the meeting after the roll-call, in the call whose quorum is reached. Raises NonAmmesso without it.

    Who is there has been recorded before (`azioni.presenze.registra_arrivo`).
    """
    istante = istante or adesso()
    seduta = blocca(seduta)
    richiedi(puo_presiedere(ctx, seduta))
    seduta.passa_a(StatoSeduta.APERTA, ctx)
    if seduta.inizio is None or istante < seduta.inizio:
        raise NonAmmesso(_("La seduta non è ancora cominciata: manca l'ora della prima convocazione."))
    seduta.chiamata = chiamata_al(seduta, istante)
    numero_legale = quadro(seduta, istante).quorum
    if not numero_legale.raggiunto:
        raise NonAmmesso(
            _("Manca il numero legale: presenti %(presenti)d, necessari %(minimo)d.")
            % {"presenti": numero_legale.presenti, "minimo": numero_legale.minimo}
        )
    seduta.aperta_il = istante
    salva_versionato(seduta, seduta.versione, ["stato", "chiamata", "aperta_il"])
    annota(ctx, "seduta.aperta", seduta, chiamata=seduta.chiamata, presenti=numero_legale.presenti)
    return seduta


def chiamata_al(seduta: Seduta, istante: datetime) -> Chiamata:
    """Which call holds at `istante`: the second from its hour on, where one was given."""
    seconda = seduta.seconda is not None and istante >= seduta.seconda
    return Chiamata.SECONDA if seconda else Chiamata.PRIMA


@transaction.atomic
def dichiara_deserta(*, seduta: Seduta, ctx: Contesto, istante: datetime | None = None) -> Seduta:
    """Find that the quorum is missing in the last call, or was lost before anything was decided."""
    istante = istante or adesso()
    seduta = blocca(seduta)
    richiedi(puo_presiedere(ctx, seduta))
    seduta.passa_a(StatoSeduta.DESERTA, ctx)
    ultima = seduta.seconda or seduta.inizio
    if ultima is None or istante < ultima:
        raise NonAmmesso(_("Si attende ancora l'ora dell'ultima convocazione."))
    if quadro(seduta, istante).quorum.raggiunto:
        raise NonAmmesso(_("C'è il numero legale: la seduta non è deserta."))
    if Decisione.objects.filter(punto__seduta=seduta).exists():
        raise NonAmmesso(_("La seduta ha già deciso: chiudila, non è deserta."))
    seduta.chiusa_il = istante
    salva_versionato(seduta, seduta.versione, ["stato", "chiusa_il"])
    togli_la_parola(seduta, istante)
    _fai_uscire(seduta, istante)
    annota(ctx, "seduta.deserta", seduta)
    return seduta


@transaction.atomic
def chiudi(*, seduta: Seduta, ctx: Contesto, istante: datetime | None = None) -> Seduta:
    """Close the meeting: who is still there leaves now, the item being dealt with has been concluded before."""
    istante = istante or adesso()
    seduta = blocca(seduta)
    richiedi(puo_presiedere(ctx, seduta))
    seduta.passa_a(StatoSeduta.SVOLTA, ctx)
    aperto = seduta.punti.filter(trattazione__iniziata_il__isnull=False, trattazione__conclusa_il__isnull=True).first()
    if aperto:
        raise NonAmmesso(_("Il punto «%(punto)s» è ancora in discussione: concludilo.") % {"punto": aperto})
    seduta.chiusa_il = istante
    salva_versionato(seduta, seduta.versione, ["stato", "chiusa_il"])
    togli_la_parola(seduta, istante)
    _fai_uscire(seduta, istante)
    annota(ctx, "seduta.chiusa", seduta)
    return seduta


def _fai_uscire(seduta: Seduta, istante: datetime) -> None:
    Presenza.objects.filter(seduta=seduta, uscita__isnull=True, arrivo__lt=istante).update(
        uscita=istante, modificato_il=adesso()
    )


def _controlla_seconda(seduta: Seduta) -> None:
    if seduta.seconda is None or seduta.inizio is None:
        return
    minuti = regole_di(seduta).minuti_seconda
    if seduta.seconda - seduta.inizio < timedelta(minutes=minuti):
        raise NonAmmesso(
            ngettext(
                "Fra la prima e la seconda convocazione passa almeno %(n)d minuto.",
                "Fra la prima e la seconda convocazione passano almeno %(n)d minuti.",
                minuti,
            )
            % {"n": minuti}
        )
