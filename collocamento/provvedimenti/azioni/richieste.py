"""What the side that asks or declares does: draft, papers, presentation, recording, withdrawal."""

from datetime import date, timedelta
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.cambiamenti import annuncia
from collocamento.enums import Tipologia
from collocamento.normativa import termine_variazione_60_per_mille
from collocamento.normativa.territorio import stessa_regione
from collocamento.provvedimenti.azioni.passaggi import annota, bloccato, esigi, passa
from collocamento.provvedimenti.enums import EFFICACI, Genere, Stato
from collocamento.provvedimenti.errori import NonAmmesso
from collocamento.provvedimenti.massimali import percento_massimo, sostituiti, tetto
from collocamento.provvedimenti.models import Allegato, Passaggio, Provvedimento
from collocamento.provvedimenti.permessi import (
    generi_per,
    ne_e_parte,
    puo_allegare,
    puo_esaminare,
    puo_modificare,
    si_decide,
)
from socialabs.archivio.azioni import deposita, elimina
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.versioni import salva_versionato


ORIGINE = "provvedimenti.allegato"
CAMPI = (
    "provincia",
    "altra_provincia",
    "categoria",
    "dal",
    "al",
    "posizioni",
    "percentuale",
    "lavoratori",
    "motivi",
    "settore_80",
    "causa",
    "atto",
    "relazione",
    "applicata",
)


@transaction.atomic
def crea(provvedimento: Provvedimento, *, ctx: Contesto) -> Provvedimento:
    """Write a draft. Raises PermissionDenied for a kind that is not for `ctx` to begin."""
    esigi(provvedimento.genere in generi_per(ctx, provvedimento.datore))
    provvedimento.dell_ufficio = puo_esaminare(ctx)
    provvedimento.save(force_insert=True)
    annota(provvedimento, "creato", ctx)
    return provvedimento


@transaction.atomic
def modifica(provvedimento: Provvedimento, *, versione_letta: int, ctx: Contesto) -> None:
    """Write what a draft says. Raises ConflittoVersione when somebody else has written meanwhile."""
    esigi(puo_modificare(ctx, bloccato(provvedimento, ctx)))
    salva_versionato(provvedimento, versione_letta, CAMPI)
    annota(provvedimento, "modificato", ctx)


@transaction.atomic
def presenta(provvedimento: Provvedimento, *, ctx: Contesto) -> None:
    """Hand the request to the office: the term to decide runs from today. Raises NonAmmesso."""
    atto = bloccato(provvedimento, ctx)
    esigi(ne_e_parte(ctx, atto))
    if not si_decide(atto):
        raise NonAmmesso(_("Questo atto si registra: non c'è una decisione da chiedere."))
    verifica(atto)
    atto.presentata_il, atto.chiesto_dal, atto.chiesto_al = oggi(), atto.dal, atto.al
    passa(atto, Stato.PRESENTATA, "presentato", ctx)


@transaction.atomic
def registra(provvedimento: Provvedimento, *, ctx: Contesto) -> None:
    """Let a declared act hold from its first day; the one that held until then ends the day before.

    Raises NonAmmesso over the ceiling, IntegrityError where another act takes the same days.
    """
    atto = bloccato(provvedimento, ctx)
    esigi(ne_e_parte(ctx, atto))
    if si_decide(atto):
        raise NonAmmesso(_("Questa richiesta va presentata: decide l'ufficio."))
    verifica(atto)
    _entro_il_tetto(atto)
    testo = ""
    for precedente in sostituiti(atto).select_for_update(of=("self",)):
        _chiudi(precedente, atto.dal - timedelta(days=1), _("Sostituito dalla dichiarazione seguente."), ctx)
        if atto.genere == Genere.ESONERO_60 and oggi() > termine_variazione_60_per_mille(atto.dal):
            testo = _("Dichiarata oltre i sessanta giorni dalla variazione.")
    atto.presentata_il, atto.chiesto_dal, atto.chiesto_al = oggi(), atto.dal, atto.al
    passa(atto, Stato.REGISTRATO, "registrato", ctx, testo=testo)


