"""How a request comes: registered by the office, asked by the employer, or from the public page once confirmed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from collocamento.models import Datore
from collocamento.ottemperanza import avvisi
from collocamento.ottemperanza.azioni.comune import annota, blocca, datore_con, entro, nuovo_segreto, richiedi, salva
from collocamento.ottemperanza.enums import Canale, Stato, Tipo
from collocamento.ottemperanza.models import Dichiarazione, Pratica
from collocamento.ottemperanza.permessi import puo_preparare
from collocamento.permessi import puo_agire_per
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.registro import registra_evento


# A request that its mailbox does not confirm by then never was.
PER_CONFERMARE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Domanda:
    """What a public body asks, as it says it."""

    ente: str
    ufficio: str
    pec: str
    riferimento: str
    codice_fiscale: str


@transaction.atomic
def registra_verifica(*, domanda: Domanda, ricevuta_il: date, protocollo: str = "", ctx: Contesto) -> Pratica:
    """Register a check that a body asked for by certified mail; the employer is told. Raises PermissionDenied."""
    richiedi(puo_preparare(ctx))
    pratica = _verifica(domanda, Canale.UFFICIO)
    pratica.protocollo, pratica.chiesta_da = protocollo, ctx.utente
    pratica.ricevuta_il, pratica.entro_il = ricevuta_il, entro(ricevuta_il)
    pratica.save(force_insert=True)
    annota(ctx, "ottemperanza.registrata", pratica)
    avvisi.informa_azienda(pratica, ctx)
    return pratica


@transaction.atomic
def chiedi_certificato(*, datore: Datore, finalita: str, ctx: Contesto) -> Pratica:
    """Ask for a certificate for private use, for whoever speaks for the employer. Raises PermissionDenied."""
    richiedi(puo_agire_per(ctx, datore))
    pratica = Pratica.objects.create(
        tipo=Tipo.CERTIFICATO,
        canale=Canale.AZIENDA,
        datore=datore,
        codice_fiscale=datore.organizzazione.codice_fiscale,
        finalita=finalita,
        ricevuta_il=oggi(),
        entro_il=entro(oggi()),
        chiesta_da=ctx.utente,
    )
    annota(ctx, "ottemperanza.chiesta", pratica)
    return pratica


@transaction.atomic
def prepara_dichiarazione(*, dichiarazione: Dichiarazione, ctx: Contesto) -> Dichiarazione:
    """Keep who will declare for the employer and how; the document is issued from it. Raises PermissionDenied."""
    richiedi(puo_agire_per(ctx, dichiarazione.datore))
    dichiarazione.preparata_da = ctx.utente
    dichiarazione.save(force_insert=True)
    registra_evento(ctx, "ottemperanza.dichiarazione", tipo="ottemperanza.dichiarazione", oggetto_id=dichiarazione.pk)
    return dichiarazione


# --- from the public page ------------------------------------------------------------------------------------------
@transaction.atomic
def chiedi_dal_pubblico(*, domanda: Domanda, ctx: Contesto) -> Pratica:
    """Keep what was written on the public page and mail the link that confirms it; until then it is nobody's business.

    Those that nobody confirmed in time are thrown away here.
    """
    Pratica.objects.filter(stato=Stato.DA_CONFERMARE, conferma_entro__lt=adesso()).delete()
    segreto, impronta = nuovo_segreto()
    pratica = _verifica(domanda, Canale.PUBBLICO)
    pratica.stato = Stato.DA_CONFERMARE
    pratica.impronta_conferma, pratica.conferma_entro = impronta, adesso() + PER_CONFERMARE
    pratica.save(force_insert=True)
    avvisi.chiedi_conferma(pratica, segreto, ctx)
    return pratica


def da_confermare(segreto: str) -> Pratica | None:
    """The request of that link: still to be confirmed in time, or confirmed already."""
    pratica = Pratica.objects.filter(impronta_conferma=Pratica.impronta_di(segreto)).first()
    scaduta = pratica is not None and pratica.stato == Stato.DA_CONFERMARE and pratica.conferma_entro < adesso()
    return None if scaduta else pratica


@transaction.atomic
def conferma(*, pratica: Pratica, ctx: Contesto) -> Pratica:
    """Take in a request that its mailbox has confirmed; once more changes nothing. The term runs from today."""
    pratica = blocca(pratica)
    if pratica.stato != Stato.DA_CONFERMARE:
        return pratica
    pratica.passa_a(Stato.RICEVUTA, ctx)
    pratica.ricevuta_il, pratica.entro_il = oggi(), entro(oggi())
    salva(pratica)
    annota(ctx, "ottemperanza.confermata", pratica)
    avvisi.informa_azienda(pratica, ctx)
    return pratica


def _verifica(domanda: Domanda, canale: Canale) -> Pratica:
    return Pratica(
        tipo=Tipo.VERIFICA,
        canale=canale,
        datore=datore_con(domanda.codice_fiscale),
        codice_fiscale=domanda.codice_fiscale,
        ente=domanda.ente,
        ufficio=domanda.ufficio,
        pec=domanda.pec,
        riferimento=domanda.riferimento,
    )
