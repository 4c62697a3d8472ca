"""Deadlines of the table: meetings, minutes, their review, actions."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import (
    Chiave,
    Destinatario,
    Dovuta,
    Finestra,
    TipoScadenza,
    persona,
    registra,
    ufficio,
)
from socialabs.promemoria.regole import IL_GIORNO, dopo, prima
from socialabs.utenti.enums import Ruolo
from tavolo.enums import IMPEGNI_APERTI, LETTURA_INTERA, VERBALE_NOTO, StatoSeduta
from tavolo.models import Convocazione, Impegno, Mandato, Regolamento, Seduta, Verbale


SEGRETERIA = ufficio(Ruolo.SEGRETERIA_TAVOLO)
# What was closed longer ago than this has been told already.
MEMORIA = timedelta(days=60)


# --- actions --------------------------------------------------------------------------------------------------------
def impegni(finestra: Finestra) -> Iterator[Dovuta]:
    """Open actions with a date: for the person in charge, or who sits today for the body in charge."""
    aperti = Impegno.objects.filter(stato__in=IMPEGNI_APERTI, entro_il__isnull=False)
    sedenti = _di_chi_siede()
    for impegno in aperti.select_related("responsabile"):
        if impegno.responsabile_id:
            utenti = {impegno.responsabile.utente_id} - {None}
        else:
            utenti = sedenti.get(impegno.ente_id, set())
        destinatari = (*map(persona, sorted(utenti)), SEGRETERIA)
        yield Dovuta(impegno.pk, destinatari, scade_il=impegno.entro_il)


def _di_chi_siede() -> dict[uuid.UUID, set[uuid.UUID]]:
    """The accounts of who sits today, by body."""
    per_ente: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    mandati = Mandato.objects.al().filter(partecipante__utente__isnull=False)
    for ente, utente in mandati.values_list("seggio__ente", "partecipante__utente"):
        per_ente[ente].add(utente)
    return per_ente


def impegni_chiusi(finestra: Finestra) -> Iterator[Chiave]:
    chiusi = Impegno.objects.exclude(stato__in=IMPEGNI_APERTI).filter(modificato_il__date__gte=finestra.oggi - MEMORIA)
    for pk in chiusi.values_list("pk", flat=True):
        yield pk, ""


registra(
    TipoScadenza(
        chiave="tavolo.impegno",
        titolo=_("Azione del tavolo da svolgere"),
        oggetto="tavolo.impegno",
        testi={
            Pubblico.UTENTE: _("Un'azione affidata dal tavolo a te o al tuo ente scade il %(scadenza)s."),
            Pubblico.UFFICIO: _("Un'azione affidata dal tavolo scade il %(scadenza)s."),
        },
        dovute=impegni,
        promemoria=(prima(7), IL_GIORNO, dopo(7)),
        fatte=impegni_chiusi,
        segnabile_da=frozenset(),
        seguita_da=LETTURA_INTERA,
    )
)


# --- minutes --------------------------------------------------------------------------------------------------------
def verbali_da_scrivere(finestra: Finestra) -> Iterator[Dovuta]:
    """Meetings whose minutes members have not received yet, each by the days that its rules give."""
    stati = [StatoSeduta.SVOLTA, StatoSeduta.DESERTA, StatoSeduta.VERBALE_BOZZA]
    sedute = list(Seduta.objects.filter(stato__in=stati).select_related("gruppo"))
    versioni = list(Regolamento.objects.order_by("-dal"))
    for seduta in sedute:
        giorni = _giorni_verbale(seduta, versioni)
        yield Dovuta(
            seduta.pk,
            (SEGRETERIA,),
            seduta.giorno,
            seduta.giorno + timedelta(days=giorni),
            parametri={"seduta": str(seduta)},
        )


def _giorni_verbale(seduta: Seduta, versioni: list[Regolamento]) -> int:
    """As `Regolamento.objects.in_vigore`, over versions already read."""
    valide = [r for r in versioni if r.dal <= seduta.giorno and r.gruppo_id in (seduta.gruppo_id, None)]
    proprie = [r for r in valide if r.gruppo_id == seduta.gruppo_id]
    return next(iter(proprie or valide), Regolamento(dal=seduta.giorno)).giorni_verbale


def verbali_inviati(finestra: Finestra) -> Iterator[Chiave]:
    inviati = Verbale.objects.filter(seduta__stato__in=VERBALE_NOTO, inviato_il__date__gte=finestra.oggi - MEMORIA)
    for seduta in inviati.values_list("seduta", flat=True):
        yield seduta, ""


registra(
    TipoScadenza(
        chiave="tavolo.verbale",
        titolo=_("Verbale da scrivere e inviare"),
        oggetto="tavolo.seduta",
        testi={Pubblico.UFFICIO: _("%(seduta)s: il verbale va inviato ai componenti entro il %(scadenza)s.")},
        dovute=verbali_da_scrivere,
        promemoria=(prima(3), IL_GIORNO, dopo(7)),
        fatte=verbali_inviati,
        segnabile_da=frozenset(),
        seguita_da=LETTURA_INTERA,
    )
)


# --- review ---------------------------------------------------------------------------------------------------------
def revisioni(finestra: Finestra) -> Iterator[Dovuta]:
    """Minutes in review, for each of those to whom they were sent who has an account."""
    aperti = Verbale.objects.filter(seduta__stato=StatoSeduta.IN_REVISIONE).select_related("seduta__gruppo")
    for verbale in aperti.prefetch_related("invii__partecipante"):
        utenti = [i.partecipante.utente_id for i in verbale.invii.all() if i.partecipante.utente_id]
        yield Dovuta(
            verbale.pk,
            tuple(map(persona, utenti)),
            scade_il=verbale.osservazioni_entro,
            parametri={"seduta": str(verbale.seduta)},
        )


registra(
    TipoScadenza(
        chiave="tavolo.osservazioni",
        titolo=_("Osservazioni al verbale"),
        oggetto="tavolo.verbale",
        testi={
            Pubblico.UTENTE: _(
                "%(seduta)s: le osservazioni al verbale si scrivono fino al %(scadenza)s compreso. "
                "Chi non ne fa acconsente."
            )
        },
        dovute=revisioni,
        promemoria=(prima(2), IL_GIORNO),
        decade_dopo=0,
        seguita_da=LETTURA_INTERA,
    )
)


# --- meetings -------------------------------------------------------------------------------------------------------
def sedute(finestra: Finestra) -> Iterator[Dovuta]:
    """Convened meetings, for whoever was convened and has an account."""
    convocate = Seduta.objects.filter(stato=StatoSeduta.CONVOCATA, inizio__isnull=False).select_related("gruppo")
    invitati: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    righe = Convocazione.objects.filter(seduta__in=convocate.values("pk"), partecipante__utente__isnull=False)
    for seduta, utente in righe.values_list("seduta", "partecipante__utente"):
        invitati[seduta].add(utente)
    for seduta in convocate:
        yield Dovuta(
            seduta.pk,
            _persone(invitati.get(seduta.pk, set())),
            scade_il=seduta.giorno,
            ora=localtime(seduta.inizio).time(),
            parametri={"seduta": str(seduta)},
        )


def _persone(utenti: set[uuid.UUID]) -> tuple[Destinatario, ...]:
    return tuple(map(persona, sorted(utenti)))


registra(
    TipoScadenza(
        chiave="tavolo.seduta",
        titolo=_("Seduta del tavolo"),
        oggetto="tavolo.seduta",
        testi={Pubblico.UTENTE: _("%(seduta)s: la seduta è il %(scadenza)s.")},
        dovute=sedute,
        promemoria=(prima(10), prima(7), prima(1)),
        decade_dopo=0,
        segnabile_da=frozenset(),
        seguita_da=LETTURA_INTERA,
    )
)