@transaction.atomic
def ritira(provvedimento: Provvedimento, *, motivo: str, ctx: Contesto) -> None:
    """Give a draft or a request up."""
    atto = bloccato(provvedimento, ctx)
    esigi(ne_e_parte(ctx, atto))
    passa(atto, Stato.RITIRATO, "ritirato", ctx, testo=motivo)


@transaction.atomic
def termina(provvedimento: Provvedimento, *, al: date, motivo: str, ctx: Contesto) -> None:
    """End a recorded act on a day, included. Raises NonAmmesso for one already over or a day outside its period."""
    atto = bloccato(provvedimento, ctx)
    esigi(ne_e_parte(ctx, atto))
    if atto.stato != Stato.REGISTRATO:
        raise NonAmmesso(_("Solo un atto registrato si può far finire prima."))
    if al < atto.dal or (atto.al is not None and al > atto.al):
        raise NonAmmesso(
            _("L'ultimo giorno deve stare nel periodo dell'atto (%(periodo)s).") % {"periodo": atto.periodo}
        )
    _chiudi(atto, al, motivo, ctx)


@transaction.atomic
def allega(
    provvedimento: Provvedimento, contenuto: BinaryIO, *, nome: str, tipo_mime: str, titolo: str, ctx: Contesto
) -> Allegato:
    """Put a paper beside the request."""
    atto = bloccato(provvedimento, ctx)
    esigi(puo_allegare(ctx, atto))
    file = deposita(contenuto, nome=nome, tipo_mime=tipo_mime, ctx=ctx, origine=ORIGINE)
    allegato = Allegato.objects.create(
        provvedimento=atto, file=file, titolo=titolo or file.nome[:160], dell_ufficio=puo_esaminare(ctx)
    )
    annota(atto, "allegato", ctx)
    return allegato


@transaction.atomic
def togli_allegato(allegato: Allegato, *, ctx: Contesto) -> None:
    """Take a paper back, while it is only a draft's."""
    atto = bloccato(allegato.provvedimento, ctx)
    esigi(puo_modificare(ctx, atto))
    file = allegato.file
    allegato.delete()
    elimina(file, ctx=ctx)
    annota(atto, "allegato_tolto", ctx)


def verifica(atto: Provvedimento) -> None:
    """What the law forbids whatever the position. Raises NonAmmesso."""
    pubblico = atto.datore.tipologia == Tipologia.PUBBLICO
    if pubblico and atto.genere in {Genere.ESONERO, Genere.ESONERO_60}:
        raise NonAmmesso(_("L'esonero non è previsto per i datori di lavoro pubblici."))
    if atto.genere == Genere.ESONERO and atto.percentuale > percento_massimo(atto):
        raise NonAmmesso(
            _("La percentuale chiesta supera il limite del %(n)s%% della quota.") % {"n": percento_massimo(atto)}
        )
    if atto.genere == Genere.COMPENSAZIONE and pubblico:
        if stessa_regione(atto.provincia, atto.altra_provincia) is False:
            raise NonAmmesso(_("Un datore pubblico compensa solo fra province della stessa regione."))


def _entro_il_tetto(atto: Provvedimento) -> None:
    """Refuse what passes the ceiling. Where nothing tells the staff there is nothing to check a declaration by."""
    limite = tetto(atto)
    if limite is None:
        return
    atto.passi = [passo.as_dict() for passo in limite.passi]
    if atto.posizioni > limite.massimo:
        raise NonAmmesso(
            _("Le posizioni dichiarate sono %(n)s, ma il massimo al %(giorno)s è %(massimo)s.")
            % {"n": atto.posizioni, "giorno": f"{limite.giorno:%d/%m/%Y}", "massimo": limite.massimo}
        )


def _chiudi(atto: Provvedimento, al: date, testo: str, ctx: Contesto) -> None:
    """End an act in force; its state stays, its last day moves."""
    assert atto.stato in EFFICACI
    atto.al = al
    atto.versione += 1
    atto.save()
    Passaggio.objects.create(
        provvedimento=atto, da=atto.stato, a=atto.stato, giorno=oggi(), utente=ctx.utente, testo=testo
    )
    annota(atto, "terminato", ctx)
    annuncia([atto.datore_id], ctx)
