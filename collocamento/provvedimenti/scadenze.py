"""Deadlines of the room: what the office decides, what the employer answers, exemptions that end, the contribution."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.provvedimenti.conto import dovuti
from collocamento.provvedimenti.enums import DECISI, EFFICACI, RUOLI_ISTRUTTORIA, Genere, Stato
from collocamento.provvedimenti.models import ContoContributo, Passaggio, Provvedimento, TermineContributo
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


UFFICIO = ufficio(*sorted(RUOLI_ISTRUTTORIA))
AZIENDA = "datore__organizzazione__denominazione"
# Nothing is due: a decision stays among the deadlines as long as a weekly digest may take to tell it.
DA_LEGGERE = timedelta(days=7)


def _parti(organizzazione: uuid.UUID) -> tuple[Destinatario, ...]:
    """The employer and who holds its mandate."""
    return membri(organizzazione, Ruolo.REFERENTE_AZIENDA), delegati(organizzazione, Ruolo.CONSULENTE)


def _righe(atti: QuerySet, *campi: str) -> QuerySet:
    return atti.order_by().values_list("pk", "datore__organizzazione", AZIENDA, "genere", *campi)


def _parametri(azienda: str, genere: str) -> dict[str, str]:
    return {"azienda": azienda, "tipo": str(Genere(genere).label)}


# --- the decision ---------------------------------------------------------------------------------------------------
def decisioni(finestra: Finestra) -> Iterator[Dovuta]:
    """Requests that the office is working on; while it waits for an answer the term stands still."""
    atti = Provvedimento.objects.filter(stato__in=[Stato.PRESENTATA, Stato.IN_ISTRUTTORIA])
    for pk, _organizzazione, azienda, genere, termine in _righe(atti, "termine"):
        yield Dovuta(pk, (UFFICIO,), scade_il=termine, parametri=_parametri(azienda, genere))


def decise(finestra: Finestra) -> Iterator[Chiave]:
    for pk in Provvedimento.objects.filter(deciso_il__range=(finestra.dal, finestra.al)).values_list("pk", flat=True):
        yield pk, ""


registra(
    TipoScadenza(
        chiave="provvedimenti.decisione",
        titolo=_("Richiesta da decidere"),
        oggetto="provvedimenti.provvedimento",
        testi={Pubblico.UFFICIO: _("%(azienda)s: la richiesta di %(tipo)s si decide entro il %(scadenza)s.")},
        dovute=decisioni,
        promemoria=(prima(10), prima(3), IL_GIORNO),
        fatte=decise,
        dovere=True,
        segnabile_da=frozenset(),
        seguita_da=RUOLI_ISTRUTTORIA,
    )
)


# --- the answer of the employer -------------------------------------------------------------------------------------
def risposte(finestra: Finestra) -> Iterator[Dovuta]:
    """The employers who have been asked something and have not answered."""
    attese = Passaggio.objects.filter(
        entro_il__isnull=False, provvedimento__stato__in=[Stato.INTEGRAZIONE, Stato.PREAVVISO]
    )
    ultime = attese.order_by("provvedimento_id", "-creato_il").distinct("provvedimento_id")
    for passaggio in ultime.select_related("provvedimento__datore__organizzazione"):
        atto = passaggio.provvedimento
        organizzazione = atto.datore.organizzazione
        yield Dovuta(
            atto.pk,
            (*_parti(organizzazione.pk), UFFICIO),
            base=passaggio.giorno,
            scade_il=passaggio.entro_il,
            occorrenza=passaggio.a,
            parametri=_parametri(organizzazione.denominazione, atto.genere),
        )


def risposte_date(finestra: Finestra) -> Iterator[Chiave]:
    righe = Passaggio.objects.filter(da__in=[Stato.INTEGRAZIONE, Stato.PREAVVISO], giorno__gte=finestra.dal)
    yield from righe.exclude(a=Stato.RITIRATO).values_list("provvedimento", "da")


registra(
    TipoScadenza(
        chiave="provvedimenti.risposta",
        titolo=_("Risposta all'ufficio"),
        oggetto="provvedimenti.provvedimento",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: l'ufficio aspetta una risposta sulla richiesta di %(tipo)s entro il %(scadenza)s."
            ),
            Pubblico.CONSULENTE: _("%(azienda)s: risposta sulla richiesta di %(tipo)s entro il %(scadenza)s."),
            Pubblico.UFFICIO: _(
                "%(azienda)s può rispondere sulla richiesta di %(tipo)s fino al %(scadenza)s: poi si va avanti."
            ),
        },
        dovute=risposte,
        promemoria=(dalla_base(), prima(5), prima(1), IL_GIORNO),
        fatte=risposte_date,
        dovere=True,
        segnabile_da=frozenset(),
        seguita_da=RUOLI_ISTRUTTORIA,
    )
)


# --- what was decided -----------------------------------------------------------------------------------------------
def decisi(finestra: Finestra) -> Iterator[Dovuta]:
    """What the office has decided these days, a revocation apart from the grant that it takes back."""
    atti = Provvedimento.objects.filter(stato__in=DECISI, deciso_il__gte=finestra.oggi - DA_LEGGERE)
    for pk, organizzazione, azienda, genere, stato, deciso_il in _righe(atti, "stato", "deciso_il"):
        yield Dovuta(
            pk, _parti(organizzazione), base=deciso_il, occorrenza=stato, parametri=_parametri(azienda, genere)
        )


registra(
    TipoScadenza(
        chiave="provvedimenti.deciso",
        titolo=_("Decisione da leggere"),
        oggetto="provvedimenti.provvedimento",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: il %(base)s l'ufficio ha deciso su %(tipo)s. "
                "La decisione e i motivi sono nella sua pagina."
            ),
            Pubblico.CONSULENTE: _("%(azienda)s: il %(base)s l'ufficio ha deciso su %(tipo)s."),
        },
        dovute=decisi,
        termine=dopo(DA_LEGGERE.days),
        promemoria=(dalla_base(),),
        canali=frozenset({Canale.POSTA, Canale.AVVISO}),
        segnabile_da=frozenset(),
        seguita_da=RUOLI_UFFICIO,
        decade_dopo=0,
    )
)


# --- the end of what holds ------------------------------------------------------------------------------------------
def fini(finestra: Finestra) -> Iterator[Dovuta]:
    """Acts that end; whoever asks again in time has no day uncovered."""
    atti = Provvedimento.objects.filter(stato__in=EFFICACI - {Stato.REVOCATO}, al__range=(finestra.dal, finestra.al))
    for pk, organizzazione, azienda, genere, al in _righe(atti, "al"):
        yield Dovuta(
            pk,
            (*_parti(organizzazione), UFFICIO),
            scade_il=al,
            occorrenza=al.isoformat(),
            parametri=_parametri(azienda, genere),
        )


registra(
    TipoScadenza(
        chiave="provvedimenti.fine",
        titolo=_("Provvedimento che finisce"),
        oggetto="provvedimenti.provvedimento",
        testi={
            Pubblico.AZIENDA: _("%(azienda)s: %(tipo)s vale fino al %(scadenza)s. Se serve ancora, va chiesto prima."),
            Pubblico.CONSULENTE: _("%(azienda)s: %(tipo)s vale fino al %(scadenza)s."),
            Pubblico.UFFICIO: _("%(azienda)s: %(tipo)s vale fino al %(scadenza)s."),
        },
        dovute=fini,
        promemoria=(prima(90), prima(60), prima(30)),
        seguita_da=RUOLI_UFFICIO,
        decade_dopo=30,
    )
)


# --- the contribution -----------------------------------------------------------------------------------------------
def _termini(finestra: Finestra) -> dict[int, date]:
    """The due dates set by the body for the years whose contribution is still of interest."""
    righe = TermineContributo.objects.filter(entro_il__range=(finestra.dal, finestra.al))
    return dict(righe.values_list("anno", "entro_il"))


def contributi(finestra: Finestra) -> Iterator[Dovuta]:
    """Each employer who had an exemption in a year whose due date the body has set; none is made up."""
    termini = _termini(finestra)
    if not termini:
        return
    atti = Provvedimento.objects.filter(genere__in=[Genere.ESONERO, Genere.ESONERO_60], stato__in=EFFICACI)
    datori = {
        datore: (organizzazione, nome)
        for datore, organizzazione, nome in atti.order_by().values_list("datore", "datore__organizzazione", AZIENDA)
    }
    for datore, voci in dovuti(list(datori)).items():
        organizzazione, azienda = datori[datore]
        for anno in sorted({anno for _provincia, anno, _genere in voci} & termini.keys()):
            yield Dovuta(
                datore,
                (*_parti(organizzazione), UFFICIO),
                scade_il=termini[anno],
                occorrenza=str(anno),
                parametri={"azienda": azienda, "anno": str(anno)},
            )


def contributi_dichiarati(finestra: Finestra) -> Iterator[Chiave]:
    """A year counts as declared once the employer has told a payment for each of its statements."""
    conti = ContoContributo.objects.filter(anno__in=_termini(finestra)).prefetch_related("versamenti")
    per_anno: dict[tuple[uuid.UUID, int], dict[tuple[str, str], bool]] = {}
    for conto in conti:
        stato = per_anno.setdefault((conto.datore_id, conto.anno), {})
        stato[conto.provincia, conto.genere] = bool(conto.versamenti.all())
    attesi = dovuti({datore for datore, _anno in per_anno})
    for (datore, anno), dichiarati in per_anno.items():
        voci = {(provincia, genere) for provincia, di_anno, genere in attesi.get(datore, []) if di_anno == anno}
        if voci and all(dichiarati.get(voce) for voce in voci):
            yield datore, str(anno)


registra(
    TipoScadenza(
        chiave="provvedimenti.contributo",
        titolo=_("Contributo esonerativo"),
        oggetto="collocamento.datore",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: il contributo esonerativo del %(anno)s si dichiara entro il %(scadenza)s."
            ),
            Pubblico.CONSULENTE: _("%(azienda)s: contributo esonerativo del %(anno)s, entro il %(scadenza)s."),
            Pubblico.UFFICIO: _("%(azienda)s dichiara il contributo esonerativo del %(anno)s entro il %(scadenza)s."),
        },
        dovute=contributi,
        promemoria=(prima(30), prima(7), IL_GIORNO),
        fatte=contributi_dichiarati,
        dovere=True,
        seguita_da=RUOLI_UFFICIO,
    )
)
