"""The sixty days of who is short of people, and the office's check when they have passed: both follow the episodes."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.posizione.models import Episodio, Verifica
from collocamento.scadenze import parti
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import Chiave, Destinatario, Dovuta, Finestra, TipoScadenza, registra, ufficio
from socialabs.promemoria.regole import IL_GIORNO, dalla_base, dopo
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# What ended longer ago than this has been told already.
MEMORIA = timedelta(days=90)
SESSANTA_GIORNI = dopo(60)
UFFICIO = ufficio(Ruolo.OPERATORE_CM)


def occorrenza(provincia: str, t0: object) -> str:
    """Which of the employer's terms: it stays the same while an episode in time becomes one out of time."""
    return f"{provincia} {t0}"


def _in_corso() -> QuerySet:
    return Episodio.objects.in_corso().scoperti().select_related("datore__organizzazione")


def _dovuta(episodio: Episodio, destinatari: tuple[Destinatario, ...]) -> Dovuta:
    return Dovuta(
        episodio.datore_id,
        destinatari,
        episodio.t0,
        occorrenza=occorrenza(episodio.provincia, episodio.t0),
        comune=episodio.comune_id or "",
        parametri={
            "azienda": episodio.datore.organizzazione.denominazione,
            "posti": str(episodio.scoperti + episodio.scoperti_art18),
        },
    )


# --- the request for hiring, within sixty days ---------------------------------------------------------------------
def obblighi(finestra: Finestra) -> Iterator[Dovuta]:
    """Who has posts that nobody asked for; the days run from the birth of the oldest of them (art. 9 c. 1)."""
    for episodio in _in_corso():
        yield _dovuta(episodio, (*parti(episodio.datore.organizzazione_id), UFFICIO))


def _finiti(finestra: Finestra) -> QuerySet:
    """Episodes with posts not asked for that have ended, unless the same term goes on in another."""
    seguito = (
        Episodio.objects.in_corso()
        .scoperti()
        .filter(datore=OuterRef("datore"), provincia=OuterRef("provincia"), t0=OuterRef("t0"))
    )
    return Episodio.objects.scoperti().filter(~Exists(seguito), al__gte=finestra.oggi - MEMORIA)


def obblighi_assolti(finestra: Finestra) -> Iterator[Chiave]:
    """The terms of who hired, asked, or is covered."""
    for datore, provincia, t0 in _finiti(finestra).values_list("datore_id", "provincia", "t0"):
        yield datore, occorrenza(provincia, t0)


registra(
    TipoScadenza(
        chiave="collocamento.obbligo",
        titolo=_("Richiesta di assunzione"),
        oggetto="collocamento.datore",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: posti riservati da coprire, %(posti)s (situazione al %(base)s). La richiesta di "
                "assunzione o la proposta di convenzione si presenta entro il %(scadenza)s."
            ),
            Pubblico.CONSULENTE: _(
                "%(azienda)s: posti riservati da coprire, %(posti)s; richiesta o convenzione entro il %(scadenza)s."
            ),
            Pubblico.UFFICIO: _("%(azienda)s: posti scoperti, %(posti)s; termine %(scadenza)s. Da verificare."),
        },
        dovute=obblighi,
        termine=SESSANTA_GIORNI,
        promemoria=(dalla_base(30), dalla_base(45), dalla_base(55), IL_GIORNO),
        fatte=obblighi_assolti,
        dovere=True,
        segnabile_da=frozenset({Pubblico.UFFICIO}),
        seguita_da=RUOLI_UFFICIO,
    )
)


# --- the check of the office ---------------------------------------------------------------------------------------
def verifiche(finestra: Finestra) -> Iterator[Dovuta]:
    """The same terms, for the office alone: on the sixtieth day somebody looks. Nothing is reported by itself."""
    for episodio in _in_corso():
        yield _dovuta(episodio, (UFFICIO,))


def verificati(finestra: Finestra) -> Iterator[Chiave]:
    """The terms checked, and those that need no check any more."""
    controllati = Q(pk__in=Verifica.objects.values("episodio"), al__isnull=True)
    finiti = Q(pk__in=_finiti(finestra).values("pk"))
    for datore, provincia, t0 in (
        Episodio.objects.scoperti().filter(controllati | finiti).values_list("datore_id", "provincia", "t0")
    ):
        yield datore, occorrenza(provincia, t0)


registra(
    TipoScadenza(
        chiave="posizione.verifica",
        titolo=_("Verifica di una scopertura"),
        oggetto="collocamento.datore",
        testi={
            Pubblico.UFFICIO: _(
                "%(azienda)s: il %(scadenza)s passano i sessanta giorni e risultano posti non richiesti, %(posti)s. "
                "È da verificare: nessuna segnalazione parte da sola."
            )
        },
        dovute=verifiche,
        termine=SESSANTA_GIORNI,
        fatte=verificati,
        segnabile_da=frozenset(),
        seguita_da=RUOLI_UFFICIO,
    )
)
