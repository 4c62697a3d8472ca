"""Deadlines of conventions in force: each commitment, and the last day of the whole."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import IN_VIGORE
from collocamento.convenzioni.models import Convenzione, Impegno
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
from socialabs.promemoria.regole import IL_GIORNO, dopo, prima
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# A delay is for the office to follow, and for how long it is looked for among the deadlines.
SEGUITO_PER = timedelta(days=365)


def _destinatari(convenzione: Convenzione) -> tuple[Destinatario, ...]:
    """The employer, who holds its mandate, who takes its people in, the office."""
    azienda = convenzione.datore.organizzazione_id
    parti = [membri(azienda, Ruolo.REFERENTE_AZIENDA), delegati(azienda, Ruolo.CONSULENTE)]
    if convenzione.destinatario_id:
        parti.append(membri(convenzione.destinatario_id, Ruolo.REFERENTE_COOPERATIVA, Ruolo.REFERENTE_AZIENDA))
    return (*parti, ufficio(Ruolo.OPERATORE_CM))


def _parametri(convenzione: Convenzione, **altri: str) -> dict[str, str]:
    return {"azienda": convenzione.datore.organizzazione.denominazione, "tipo": str(convenzione.breve), **altri}


# --- commitments --------------------------------------------------------------------------------------------------
def _impegni(finestra: Finestra) -> QuerySet[Impegno]:
    return Impegno.objects.filter(
        convenzione__stato__in=IN_VIGORE, entro__gt=finestra.oggi - SEGUITO_PER
    ).select_related("convenzione__datore__organizzazione")


def impegni(finestra: Finestra) -> Iterator[Dovuta]:
    for impegno in _impegni(finestra):
        yield Dovuta(
            impegno.convenzione_id,
            _destinatari(impegno.convenzione),
            impegno.entro,
            occorrenza=str(impegno.pk),
            parametri=_parametri(impegno.convenzione, posti=str(impegno.mancano)),
        )


def impegni_coperti(finestra: Finestra) -> Iterator[Chiave]:
    coperti = _impegni(finestra).filter(coperti__gte=F("posti"))
    for pk, convenzione in coperti.values_list("pk", "convenzione"):
        yield convenzione, str(pk)


registra(
    TipoScadenza(
        chiave="convenzioni.impegno",
        titolo=_("Impegno di convenzione"),
        oggetto="convenzioni.convenzione",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: la convenzione %(tipo)s prevede ancora %(posti)s assunzioni entro il %(scadenza)s."
            ),
            Pubblico.CONSULENTE: _(
                "%(azienda)s: la convenzione %(tipo)s prevede ancora %(posti)s assunzioni entro il %(scadenza)s."
            ),
            Pubblico.UFFICIO: _(
                "%(azienda)s, convenzione %(tipo)s: %(posti)s assunzioni da verificare, termine %(scadenza)s."
            ),
        },
        dovute=impegni,
        promemoria=(prima(90), prima(60), prima(30), dopo(1)),
        fatte=impegni_coperti,
        dovere=True,
        segnabile_da=frozenset(),
        seguita_da=RUOLI_UFFICIO,
    )
)


# --- the last day -------------------------------------------------------------------------------------------------
def fini(finestra: Finestra) -> Iterator[Dovuta]:
    in_vigore = Convenzione.objects.in_vigore().filter(al__gt=finestra.oggi - SEGUITO_PER)
    for convenzione in in_vigore.select_related("datore__organizzazione"):
        yield Dovuta(convenzione.pk, _destinatari(convenzione), convenzione.al, parametri=_parametri(convenzione))


registra(
    TipoScadenza(
        chiave="convenzioni.fine",
        titolo=_("Fine di una convenzione"),
        oggetto="convenzioni.convenzione",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: la convenzione %(tipo)s finisce il %(scadenza)s. Una proroga si firma prima."
            ),
            Pubblico.CONSULENTE: _("%(azienda)s: la convenzione %(tipo)s finisce il %(scadenza)s."),
            Pubblico.UFFICIO: _(
                "%(azienda)s: la convenzione %(tipo)s finisce il %(scadenza)s. Da chiudere o prorogare."
            ),
        },
        dovute=fini,
        promemoria=(prima(90), prima(60), prima(30), IL_GIORNO),
        segnabile_da=frozenset({Pubblico.UFFICIO}),
        seguita_da=RUOLI_UFFICIO,
    )
)
