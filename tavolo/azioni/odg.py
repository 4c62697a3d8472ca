"""Verbs on the agenda. Members of a convened meeting read it: every change after that is in its history."""

import uuid
from collections.abc import Iterable
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.archivio.azioni import deposita, elimina
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.riferimenti import risolvi
from socialabs.base.versioni import salva_versionato
from tavolo.azioni.comune import annota, blocca
from tavolo.enums import StatoSeduta, TipoPunto
from tavolo.errori import NonAmmesso
from tavolo.models import Collegamento, Decisione, DocumentoPunto, Impegno, Punto, Seduta
from tavolo.odg import PROFONDITA_MASSIMA, albero
from tavolo.permessi import puo_scrivere, richiedi


# Where the papers of the agenda come from, for the archive.
ORIGINE = "tavolo.documento"
CAMPI = ["titolo", "descrizione", "tipo", "proponente", "relatore", "minuti"]


@transaction.atomic
def aggiungi_punto(*, punto: Punto, ctx: Contesto) -> Punto:
    """Add an item at the end of its siblings; under an internal item it is internal. Raises NonAmmesso."""
    _scrivibile(punto.seduta, ctx)
    if punto.padre_id:
        if _livello(punto.padre) >= PROFONDITA_MASSIMA:
            raise NonAmmesso(_("L'ordine del giorno ha al massimo tre livelli."))
        if punto.padre.tipo == TipoPunto.INTERNO:
            punto.tipo = TipoPunto.INTERNO
    punto.posizione = len(_fratelli(punto.seduta, punto.padre_id)) + 1
    punto.save()
    annota(ctx, "punto.aggiunto", punto)
    return punto


@transaction.atomic
def modifica_punto(*, punto: Punto, versione_letta: int, ctx: Contesto) -> None:
    """Write what an item says; made internal, what stands under it is too. Raises ConflittoVersione, NonAmmesso."""
    _scrivibile(punto.seduta, ctx)
    if punto.padre_id and punto.padre.tipo == TipoPunto.INTERNO:
        punto.tipo = TipoPunto.INTERNO
    salva_versionato(punto, versione_letta, CAMPI)
    if punto.tipo == TipoPunto.INTERNO:
        _rendi_interni(punto)
    annota(ctx, "punto.modificato", punto)


@transaction.atomic
def sposta_punto(*, punto: Punto, di: int, ctx: Contesto) -> None:
    """Exchange an item with its neighbour above (-1) or below (1); at the end of the row nothing moves."""
    _scrivibile(punto.seduta, ctx)
    fratelli = _fratelli(punto.seduta, punto.padre_id)
    qui = next(i for i, fratello in enumerate(fratelli) if fratello.pk == punto.pk)
    if 0 <= qui + di < len(fratelli):
        fratelli[qui], fratelli[qui + di] = fratelli[qui + di], fratelli[qui]
        _riscrivi(fratelli)
        annota(ctx, "punto.spostato", punto)


@transaction.atomic
def rientra_punto(*, punto: Punto, ctx: Contesto) -> None:
    """Put an item, with what stands under it, at the end of those under its neighbour above. Raises NonAmmesso."""
    _scrivibile(punto.seduta, ctx)
    fratelli = _fratelli(punto.seduta, punto.padre_id)
    qui = next(i for i, fratello in enumerate(fratelli) if fratello.pk == punto.pk)
    if qui == 0:
        raise NonAmmesso(_("Il primo punto non ha sopra di sé un punto in cui rientrare."))
    if _livello(punto) + _altezza(punto) > PROFONDITA_MASSIMA:
        raise NonAmmesso(_("L'ordine del giorno ha al massimo tre livelli."))
    _appendi(punto, fratelli[qui - 1], fratelli, ctx)


@transaction.atomic
def sporgi_punto(*, punto: Punto, ctx: Contesto) -> None:
    """Bring an item out, right after the one it stood under. Raises NonAmmesso at the first level."""
    _scrivibile(punto.seduta, ctx)
    if punto.padre_id is None:
        raise NonAmmesso(_("Il punto è già al primo livello."))
    padre = punto.padre
    fratelli, zii = _fratelli(punto.seduta, punto.padre_id), _fratelli(punto.seduta, padre.padre_id)
    dopo = next(i for i, zio in enumerate(zii) if zio.pk == padre.pk) + 1
    Punto.objects.filter(pk=punto.pk).update(padre=padre.padre_id, posizione=len(zii) + 1, modificato_il=adesso())
    _riscrivi([f for f in fratelli if f.pk != punto.pk])
    _riscrivi([*zii[:dopo], punto, *zii[dopo:]])
    annota(ctx, "punto.spostato", punto)


@transaction.atomic
def elimina_punto(*, punto: Punto, ctx: Contesto) -> None:
    """Take an item off the agenda with what stands under it and its papers. Raises NonAmmesso once in the room."""
    _scrivibile(punto.seduta, ctx)
    if punto.seduta.stato == StatoSeduta.APERTA:
        raise NonAmmesso(_("A seduta aperta un punto si ritira, non si toglie."))
    fratelli = [f for f in _fratelli(punto.seduta, punto.padre_id) if f.pk != punto.pk]
    sotto = [punto.pk, *(figlio.pk for figlio in _discendenti(punto))]
    file = [d.file for d in DocumentoPunto.objects.filter(punto__in=sotto).select_related("file")]
    annota(ctx, "punto.eliminato", punto)
    punto.delete()
    for allegato in file:
        elimina(allegato, ctx=ctx)
    _riscrivi(fratelli)


