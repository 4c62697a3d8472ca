"""Deadlines of the returns: the yearly calendar, who has not sent, and the sixty days of who is short of people."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.mancanti import attesi, mancanti
from collocamento.models import Calcolo, Campagna, Prospetto
from collocamento.normativa import termine_richiesta
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import (
    Chiave,
    Destinatario,
    Dovuta,
    Finestra,
    TipoScadenza,
    delegati,
    membri,
    registra,
    ufficio,
)
from socialabs.promemoria.regole import IL_GIORNO, dalla_base, dopo
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# After a year nobody is chased for a return any more: the next one is due.
INSEGUITO_PER = timedelta(days=365)


def _parti(organizzazione: uuid.UUID) -> tuple[Destinatario, ...]:
    """The employer and who holds its mandate."""
    return membri(organizzazione, Ruolo.REFERENTE_AZIENDA), delegati(organizzazione, Ruolo.CONSULENTE)


# --- the yearly return ---------------------------------------------------------------------------------------------
def _campagne(finestra: Finestra) -> QuerySet:
    return Campagna.objects.filter(scadenza__gt=finestra.oggi - INSEGUITO_PER)


def prospetti(finestra: Finestra) -> Iterator[Dovuta]:
    for campagna in _campagne(finestra):
        righe = attesi(campagna.anno).values_list("pk", "organizzazione", "organizzazione__denominazione")
        for datore, organizzazione, nome in righe:
            yield Dovuta(
                datore,
                _parti(organizzazione),
                campagna.scadenza,
                occorrenza=str(campagna.anno),
                ricorda=campagna.giorni_promemoria,
                parametri={"azienda": nome, "anno": str(campagna.anno)},
            )


def prospetti_inviati(finestra: Finestra) -> Iterator[Chiave]:
    anni = [campagna.anno for campagna in _campagne(finestra)]
    for datore, anno in Prospetto.objects.validi().filter(anno__in=anni).values_list("datore", "anno"):
        yield datore, str(anno)


registra(
    TipoScadenza(
        chiave="collocamento.prospetto",
        titolo=_("Prospetto informativo"),
        oggetto="collocamento.datore",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: il prospetto sulla situazione al 31 dicembre %(anno)s si invia entro il %(scadenza)s, "
                "se rispetto a quello dell'anno prima è cambiato qualcosa che conta per l'obbligo."
            ),
            Pubblico.CONSULENTE: _(
                "%(azienda)s: prospetto sulla situazione al 31 dicembre %(anno)s, entro il %(scadenza)s se dovuto."
            ),
        },
        dovute=prospetti,
        fatte=prospetti_inviati,
        dovere=True,
        seguita_da=RUOLI_UFFICIO,
    )
)


# --- who has not sent it, the day after ----------------------------------------------------------------------------
def elenchi_dei_mancanti(finestra: Finestra) -> Iterator[Dovuta]:
    for campagna in _campagne(finestra):
        yield Dovuta(
            campagna.pk,
            (ufficio(Ruolo.OPERATORE_CPI, Ruolo.OPERATORE_CM, Ruolo.RESPONSABILE),),
            campagna.scadenza,
            parametri={"anno": str(campagna.anno), "mancano": str(mancanti(campagna.anno).count())},
        )


def nessuno_manca(finestra: Finestra) -> Iterator[Chiave]:
    for campagna in _campagne(finestra).filter(scadenza__lt=finestra.oggi):
        if not mancanti(campagna.anno).exists():
            yield campagna.pk, ""


registra(
    TipoScadenza(
        chiave="collocamento.mancanti",
        titolo=_("Prospetti mancanti"),
        oggetto="collocamento.campagna",
        testi={
            Pubblico.UFFICIO: _(
                "Datori che avevano inviato il prospetto l'anno prima e non quello sulla situazione al 31 dicembre "
                "%(anno)s: %(mancano)s. L'elenco è da guardare: non tutti devono inviarlo di nuovo."
            )
        },
        dovute=elenchi_dei_mancanti,
        termine=dopo(1),
        fatte=nessuno_manca,
        seguita_da=RUOLI_UFFICIO,
    )
)


# --- the request for hiring, within sixty days ---------------------------------------------------------------------
def _ultimi_calcoli() -> QuerySet:
    """The figures of each employer's latest valid return."""
    return (
        Calcolo.objects.filter(prospetto__stato="valido")
        .order_by("prospetto__datore_id", "-prospetto__anno")
        .distinct("prospetto__datore_id")
        .values_list(
            "prospetto__datore",
            "prospetto__datore__organizzazione",
            "prospetto__datore__organizzazione__denominazione",
            "prospetto__anno",
            "prospetto__data_riferimento",
            "scopertura_dovuta_ora",
            "scopertura_art18_dovuta_ora",
        )
    )


def obblighi(finestra: Finestra) -> Iterator[Dovuta]:
    """Who is short of people now; the duty is taken as born on the reference date (art. 9 c. 1)."""
    for datore, organizzazione, nome, anno, riferimento, disabili, art18 in _ultimi_calcoli():
        if disabili or art18:
            yield Dovuta(
                datore,
                (*_parti(organizzazione), ufficio(Ruolo.OPERATORE_CM)),
                riferimento,
                termine_richiesta(riferimento).entro,
                occorrenza=str(anno),
                parametri={"azienda": nome, "posti": str(disabili + art18)},
            )


def obblighi_assolti(finestra: Finestra) -> Iterator[Chiave]:
    """All the years of who is short of nobody any more."""
    assolti = [datore for datore, *_altro, disabili, art18 in _ultimi_calcoli() if not disabili and not art18]
    for datore, anno in Prospetto.objects.validi().filter(datore__in=assolti).values_list("datore", "anno"):
        yield datore, str(anno)


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
        promemoria=(dalla_base(30), dalla_base(45), dalla_base(55), IL_GIORNO),
        fatte=obblighi_assolti,
        dovere=True,
        segnabile_da=frozenset({Pubblico.UFFICIO}),
        seguita_da=RUOLI_UFFICIO,
    )
)
