"""Compute again what the returns owe, when a code table, a parameter or the engine has changed."""

import zlib
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.azioni.campagne import ricalcola_ritardi
from collocamento.enums import TipoComunicazione
from collocamento.importazione import deposito
from collocamento.importazione.esame import esamina
from collocamento.importazione.esecuzione import Avanzamento, Silenzio, tavole
from collocamento.importazione.tavole import Tavole
from collocamento.models import Originale, Prospetto
from socialabs.base.cifratura import decifra
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


LAVORO_RICALCOLO = "collocamento.ricalcola"
RIFATTE = ("prospetto", "calcolo", "provincia")
LOTTO = 100


@transaction.atomic
def ricalcola(*, ctx: Contesto, avanzamento: Avanzamento | None = None) -> int:
    """Bring every return to today's tables and engine, from its original; how many were behind.

    A return already computed by them is not touched, so that doing it twice changes nothing. One whose original can no
    longer be read keeps its old figures. Raises whatever `avanzamento` raises to stop, and then nothing has changed.
    """
    deposito.prepara()
    avanzamento, attuali = avanzamento or Silenzio(), tavole()
    vecchi = list(
        Prospetto.objects.exclude(tipo=TipoComunicazione.ANNULLAMENTO)
        .exclude(calcolo__motore=attuali.motore)
        .order_by("pk")
        .values_list("pk", "anno")
    )
    fatti = 0
    for inizio in range(0, len(vecchi), LOTTO):
        fatti += _rifai([pk for pk, _anno in vecchi[inizio : inizio + LOTTO]], attuali)
        avanzamento.aggiorna(min(inizio + LOTTO, len(vecchi)), len(vecchi), _("Ricalcolo degli obblighi"))
    # Whether a return was due at all decides whether it was late.
    for anno in sorted({anno for _pk, anno in vecchi}):
        ricalcola_ritardi(anno)
    registra_evento(
        ctx,
        "prospetti.ricalcolati",
        tipo="collocamento.calcolo",
        dettagli={"prospetti": fatti, "motore": attuali.motore},
    )
    return fatti


def _rifai(prospetti: list, attuali: Tavole) -> int:
    righe: dict[str, list[str]] = {tabella: [] for tabella in RIFATTE}
    riusciti = []
    for pk, nuove in _righe(prospetti, attuali):
        riusciti.append(pk)
        for tabella in RIFATTE:
            righe[tabella].append(nuove[tabella])
    deposito.rifai(riusciti, righe)
    return len(riusciti)


def _righe(prospetti: list, attuali: Tavole) -> Iterator[tuple]:
    for originale in Originale.objects.filter(prospetto__in=prospetti):
        contenuto = zlib.decompress(decifra(originale.cifrato))
        esaminato = esamina("", contenuto, attuali, pk=originale.pk)
        if esaminato.righe:
            yield originale.pk, esaminato.righe
