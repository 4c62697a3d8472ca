"""From draft to filed: each passage one function, checked against the table of states, written in the register."""

from datetime import datetime

from django.db import transaction

from collocamento.dichiarazioni.azioni.comuni import esigi, segna
from collocamento.dichiarazioni.controlli import Rilievo, blocca
from collocamento.dichiarazioni.enums import TRANSIZIONI, Stato
from collocamento.dichiarazioni.esame import documento_chiuso, esamina
from collocamento.dichiarazioni.lettura import leggi_bozza
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.enums import TipoComunicazione
from collocamento.importazione.confronto import dichiarati
from collocamento.importazione.copia import in_json
from collocamento.importazione.righe import contenuto_senza_persone
from collocamento.normativa.trasporto import come_dict
from collocamento.permessi import puo_agire_per
from collocamento.unipi.documento import Documento
from collocamento.unipi.rifiuti import Rifiuto
from collocamento.unipi.scrittura import scrivi
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.stati import controlla


class NonPronta(Exception):
    """Something stops the sending: `rilievi` of the checks, or the format's own refusal."""

    def __init__(self, rilievi: list[Rilievo], rifiuto: Rifiuto | None = None):
        super().__init__(str(rifiuto or ""))
        self.rilievi = rilievi
        self.rifiuto = rifiuto


@transaction.atomic
def segna_pronta(*, dichiarazione: Dichiarazione, ctx: Contesto) -> Dichiarazione:
    """Close the draft: from now on it is what will be sent.

    Raises PermissionDenied, TransizioneNonAmmessa, NonPronta with what stops it.
    """
    riga = _passa(dichiarazione, Stato.DA_INVIARE, ctx)
    riga.pronta_il = adesso().replace(microsecond=0)
    esame = esamina(riga, leggi_bozza(riga, ctx, "Controllo prima dell'invio"))
    if riga.tipo != TipoComunicazione.ANNULLAMENTO:
        rilievi = esame.rilievi(riga.anno)
        if blocca(rilievi):
            raise NonPronta(rilievi)
    _scrivi(esame.documento)
    riga.contenuto = in_json(contenuto_senza_persone(esame.documento))
    riga.dichiarati = in_json(dichiarati(esame.documento))
    riga.ingressi = come_dict(esame.conto.mappatura.datore, esame.conto.mappatura.province) if esame.conto else {}
    riga.save()
    segna(ctx, "dichiarazione.pronta", riga)
    return riga


def _scrivi(documento: Documento) -> bytes:
    try:
        return scrivi(documento)
    except Rifiuto as rifiuto:
        raise NonPronta([], rifiuto) from rifiuto


@transaction.atomic
def riapri(*, dichiarazione: Dichiarazione, ctx: Contesto) -> Dichiarazione:
    """Back to the draft, to write in it again."""
    riga = _passa(dichiarazione, Stato.BOZZA, ctx)
    riga.pronta_il, riga.contenuto, riga.dichiarati, riga.ingressi = None, {}, {}, {}
    riga.save()
    segna(ctx, "dichiarazione.riaperta", riga)
    return riga


@transaction.atomic
def cancella(*, dichiarazione: Dichiarazione, ctx: Contesto) -> Dichiarazione:
    """Give a draft up; what was written stays on record. A return whose correction is given up stands as before."""
    riga = _passa(dichiarazione, Stato.CANCELLATA, ctx)
    riga.save()
    if riga.tipo == TipoComunicazione.RETTIFICA:
        _porta(riga.precedente_id, Stato.PRESENTATA, ctx)
    segna(ctx, "dichiarazione.cancellata", riga)
    return riga


@transaction.atomic
def registra_protocollo(
    *, dichiarazione: Dichiarazione, codice: str, data_invio: datetime, protocollo: str, ctx: Contesto
) -> Dichiarazione:
    """Type back what the ministry's service answered. What a correction or an annulment names changes with it.

    Raises PermissionDenied, TransizioneNonAmmessa, IntegrityError for a code that is another return's.
    """
    riga = _passa(dichiarazione, Stato.PRESENTATA, ctx)
    riga.codice, riga.data_invio, riga.protocollo = codice, data_invio, protocollo
    if riga.tipo == TipoComunicazione.RETTIFICA:
        _porta(riga.precedente_id, Stato.RETTIFICATA, ctx)
    elif riga.tipo == TipoComunicazione.ANNULLAMENTO:
        _porta(riga.precedente_id, Stato.ANNULLATA, ctx)
    riga.save()
    segna(ctx, "dichiarazione.presentata", riga, {"codice": codice})
    return riga


def esporta(*, dichiarazione: Dichiarazione, ctx: Contesto) -> bytes:
    """The file to be sent, or as it was sent. Raises PermissionDenied, and NonPronta while it is a draft."""
    esigi(puo_agire_per(ctx, dichiarazione.datore))
    if dichiarazione.stato in (Stato.BOZZA, Stato.CANCELLATA):
        raise NonPronta([])
    bozza = leggi_bozza(dichiarazione, ctx, "Esportazione del file")
    contenuto = _scrivi(documento_chiuso(dichiarazione, bozza))
    segna(ctx, "dichiarazione.esportata", dichiarazione)
    return contenuto


def _passa(dichiarazione: Dichiarazione, nuovo: Stato, ctx: Contesto) -> Dichiarazione:
    """The row, locked, in its new state, not yet saved."""
    esigi(puo_agire_per(ctx, dichiarazione.datore))
    righe = Dichiarazione.objects.visible_to(ctx).select_related("datore", "precedente")
    riga = righe.select_for_update(of=("self",)).get(pk=dichiarazione.pk)
    controlla(TRANSIZIONI, riga.stato, nuovo, ctx)
    riga.stato = nuovo
    return riga


def _porta(pk: object, nuovo: Stato, ctx: Contesto) -> None:
    riga = Dichiarazione.objects.select_for_update().get(pk=pk)
    controlla(TRANSIZIONI, riga.stato, nuovo, ctx)
    riga.stato = nuovo
    riga.save(update_fields=["stato", "modificato_il"])
