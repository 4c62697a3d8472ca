"""What is written in a return, in clear: each reading goes into the register, rows come through the second wall."""

import json
from collections.abc import Iterable
from typing import Any

from collocamento.dichiarazioni.enums import TipoSezione
from collocamento.dichiarazioni.models import Dichiarazione, Sezione
from collocamento.dichiarazioni.parti import Bozza, Foglio, Parte
from collocamento.muro import lavoratori_aperti as sezioni_aperte
from collocamento.unipi.testi import Testi
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


def leggi_testi(riga: Any) -> Testi:
    """The texts of a section or of one of its revisions."""
    return json.loads(riga.contenuto)


def in_json(testi: Testi) -> str:
    """The texts as they are kept: the same for the same values, whatever the order in which they were typed."""
    return json.dumps(testi, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def leggi_bozza(dichiarazione: Dichiarazione, ctx: Contesto, motivo: str) -> Bozza:
    """All the sections. Raises Dichiarazione.DoesNotExist outside the scope of `ctx`, ValueError without a reason."""
    if not motivo.strip():
        raise ValueError("a reading of a return needs a reason")
    with sezioni_aperte(ctx):
        bozza = bozza_di(Sezione.objects.visible_to(ctx).filter(dichiarazione=dichiarazione).presenti())
    if bozza is None:
        raise Dichiarazione.DoesNotExist
    segna_lettura(ctx, dichiarazione, motivo)
    return bozza


def segna_lettura(ctx: Contesto, dichiarazione: Dichiarazione, motivo: str) -> None:
    registra_evento(
        ctx,
        "dichiarazione.letta",
        tipo="dichiarazioni.dichiarazione",
        oggetto_id=dichiarazione.pk,
        etichetta=str(dichiarazione),
        motivo=motivo,
    )


def bozza_di(sezioni: Iterable[Sezione]) -> Bozza | None:
    """The return that the rows make; None when there are none."""
    intere: dict[str, Parte] = {}
    fogli: dict[int, dict[str, list[Parte]]] = {}
    for riga in sezioni:
        parte = Parte(riga.tipo, leggi_testi(riga), riga.foglio, riga.ordine, riga.pk)
        if riga.foglio:
            fogli.setdefault(riga.foglio, {}).setdefault(riga.tipo, []).append(parte)
        else:
            intere[riga.tipo] = parte
    if not intere:
        return None
    return Bozza(
        intere[TipoSezione.QUADRO1],
        intere[TipoSezione.INVIO],
        [_foglio(numero, parti) for numero, parti in sorted(fogli.items())],
    )


def _foglio(numero: int, parti: dict[str, list[Parte]]) -> Foglio:
    return Foglio(
        numero,
        parti[TipoSezione.PERSONALE][0],
        parti[TipoSezione.CONCESSIONI][0],
        parti.get(TipoSezione.LAVORATORE, []),
        parti.get(TipoSezione.POSTO, []),
    )
