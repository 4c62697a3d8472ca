"""Writing in a return: saves that never overwrite a text unread, rows added, taken away and put back."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from collocamento.dichiarazioni.enums import EsitoRevisione, TipoSezione
from collocamento.dichiarazioni.lettura import in_json, leggi_testi, sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, Revisione, Sezione
from collocamento.dichiarazioni.parti import Foglio, Parte
from collocamento.dichiarazioni.struttura import NON_SCRITTI, STRUTTURE
from collocamento.dichiarazioni.testi import problemi
from collocamento.permessi import puo_agire_per
from collocamento.unipi.testi import Testi, vuoto
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso


# Rows written in one statement: a sheet may hold thousands of workers.
LOTTO = 500


class NonModificabile(Exception):
    """The return is no longer a draft: nobody writes in it."""


@dataclass(frozen=True, slots=True)
class Salvataggio:
    """What became of a text: `conflitto` is its revision when somebody else had written meanwhile."""

    sezione: Sezione
    conflitto: Revisione | None = None
    superato: bool = False


def aggiungi_parti(
    dichiarazione: Dichiarazione, parti: Iterable[Parte], *, province: Mapping[int, str] | None = None, ctx: Contesto
) -> list[Sezione]:
    """New sections with their first revision, in the transaction of the caller.

    Those of a sheet know its province, that `province` gives where the sheet is not among them.
    """
    parti = list(parti)
    nuove = {p.foglio: p.testi["dati"]["provincia"] for p in parti if p.tipo == TipoSezione.PERSONALE}
    province = {**(province or {}), **nuove}
    righe = [
        Sezione(
            dichiarazione=dichiarazione,
            tipo=parte.tipo,
            foglio=parte.foglio,
            provincia=province.get(parte.foglio, ""),
            ordine=parte.ordine,
            contenuto=in_json(parte.testi),
            **_misure(parte.tipo, parte.testi),
        )
        for parte in parti
    ]
    with sezioni_aperte(ctx):
        Sezione.objects.bulk_create(righe, batch_size=LOTTO)
        Revisione.objects.bulk_create((_revisione(riga, riga.contenuto, ctx) for riga in righe), batch_size=LOTTO)
    return righe


@transaction.atomic
def salva(
    *, sezione: uuid.UUID, testi: Testi, versione_letta: int, pagina: uuid.UUID | None, automatico: bool, ctx: Contesto
) -> Salvataggio:
    """Keep `testi` in a section, valid or not, if it is still as it was read; otherwise keep both.

    Whoever saves twice from one page does not clash with themselves; a save that the browser sent by itself and that
    arrives after a later one of the same page changes nothing (`superato`). Raises Sezione.DoesNotExist out of scope,
    PermissionDenied, NonModificabile.
    """
    with sezioni_aperte(ctx):
        riga = _blocca(sezione, ctx)
        contenuto = in_json(testi)
        if riga.contenuto == contenuto:
            return Salvataggio(riga)
        if riga.versione != versione_letta:
            se_stesso = _solo_da_questa_pagina(riga, versione_letta, pagina)
            if se_stesso and automatico:
                return Salvataggio(riga, superato=True)
            if not se_stesso:
                persa = _revisione(riga, contenuto, ctx, pagina)
                persa.versione, persa.esito = versione_letta, EsitoRevisione.IN_CONFLITTO
                persa.save()
                return Salvataggio(riga, conflitto=persa)
        scrivi(riga, testi, ctx=ctx, pagina=pagina)
        return Salvataggio(riga)


def scrivi(riga: Sezione, testi: Testi, *, ctx: Contesto, pagina: uuid.UUID | None = None) -> None:
    """Write a locked section and keep the revision, inside the wall."""
    riga.contenuto = in_json(testi)
    riga.versione += 1
    for nome, valore in _misure(riga.tipo, testi).items():
        setattr(riga, nome, valore)
    riga.save(update_fields=["contenuto", "versione", "problemi", "vuota", "modificato_il"])
    _revisione(riga, riga.contenuto, ctx, pagina).save()


@transaction.atomic
def scegli(*, revisione: uuid.UUID, mia: bool, versione_vista: int, ctx: Contesto) -> Salvataggio:
    """Settle a conflict: write the text that had been set aside, or leave the one in place. Both stay in the history.

    Also puts back any text of the history. When the section moved on again since the two were seen, they clash again.
    """
    with sezioni_aperte(ctx):
        scelta = Revisione.objects.visible_to(ctx).select_related("sezione").get(pk=revisione)
        riga = _blocca(scelta.sezione_id, ctx)
        if mia and riga.versione != versione_vista:
            return Salvataggio(riga, conflitto=scelta)
        if mia:
            scrivi(riga, leggi_testi(scelta), ctx=ctx)
        if scelta.esito == EsitoRevisione.IN_CONFLITTO:
            scelta.esito = EsitoRevisione.SCELTA if mia else EsitoRevisione.SCARTATA
            scelta.save(update_fields=["esito", "modificato_il"])
        return Salvataggio(riga)


@transaction.atomic
def aggiungi_voce(*, dichiarazione: Dichiarazione, foglio: int, tipo: str, ctx: Contesto) -> Sezione:
    """An empty row for a worker or a vacancy, at the end of its sheet. Raises Sezione.DoesNotExist without sheet."""
    bloccata = blocca_bozza(dichiarazione, ctx)
    with sezioni_aperte(ctx):
        personale = bloccata.sezioni.get(foglio=foglio, tipo=TipoSezione.PERSONALE)
        righe = bloccata.sezioni.filter(foglio=foglio, tipo=tipo)
        ordine = (righe.aggregate(ultimo=Max("ordine"))["ultimo"] or 0) + 1
        riga = Sezione(
            dichiarazione=bloccata,
            tipo=tipo,
            foglio=foglio,
            provincia=personale.provincia,
            ordine=ordine,
            contenuto=in_json({}),
            **_misure(tipo, {}),
        )
        riga.save(force_insert=True)
        _revisione(riga, riga.contenuto, ctx).save()
    return riga


@transaction.atomic
def aggiungi_foglio(*, dichiarazione: Dichiarazione, crea: Callable[[int], Foglio], ctx: Contesto) -> int:
    """A sheet made by `crea(number)`; its number. One taken away keeps its own."""
    bloccata = blocca_bozza(dichiarazione, ctx)
    with sezioni_aperte(ctx):
        numero = (bloccata.sezioni.aggregate(ultimo=Max("foglio"))["ultimo"] or 0) + 1
        foglio = crea(numero)
        aggiungi_parti(bloccata, [foglio.personale, foglio.concessioni], ctx=ctx)
    return numero


@transaction.atomic
def riscrivi(*, dichiarazione: Dichiarazione, tipo: str, nuovi: Mapping[int, Testi], ctx: Contesto) -> int:
    """Put new texts, by sheet, in the sections of a kind; how many changed. What stood there stays in the history."""
    bloccata = blocca_bozza(dichiarazione, ctx)
    cambiate = 0
    with sezioni_aperte(ctx):
        for riga in bloccata.sezioni.filter(tipo=tipo, foglio__in=nuovi.keys()).select_for_update():
            if riga.contenuto != in_json(nuovi[riga.foglio]):
                scrivi(riga, nuovi[riga.foglio], ctx=ctx)
                cambiate += 1
    return cambiate


@transaction.atomic
def togli(*, sezione: uuid.UUID, tolta: bool, ctx: Contesto) -> Sezione:
    """Take a row away, or put it back; with the staff of a sheet goes the whole sheet."""
    with sezioni_aperte(ctx):
        riga = _blocca(sezione, ctx)
        insieme = Sezione.objects.filter(pk=riga.pk)
        if riga.tipo == TipoSezione.PERSONALE:
            insieme = Sezione.objects.filter(dichiarazione=riga.dichiarazione_id, foglio=riga.foglio)
        insieme.update(tolta=tolta, modificato_il=adesso())
    riga.tolta = tolta
    return riga


def _blocca(sezione: uuid.UUID, ctx: Contesto) -> Sezione:
    visibili = Sezione.objects.visible_to(ctx).select_related("dichiarazione__datore")
    riga = visibili.select_for_update(of=("self", "dichiarazione")).get(pk=sezione)
    _esigi_bozza(riga.dichiarazione, ctx)
    return riga


def blocca_bozza(dichiarazione: Dichiarazione, ctx: Contesto) -> Dichiarazione:
    """The draft, locked for whoever may write in it. Raises PermissionDenied, NonModificabile."""
    righe = Dichiarazione.objects.visible_to(ctx).select_related("datore")
    bloccata = righe.select_for_update(of=("self",)).get(pk=dichiarazione.pk)
    _esigi_bozza(bloccata, ctx)
    return bloccata


def _esigi_bozza(dichiarazione: Dichiarazione, ctx: Contesto) -> None:
    if not puo_agire_per(ctx, dichiarazione.datore):
        raise PermissionDenied
    if not dichiarazione.modificabile:
        raise NonModificabile


def _solo_da_questa_pagina(riga: Sezione, versione_letta: int, pagina: uuid.UUID | None) -> bool:
    if pagina is None:
        return False
    dopo = riga.revisioni.filter(versione__gt=versione_letta).exclude(esito=EsitoRevisione.IN_CONFLITTO)
    return not dopo.exclude(pagina=pagina).exists()


def _misure(tipo: str, testi: Testi) -> dict[str, object]:
    """What an overview shows without reading: how many fields are to be mended, and whether anything is written."""
    return {
        "problemi": problemi(STRUTTURE[tipo], testi, NON_SCRITTI.get(tipo, ())),
        "vuota": vuoto(testi),
    }


def _revisione(riga: Sezione, contenuto: str, ctx: Contesto, pagina: uuid.UUID | None = None) -> Revisione:
    return Revisione(
        dichiarazione_id=riga.dichiarazione_id,
        sezione=riga,
        versione=riga.versione,
        contenuto=contenuto,
        autore=ctx.utente,
        pagina=pagina,
    )
