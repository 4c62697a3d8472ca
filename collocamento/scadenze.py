"""Deadlines of the returns: the yearly calendar, and who has not sent."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.mancanti import attesi, mancanti
from collocamento.models import Campagna, Prospetto
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
from socialabs.promemoria.regole import dopo
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# After a year nobody is chased for a return any more: the next one is due.
INSEGUITO_PER = timedelta(days=365)


def parti(organizzazione: uuid.UUID) -> tuple[Destinatario, ...]:
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
                parti(organizzazione),
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
