"""Beginning a return: an empty form, last year's return, the staff that the portal knows, or one to be corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import transaction

from collocamento.dichiarazioni.azioni.comuni import esigi, segna
from collocamento.dichiarazioni.azioni.sezioni import aggiungi_parti
from collocamento.dichiarazioni.calcolo import compensazioni_proposte, conto
from collocamento.dichiarazioni.compensazioni import con_le_righe
from collocamento.dichiarazioni.enums import TRANSIZIONI, Partenza, Stato
from collocamento.dichiarazioni.lettura import leggi_bozza
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.partenza import bozza_dalla_posizione, bozza_vuota
from collocamento.dichiarazioni.parti import Bozza, Estremi, per_l_anno, ricomponi, scomponi
from collocamento.dichiarazioni.termini import esigi_nei_termini
from collocamento.enums import TipoComunicazione
from collocamento.models import Datore, Originale, Prospetto
from collocamento.permessi import puo_agire_per
from collocamento.posizione.calcolo import posizione
from collocamento.unipi.lettura import leggi
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.stati import controlla


class NonSiComincia(Exception):
    """There is nothing to begin from; the message is for the user."""


@transaction.atomic
def comincia(*, datore: Datore, anno: int, da: Partenza, ctx: Contesto) -> Dichiarazione:
    """A draft of the return of `anno`.

    Raises PermissionDenied for who cannot speak for the employer, NonSiComincia where `da` has nothing to give,
    IntegrityError (constraint dichiarazione_aperta_unica) when one is open already.
    """
    esigi(puo_agire_per(ctx, datore))
    dichiarazione = Dichiarazione.objects.create(datore=datore, anno=anno, partenza=da)
    bozze: dict[str, Callable[[], Bozza]] = {
        Partenza.VUOTA: lambda: bozza_vuota(datore, anno),
        Partenza.PROSPETTO: lambda: _dal_prospetto(datore, anno, ctx),
        Partenza.POSIZIONE: lambda: _dalla_posizione(datore, anno),
    }
    aggiungi_parti(dichiarazione, bozze[da]().parti(), ctx=ctx)
    segna(ctx, "dichiarazione.cominciata", dichiarazione, {"partenza": da})
    return dichiarazione


def _dal_prospetto(datore: Datore, anno: int, ctx: Contesto) -> Bozza:
    """The latest valid return before this year's, with the compensations that its figures still allow."""
    ultimo = ultimo_prospetto(datore, anno)
    if ultimo is None:
        raise NonSiComincia("prospetto")
    originale = Originale.objects.leggi(ultimo.pk, ctx, "Preparazione del prospetto dell'anno")
    return proponi_righe(scomponi(per_l_anno(leggi(originale), anno)), anno)


def ultimo_prospetto(datore: Datore, anno: int) -> Prospetto | None:
    """The valid return of the nearest year up to `anno`, whose original can still be read."""
    validi = Prospetto.objects.validi().filter(datore=datore, anno__lte=anno, originale__isnull=False)
    return validi.order_by("-anno").defer("contenuto", "dichiarati").first()


def _dalla_posizione(datore: Datore, anno: int) -> Bozza:
    nota = posizione(datore.pk, date(anno, 12, 31))
    if nota is None:
        raise NonSiComincia("posizione")
    return proponi_righe(bozza_dalla_posizione(datore, anno, nota), anno)


def proponi_righe(bozza: Bozza, anno: int) -> Bozza:
    """The draft with the compensation rows that the engine proposes, where no authorisation is needed."""
    documento, _intero = ricomponi(bozza, Estremi(TipoComunicazione.PROSPETTO, adesso()))
    calcolato = conto(documento, anno)
    if calcolato is None:
        return bozza
    proposte = [p for p in compensazioni_proposte(calcolato) if not p.su_autorizzazione]
    fogli = []
    for foglio in bozza.fogli:
        concessioni = replace(foglio.concessioni, testi=con_le_righe(foglio, proposte))
        fogli.append(replace(foglio, concessioni=concessioni))
    return replace(bozza, fogli=fogli)


@transaction.atomic
def correggi(*, dichiarazione: Dichiarazione, tipo: str, ctx: Contesto) -> Dichiarazione:
    """A correction or an annulment of a return that was filed, with the same content to begin from.

    Raises PermissionDenied, TransizioneNonAmmessa when it is not one that may be corrected, FuoriTermine when the
    service takes none any more, IntegrityError when a document of this kind is open already.
    """
    esigi(puo_agire_per(ctx, dichiarazione.datore))
    esigi_nei_termini(dichiarazione, tipo)
    bloccata = Dichiarazione.objects.select_for_update().get(pk=dichiarazione.pk)
    rettifica = tipo == TipoComunicazione.RETTIFICA
    controlla(TRANSIZIONI, bloccata.stato, Stato.IN_RETTIFICA if rettifica else Stato.ANNULLATA, ctx)
    bozza = leggi_bozza(bloccata, ctx, "Rettifica o annullamento")
    nuova = Dichiarazione.objects.create(
        datore=bloccata.datore,
        anno=bloccata.anno,
        tipo=tipo,
        partenza=Partenza.DICHIARAZIONE,
        precedente=bloccata,
    )
    aggiungi_parti(nuova, bozza.parti(), ctx=ctx)
    if rettifica:
        bloccata.stato = Stato.IN_RETTIFICA
        bloccata.save(update_fields=["stato", "modificato_il"])
    segna(ctx, "dichiarazione.correzione", nuova, {"tipo": tipo})
    return nuova