@transaction.atomic
def allega_documento(
    *, punto: Punto, contenuto: BinaryIO | bytes, nome: str, tipo_mime: str, titolo: str, ctx: Contesto
) -> DocumentoPunto:
    """Put a paper away in the archive and beside its item."""
    _scrivibile(punto.seduta, ctx)
    file = deposita(contenuto, nome=nome, tipo_mime=tipo_mime, ctx=ctx, origine=ORIGINE)
    documento = DocumentoPunto.objects.create(punto=punto, titolo=titolo or file.nome, file=file)
    annota(ctx, "punto.documento_allegato", punto)
    return documento


@transaction.atomic
def togli_documento(*, documento: DocumentoPunto, ctx: Contesto) -> None:
    _scrivibile(documento.punto.seduta, ctx)
    annota(ctx, "punto.documento_tolto", documento.punto)
    file = documento.file
    documento.delete()
    elimina(file, ctx=ctx)


@transaction.atomic
def collega(*, a: Punto | Decisione | Impegno, tipo: str, oggetto_id: uuid.UUID, ctx: Contesto) -> Collegamento:
    """Note that an item, a decision or an action concerns a record of whatever app, once.

    Raises NonAmmesso for what `ctx` may not see, or is not there: nobody learns which of the two.
    """
    richiedi(puo_scrivere(ctx))
    if risolvi(ctx, tipo, oggetto_id) is None:
        raise NonAmmesso(_("Si collega solo ciò che si trova nella ricerca."))
    if (tipo, oggetto_id) == (a._meta.label_lower, a.pk):
        raise NonAmmesso(_("Non si collega una cosa a sé stessa."))
    collegamento, nuovo = Collegamento.objects.get_or_create(
        **{a._meta.model_name: a}, tipo=tipo, oggetto_id=oggetto_id
    )
    if nuovo:
        annota(ctx, "collegamento.aggiunto", a, tipo=tipo)
    return collegamento


@transaction.atomic
def scollega(*, collegamento: Collegamento, ctx: Contesto) -> None:
    richiedi(puo_scrivere(ctx))
    annota(ctx, "collegamento.tolto", collegamento, tipo=collegamento.tipo)
    collegamento.delete()


# --- the tree -------------------------------------------------------------------------------------------------------
def _scrivibile(seduta: Seduta, ctx: Contesto) -> None:
    """The agenda may change until the meeting is over; two secretaries take turns on the meeting's row."""
    richiedi(puo_scrivere(ctx))
    attuale = blocca(seduta)
    if not attuale.da_tenere and attuale.stato != StatoSeduta.APERTA:
        raise NonAmmesso(_("L'ordine del giorno di una seduta conclusa non si modifica."))


def _fratelli(seduta: Seduta, padre: uuid.UUID | None) -> list[Punto]:
    return list(Punto.objects.filter(seduta=seduta, padre=padre).order_by("posizione"))


def _discendenti(punto: Punto) -> list[Punto]:
    """What stands under an item, at whatever depth."""
    voci = albero(Punto.objects.filter(seduta=punto.seduta_id))
    trovati: list[Punto] = []
    sopra = {punto.pk}
    for voce in voci:
        if voce.punto.padre_id in sopra:
            trovati.append(voce.punto)
            sopra.add(voce.punto.pk)
    return trovati


def _livello(punto: Punto) -> int:
    return 1 if punto.padre_id is None else 1 + _livello(punto.padre)


def _altezza(punto: Punto) -> int:
    """How many levels an item takes with what stands under it: 1 alone."""
    return 1 + max((_altezza(figlio) for figlio in punto.figli.all()), default=0)


def _riscrivi(fratelli: Iterable[Punto]) -> None:
    """Number siblings 1, 2, 3 in the order given."""
    for posizione, fratello in enumerate(fratelli, start=1):
        fratello.posizione = posizione
        Punto.objects.filter(pk=fratello.pk).exclude(posizione=posizione).update(
            posizione=posizione, modificato_il=adesso()
        )


def _appendi(punto: Punto, padre: Punto, fratelli: list[Punto], ctx: Contesto) -> None:
    posizione = len(_fratelli(punto.seduta, padre.pk)) + 1
    if padre.tipo == TipoPunto.INTERNO:
        punto.tipo = TipoPunto.INTERNO
        _rendi_interni(punto)
    Punto.objects.filter(pk=punto.pk).update(padre=padre, posizione=posizione, tipo=punto.tipo, modificato_il=adesso())
    _riscrivi([f for f in fratelli if f.pk != punto.pk])
    annota(ctx, "punto.spostato", punto)


def _rendi_interni(punto: Punto) -> None:
    sotto = [figlio.pk for figlio in _discendenti(punto)]
    Punto.objects.filter(pk__in=sotto).update(tipo=TipoPunto.INTERNO, modificato_il=adesso())
