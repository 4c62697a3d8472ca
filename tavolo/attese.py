"""What awaits somebody at the table: answers, minutes, actions; for the secretariat, each meeting's next step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from tavolo.enums import StatoSeduta
from tavolo.models import Convocazione, Impegno, Seduta, Verbale
from tavolo.permessi import puo_scrivere


MASSIMO = 10


@dataclass(frozen=True, slots=True)
class Attesa:
    """Something to do, where it is done, by when (None: no date)."""

    testo: str
    url: str
    entro: date | None = None

    @property
    def tardi(self) -> bool:
        return self.entro is not None and self.entro < oggi()


def prossima_seduta(ctx: Contesto) -> Seduta | None:
    return Seduta.objects.visible_to(ctx).future().select_related("gruppo").first()


def in_attesa(ctx: Contesto) -> list[Attesa]:
    """What awaits `ctx`, the nearest date first; a constant number of queries."""
    voci = [*_proprie(ctx), *(_della_segreteria() if puo_scrivere(ctx) else ())]
    return sorted(voci, key=lambda voce: (voce.entro is None, voce.entro))


def _proprie(ctx: Contesto) -> Iterator[Attesa]:
    convocazioni = Convocazione.objects.filter(partecipante__utente=ctx.utente).in_attesa()
    for convocazione in convocazioni.select_related("seduta__gruppo")[:MASSIMO]:
        seduta = convocazione.seduta
        pagina = reverse("tavolo:mia_risposta", args=[convocazione.pk])
        yield Attesa(_("Rispondi alla convocazione: %(seduta)s") % {"seduta": seduta}, pagina, seduta.giorno)
    aperti = Verbale.objects.visible_to(ctx).filter(
        seduta__stato=StatoSeduta.IN_REVISIONE, osservazioni_entro__gte=oggi()
    )
    for verbale in aperti.select_related("seduta__gruppo")[:MASSIMO]:
        testo = _("Leggi il verbale e fai le tue osservazioni: %(seduta)s") % {"seduta": verbale.seduta}
        yield Attesa(testo, reverse("tavolo:verbale", args=[verbale.pk]), verbale.osservazioni_entro)
    for impegno in Impegno.objects.a_carico_di(ctx).aperti().select_related("seduta__gruppo")[:MASSIMO]:
        indirizzo = reverse("tavolo:impegno", args=[impegno.pk])
        yield Attesa(_("Azione: %(azione)s") % {"azione": impegno}, indirizzo, impegno.entro_il)


def _della_segreteria() -> Iterator[Attesa]:
    frasi = {
        StatoSeduta.PIANIFICATA: _("Prepara e convoca, per il %(giorno)s: %(seduta)s"),
        StatoSeduta.RINVIATA: _("Dai una nuova data: %(seduta)s"),
        StatoSeduta.SVOLTA: _("Scrivi il verbale: %(seduta)s"),
        StatoSeduta.DESERTA: _("Scrivi il verbale di seduta deserta: %(seduta)s"),
        StatoSeduta.VERBALE_BOZZA: _("Manda il verbale in revisione: %(seduta)s"),
        StatoSeduta.APPROVATO: _("Pubblica il verbale: %(seduta)s"),
    }
    for seduta in (
        Seduta.objects.filter(stato__in=frasi).select_related("gruppo", "verbale").order_by("inizio")[:MASSIMO]
    ):
        if seduta.stato != StatoSeduta.RINVIATA or seduta.inizio is None:
            giorno = f"{seduta.giorno:%d/%m/%Y}" if seduta.giorno else ""
            yield Attesa(frasi[seduta.stato] % {"seduta": seduta, "giorno": giorno}, _dove(seduta))
    scaduti = Verbale.objects.filter(seduta__stato=StatoSeduta.IN_REVISIONE, osservazioni_entro__lt=oggi())
    for verbale in scaduti.select_related("seduta__gruppo")[:MASSIMO]:
        testo = _("Registra l'approvazione del verbale: %(seduta)s") % {"seduta": verbale.seduta}
        yield Attesa(testo, reverse("tavolo:verbale", args=[verbale.pk]), verbale.osservazioni_entro)


def _dove(seduta: Seduta) -> str:
    """The minutes once they are begun, the meeting before."""
    verbale = getattr(seduta, "verbale", None)
    return reverse("tavolo:verbale", args=[verbale.pk]) if verbale else _url(seduta)


def _url(seduta: Seduta) -> str:
    return reverse("tavolo:seduta", args=[seduta.pk])
