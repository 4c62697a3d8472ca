"""Compute again what the returns owe, when a code table, a parameter or the engine has changed."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.azioni.campagne import ricalcola_ritardi
from collocamento.enums import StatoProspetto, TipoComunicazione
from collocamento.importazione import deposito
from collocamento.importazione.esame import esamina
from collocamento.importazione.esecuzione import Avanzamento, Silenzio, motore_attuale, tavole
from collocamento.importazione.tavole import Tavole
from collocamento.models import Calcolo, CalcoloProvincia, Originale, Prospetto
from collocamento.models.calcolo import Cifre
from socialabs.base.cifratura import decifra
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


LAVORO_RICALCOLO = "collocamento.ricalcola"
RIFATTE = ("prospetto", "calcolo", "provincia")
LOTTO = 100


CIFRE = [campo.name for campo in Cifre._meta.fields]


@dataclass(frozen=True, slots=True)
class Ricalcolo:
    """Returns brought up to date, those whose original could not be read, employers with new figures."""

    prospetti: int = 0
    illeggibili: int = 0
    datori_cambiati: int = 0


def datori_da_ricalcolare() -> int:
    """How many employers have a valid return computed by tables or rules that are no longer today's."""
    vecchi = Calcolo.objects.filter(prospetto__stato=StatoProspetto.VALIDO).exclude(motore=motore_attuale())
    return vecchi.values("prospetto__datore").distinct().count()


@transaction.atomic
def ricalcola(*, ctx: Contesto, avanzamento: Avanzamento | None = None) -> Ricalcolo:
    """Bring every return to today's tables and engine, from its original.

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
    fatti, cambiati = 0, set()
    for inizio in range(0, len(vecchi), LOTTO):
        lotto = [pk for pk, _anno in vecchi[inizio : inizio + LOTTO]]
        prima = _cifre(lotto)
        fatti += _rifai(lotto, attuali)
        cambiati |= {datore for datore, *_cifra in prima ^ _cifre(lotto)}
        avanzamento.aggiorna(min(inizio + LOTTO, len(vecchi)), len(vecchi), _("Ricalcolo degli obblighi"))
    # Whether a return was due at all decides whether it was late.
    for anno in sorted({anno for _pk, anno in vecchi}):
        ricalcola_ritardi(anno)
    registra_evento(
        ctx,
        "prospetti.ricalcolati",
        tipo="collocamento.calcolo",
        dettagli={"prospetti": fatti, "datori_cambiati": len(cambiati), "motore": attuali.motore},
    )
    return Ricalcolo(fatti, len(vecchi) - fatti, len(cambiati))


def _cifre(prospetti: list) -> set[tuple]:
    """The figures of the valid returns among these, national and provincial, each row after its employer."""
    scelti = {"prospetto__in": prospetti, "prospetto__stato": StatoProspetto.VALIDO}
    chi = ["prospetto__datore", "prospetto"]
    nazionali = Calcolo.objects.filter(**scelti).values_list(*chi, "classe", "prospetto_dovuto", *CIFRE)
    return {*nazionali, *CalcoloProvincia.objects.filter(**scelti).values_list(*chi, "provincia", *CIFRE)}


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
