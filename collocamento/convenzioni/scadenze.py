"""Deadlines of conventions: the texts to sign and what became of them, each commitment, the last day of the whole."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import F, Max, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import IN_VIGORE, Parte, Stato, StatoAtto
from collocamento.convenzioni.models import Atto, Convenzione, Firma, Impegno
from collocamento.convenzioni.querysets import RUOLI_DESTINATARIO
from socialabs.promemoria.enums import Canale, Pubblico
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
from socialabs.promemoria.regole import IL_GIORNO, dalla_base, dopo, prima
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# A delay is for the office to follow, and for how long it is looked for among the deadlines.
SEGUITO_PER = timedelta(days=365)
# No law says by when a text is signed, and nothing lapses: after so long the office asks.
FIRMA_ENTRO = dopo(15)
# Of what happened nothing is due: it stays among the deadlines as long as a weekly digest may take to tell it.
DA_LEGGERE = timedelta(days=7)
NOTIZIA: dict[str, Any] = {
    "termine": dopo(DA_LEGGERE.days),
    "promemoria": (dalla_base(),),
    "canali": frozenset({Canale.POSTA, Canale.AVVISO}),
    "segnabile_da": frozenset(),
    "seguita_da": RUOLI_UFFICIO,
    "decade_dopo": 0,
}


def _datore(convenzione: Convenzione) -> tuple[Destinatario, ...]:
    """The employer and who holds its mandate."""
    azienda = convenzione.datore.organizzazione_id
    return membri(azienda, Ruolo.REFERENTE_AZIENDA), delegati(azienda, Ruolo.CONSULENTE)


def _ricevente(convenzione: Convenzione) -> tuple[Destinatario, ...]:
    """Who takes its people in, if anybody."""
    if convenzione.destinatario_id is None:
        return ()
    return (membri(convenzione.destinatario_id, *RUOLI_DESTINATARIO),)


def _destinatari(convenzione: Convenzione) -> tuple[Destinatario, ...]:
    return (*_datore(convenzione), *_ricevente(convenzione), ufficio(Ruolo.OPERATORE_CM))


def _parametri(convenzione: Convenzione, **altri: str) -> dict[str, str]:
    return {"azienda": convenzione.datore.organizzazione.denominazione, "tipo": str(convenzione.breve), **altri}


# --- texts to sign ------------------------------------------------------------------------------------------------
CHI_SA = {
    Parte.DATORE: _datore,
    Parte.DESTINATARIO: _ricevente,
    Parte.UFFICIO: lambda convenzione: (ufficio(Ruolo.RESPONSABILE),),
}


def da_firmare(finestra: Finestra) -> Iterator[Dovuta]:
    """Each party that has not signed yet a text shared with it: one deadline for each, so that it falls away alone."""
    atti = Atto.objects.alla_firma().select_related("convenzione__datore__organizzazione")
    for atto in atti.prefetch_related("firme").defer("testo"):
        firmato = {firma.parte for firma in atto.firme.all()}
        for parte in atto.parti:
            if parte not in firmato:
                yield Dovuta(
                    atto.pk,
                    CHI_SA[parte](atto.convenzione),
                    base=localdate(atto.creato_il),
                    occorrenza=parte,
                    parametri=_parametri(atto.convenzione),
                )


def firme_messe(finestra: Finestra) -> Iterator[Chiave]:
    yield from Firma.objects.filter(creato_il__date__gte=finestra.dal).order_by().values_list("atto", "parte")


registra(
    TipoScadenza(
        chiave="convenzioni.firma",
        titolo=_("Convenzione da firmare"),
        oggetto="convenzioni.atto",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s, convenzione %(tipo)s: dal %(base)s un testo attende la firma di chi gestisce nel "
                "portale le persone dell'organizzazione."
            ),
            Pubblico.CONSULENTE: _(
                "%(azienda)s, convenzione %(tipo)s: dal %(base)s un testo attende la firma dell'azienda."
            ),
            Pubblico.UFFICIO: _(
                "%(azienda)s, convenzione %(tipo)s: dal %(base)s un testo attende la firma dell'ufficio."
            ),
        },
        dovute=da_firmare,
        termine=FIRMA_ENTRO,
        promemoria=(dalla_base(), dalla_base(7), IL_GIORNO),
        fatte=firme_messe,
        segnabile_da=frozenset(),
        seguita_da=RUOLI_UFFICIO,
    )
)


# --- what became of them ------------------------------------------------------------------------------------------
def firmate(finestra: Finestra) -> Iterator[Dovuta]:
    """Acts whose last signature was put, or recorded, these days."""
    atti = Atto.objects.filter(stato=StatoAtto.FIRMATO).annotate(ultima=Max("firme__creato_il"))
    recenti = atti.filter(ultima__date__gte=finestra.oggi - DA_LEGGERE)
    for atto in recenti.select_related("convenzione__datore__organizzazione").defer("testo"):
        yield Dovuta(
            atto.pk,
            _destinatari(atto.convenzione),
            base=localdate(atto.ultima),
            parametri=_parametri(atto.convenzione),
        )


registra(
    TipoScadenza(
        chiave="convenzioni.firmata",
        titolo=_("Convenzione firmata"),
        oggetto="convenzioni.atto",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s, convenzione %(tipo)s: dal %(base)s il testo ha tutte le firme ed è nella sua pagina."
            ),
            Pubblico.CONSULENTE: _("%(azienda)s, convenzione %(tipo)s: dal %(base)s il testo ha tutte le firme."),
            Pubblico.UFFICIO: _(
                "%(azienda)s, convenzione %(tipo)s: il testo ha tutte le firme dal %(base)s e si può emettere."
            ),
        },
        dovute=firmate,
        **NOTIZIA,
    )
)


def respinte(finestra: Finestra) -> Iterator[Dovuta]:
    """Proposals that the office has refused these days."""
    righe = Convenzione.objects.filter(stato=Stato.RESPINTA, chiusa_il__gte=finestra.oggi - DA_LEGGERE)
    for convenzione in righe.select_related("datore__organizzazione"):
        yield Dovuta(
            convenzione.pk,
            (*_datore(convenzione), *_ricevente(convenzione)),
            base=convenzione.chiusa_il,
            parametri=_parametri(convenzione),
        )


registra(
    TipoScadenza(
        chiave="convenzioni.respinta",
        titolo=_("Decisione da leggere"),
        oggetto="convenzioni.convenzione",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s, convenzione %(tipo)s: il %(base)s l'ufficio non ha accolto la proposta. "
                "I motivi sono nella sua pagina."
            ),
            Pubblico.CONSULENTE: _(
                "%(azienda)s, convenzione %(tipo)s: il %(base)s l'ufficio non ha accolto la proposta."
            ),
        },
        dovute=respinte,
        **NOTIZIA,
    )
)


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
