"""The pages about one employer, as tabs: each room declares its own, the header shows those that `ctx` may open."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from collocamento.models import Datore
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO


TUTTI = RUOLI_UFFICIO | RUOLI_PARTE


@dataclass(frozen=True, slots=True)
class Linguetta:
    """A tab: its URL takes the employer's id as only argument; `sezioni` are the names of URLs that light it up."""

    etichetta: str
    url: str
    ordine: int
    ruoli: frozenset[str] = TUTTI
    sezioni: tuple[str, ...] = ()


_linguette: list[Linguetta] = []


def registra(linguetta: Linguetta) -> None:
    _linguette.append(linguetta)


def linguette(ctx: Contesto, datore: Datore, vista: str) -> Iterable[dict]:
    """The tabs of this employer that `ctx` may open; `vista` is the name of the view shown, with its namespace."""
    return [
        {
            "etichetta": linguetta.etichetta,
            "url": reverse(linguetta.url, args=[datore.pk]),
            "attiva": vista == linguetta.url or any(vista.startswith(sezione) for sezione in linguetta.sezioni),
        }
        for linguetta in sorted(_linguette, key=lambda linguetta: linguetta.ordine)
        if ctx.ruolo in linguetta.ruoli
    ]


def prima_pagina(ctx: Contesto, datore: uuid.UUID) -> str:
    """Where `ctx` begins with an employer: the first of its tabs."""
    aperte = [linguetta for linguetta in _linguette if ctx.ruolo in linguetta.ruoli]
    return reverse(min(aperte, key=lambda linguetta: linguetta.ordine).url, args=[datore])
