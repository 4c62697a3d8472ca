"""What the office does with a request, and what the party answers it: up to the decision, and its revocation."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.normativa import termine_preavviso
from collocamento.provvedimenti.azioni.passaggi import bloccato, esigi, passa
from collocamento.provvedimenti.azioni.richieste import verifica
from collocamento.provvedimenti.enums import TRANSIZIONI, Genere, Stato
from collocamento.provvedimenti.errori import NonAmmesso
from collocamento.provvedimenti.massimali import tetto
from collocamento.provvedimenti.models import Passaggio, Provvedimento
from collocamento.provvedimenti.permessi import ne_e_parte, puo_decidere, puo_esaminare
from collocamento.provvedimenti.termini import FERMO, GIORNI_INTEGRAZIONE
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.stati import controlla


# The kinds whose positions the office counts when it grants.
CON_POSIZIONI = frozenset({Genere.ESONERO, Genere.COMPENSAZIONE})


@transaction.atomic
def prendi_in_carico(provvedimento: Provvedimento, *, ctx: Contesto) -> None:
    """Begin to examine a request just presented."""
    atto = bloccato(provvedimento, ctx)
    esigi(puo_esaminare(ctx))
    if atto.stato != Stato.PRESENTATA:
        raise NonAmmesso(_("La richiesta è già in carico all'ufficio."))
    passa(atto, Stato.IN_ISTRUTTORIA, "preso_in_carico", ctx)


@transaction.atomic
def chiedi_integrazione(provvedimento: Provvedimento, *, testo: str, entro_il: date, ctx: Contesto) -> None:
    """Ask for what is missing: the term stands still until the answer, once only and at most thirty days."""
    atto = bloccato(provvedimento, ctx)
    esigi(puo_esaminare(ctx))
    if _gia_passato(atto, Stato.INTEGRAZIONE):
        raise NonAmmesso(_("L'integrazione è già stata chiesta: il termine si ferma una volta sola."))
    if not oggi() < entro_il <= oggi() + timedelta(days=GIORNI_INTEGRAZIONE):
        raise NonAmmesso(
            _("Per rispondere si danno da uno a %(n)s giorni a partire da oggi.") % {"n": GIORNI_INTEGRAZIONE}
        )
    passa(atto, Stato.INTEGRAZIONE, "integrazione_chiesta", ctx, testo=testo, entro_il=entro_il)


@transaction.atomic
def rispondi(provvedimento: Provvedimento, *, testo: str, ctx: Contesto) -> None:
    """Answer the request for papers, or the notice of refusal: the term runs again."""
    atto = bloccato(provvedimento, ctx)
    esigi(ne_e_parte(ctx, atto))
    if atto.stato not in FERMO:
        raise NonAmmesso(_("L'ufficio non aspetta una risposta."))
    passa(atto, Stato.IN_ISTRUTTORIA, "risposto", ctx, testo=testo)


@transaction.atomic
def riprendi(provvedimento: Provvedimento, *, ctx: Contesto) -> None:
    """Go on without an answer, once its time is over."""
    atto = bloccato(provvedimento, ctx)
    esigi(puo_esaminare(ctx))
    if atto.stato != Stato.INTEGRAZIONE:
        raise NonAmmesso(_("La richiesta non è in attesa d'integrazione."))
    entro_il = _ultimo(atto, Stato.INTEGRAZIONE).entro_il
    if oggi() <= entro_il:
        raise NonAmmesso(_("L'azienda può rispondere fino al %(giorno)s.") % {"giorno": f"{entro_il:%d/%m/%Y}"})
    passa(atto, Stato.IN_ISTRUTTORIA, "ripreso", ctx, testo=_("Nessuna risposta nel tempo dato."))


@transaction.atomic
def preavvisa(provvedimento: Provvedimento, *, testo: str, ctx: Contesto) -> None:
    """Tell the grounds that stand in the way, before refusing (L. 241/1990 art. 10-bis); once."""
    atto = bloccato(provvedimento, ctx)
    esigi(puo_decidere(ctx))
    if _gia_passato(atto, Stato.PREAVVISO):
        raise NonAmmesso(_("Il preavviso di rigetto è già stato comunicato."))
    passa(atto, Stato.PREAVVISO, "preavviso", ctx, testo=testo, entro_il=termine_preavviso(oggi()))


@transaction.atomic
def concedi(
    provvedimento: Provvedimento,
    *,
    posizioni: int | None,
    dal: date,
    al: date | None,
    motivazione: str,
    ctx: Contesto,
) -> None:
    """Grant, wholly or in part, within the ceiling of the position as it stands.

    `posizioni` only for the kinds that have some. Raises NonAmmesso, and IntegrityError where another act takes the
    same days.
    """
    atto = bloccato(provvedimento, ctx)
    esigi(puo_decidere(ctx))
    controlla(TRANSIZIONI, atto.stato, Stato.CONCESSO, ctx)
    atto.dal, atto.al = dal, al
    _periodo_chiesto(atto)
    verifica(atto)
    if atto.genere in CON_POSIZIONI:
        atto.posizioni_concesse = posizioni
        _concedibili(atto)
    intero = (dal, al) == (atto.chiesto_dal, atto.chiesto_al) and atto.posizioni_concesse in (None, atto.posizioni)
    atto.deciso_il, atto.motivazione = oggi(), motivazione
    passa(atto, Stato.CONCESSO if intero else Stato.CONCESSO_IN_PARTE, "concesso", ctx, testo=motivazione)


@transaction.atomic
def respingi(provvedimento: Provvedimento, *, motivazione: str, ctx: Contesto) -> None:
    """Refuse, with reasons, after the notice of refusal has been answered or its ten days are over."""
    atto = bloccato(provvedimento, ctx)
    esigi(puo_decidere(ctx))
    preavviso = _ultimo(atto, Stato.PREAVVISO)
    if preavviso is None:
        raise NonAmmesso(_("Prima del rigetto va comunicato il preavviso (L. 241/1990, art. 10-bis)."))
    if atto.stato == Stato.PREAVVISO and oggi() <= preavviso.entro_il:
        raise NonAmmesso(
            _("L'azienda può presentare osservazioni fino al %(giorno)s.")
            % {"giorno": f"{preavviso.entro_il:%d/%m/%Y}"}
        )
    atto.deciso_il, atto.motivazione = oggi(), motivazione
    passa(atto, Stato.RESPINTO, "respinto", ctx, testo=motivazione)


@transaction.atomic
def revoca(provvedimento: Provvedimento, *, dal: date, motivazione: str, ctx: Contesto) -> None:
    """Take a granted act back from a day on: it holds up to the day before."""
    atto = bloccato(provvedimento, ctx)
    esigi(puo_decidere(ctx))
    if dal <= atto.dal or (atto.al is not None and dal > atto.al):
        raise NonAmmesso(
            _("La revoca ha effetto da un giorno dopo il primo del periodo (%(periodo)s), e non oltre l'ultimo.")
            % {"periodo": atto.periodo}
        )
    atto.al = dal - timedelta(days=1)
    atto.deciso_il, atto.motivazione = oggi(), motivazione
    passa(atto, Stato.REVOCATO, "revocato", ctx, testo=motivazione)


def _periodo_chiesto(atto: Provvedimento) -> None:
    """The office grants days that were asked, no others."""
    troppo_tardi = atto.chiesto_al is not None and (atto.al is None or atto.al > atto.chiesto_al)
    if atto.dal < atto.chiesto_dal or troppo_tardi:
        raise NonAmmesso(_("Il periodo concesso deve stare in quello chiesto."))


def _concedibili(atto: Provvedimento) -> None:
    """Between one and what was asked, and never over the ceiling."""
    concesse = atto.posizioni_concesse
    if not concesse or concesse > atto.posizioni:
        raise NonAmmesso(_("Le posizioni concesse vanno da una a quelle chieste (%(n)s).") % {"n": atto.posizioni})
    limite = tetto(atto)
    if limite is None:
        raise NonAmmesso(_("Nessun prospetto dice il personale di questo datore: il massimale non si può verificare."))
    if concesse > limite.massimo:
        raise NonAmmesso(
            _("Al %(giorno)s si possono concedere al massimo %(massimo)s posizioni: %(n)s superano il massimale.")
            % {"giorno": f"{limite.giorno:%d/%m/%Y}", "massimo": limite.massimo, "n": concesse}
        )
    atto.passi = [passo.as_dict() for passo in limite.passi]


def _ultimo(atto: Provvedimento, stato: Stato) -> Passaggio | None:
    return atto.passaggi.filter(a=stato).last()


def _gia_passato(atto: Provvedimento, stato: Stato) -> bool:
    return atto.passaggi.filter(a=stato).exists()
