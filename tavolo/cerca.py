"""What did we decide about...: decisions, approved minutes and agenda items, with the words found marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Chiave
from tavolo.enums import VERBALE_CHIUSO
from tavolo.models import BranoVerbale, Decisione, Punto, Verbale
from tavolo.testi import CONFIGURAZIONE, interrogazione


MASSIMO = 20
# Marks that no keyboard writes: the text is escaped first, and only then they become elements.
INIZIO, FINE = "\ue000", "\ue001"
OPZIONI = {"config": CONFIGURAZIONE, "start_sel": INIZIO, "stop_sel": FINE, "max_words": 35, "min_words": 15}


@dataclass(frozen=True, slots=True)
class Esito:
    """A result: `frammento` is safe HTML, with the words found in <mark>."""

    titolo: str
    dettaglio: str
    url: str
    frammento: SafeString
    rango: float
    oggetto: Chiave


@dataclass(frozen=True, slots=True)
class Gruppo:
    nome: str
    esiti: list[Esito]
    altri: bool


def cerca(ctx: Contesto, testo: str) -> list[Gruppo]:
    """By kind, decisions first, each with its nearest results first; kinds without any are left out."""
    gruppi = [
        _gruppo(_("Decisioni"), _decisioni(ctx, testo)),
        _gruppo(_("Verbali approvati"), _verbali(ctx, testo)),
        _gruppo(_("Punti all'ordine del giorno"), _punti(ctx, testo)),
    ]
    return [gruppo for gruppo in gruppi if gruppo.esiti]


def _gruppo(nome: str, esiti: Iterator[Esito]) -> Gruppo:
    trovati = sorted(esiti, key=lambda esito: -esito.rango)
    return Gruppo(nome, trovati[:MASSIMO], len(trovati) > MASSIMO)


def _con_frammento(righe: QuerySet, testo: str, campo: str, *collegati: str) -> QuerySet:
    """The nearest rows and one more, which tells that there are others."""
    frammento = SearchHeadline(F(campo), interrogazione(testo), **OPZIONI)
    return righe.cerca(testo).select_related(*collegati).annotate(frammento=frammento)[: MASSIMO + 1]


def _decisioni(ctx: Contesto, testo: str) -> Iterator[Esito]:
    for d in _con_frammento(Decisione.objects.visible_to(ctx), testo, "testo", "punto__seduta__gruppo"):
        dettaglio = f"{d}, {d.adottata_il:%d/%m/%Y} · {d.get_stato_display()}"
        yield _esito(d, d.titolo, dettaglio, reverse("tavolo:decisione", args=[d.pk]), ("tavolo.decisione", d.pk))


def _verbali(ctx: Contesto, testo: str) -> Iterator[Esito]:
    chiusi = Q(verbale__seduta__stato__in=VERBALE_CHIUSO)
    brani = BranoVerbale.objects.visible_to(ctx).filter(chiusi)
    for b in _con_frammento(brani, testo, "testo", "punto", "verbale__seduta__gruppo"):
        indirizzo = reverse("tavolo:verbale", args=[b.verbale_id])
        dove = f"{indirizzo}#punto-{b.punto_id}"
        yield _esito(b, b.punto.titolo, _quando(b.verbale.seduta), dove, ("tavolo.punto", b.punto_id))
    verbali = Verbale.objects.visible_to(ctx).filter(seduta__stato__in=VERBALE_CHIUSO)
    for v in _con_frammento(verbali, testo, "premessa", "seduta__gruppo"):
        yield _esito(v, str(v), _quando(v.seduta), reverse("tavolo:verbale", args=[v.pk]), ("tavolo.verbale", v.pk))


def _punti(ctx: Contesto, testo: str) -> Iterator[Esito]:
    for p in _con_frammento(Punto.objects.visible_to(ctx), testo, "descrizione", "seduta__gruppo"):
        yield _esito(p, p.titolo, _quando(p.seduta), p.seduta.get_absolute_url(), ("tavolo.punto", p.pk))


def _quando(seduta: Any) -> str:
    return f"{seduta}, {seduta.giorno:%d/%m/%Y}" if seduta.giorno else str(seduta)


def _esito(riga: Any, titolo: str, dettaglio: str, url: str, oggetto: Chiave) -> Esito:
    return Esito(titolo, dettaglio, url, evidenzia(riga.frammento), riga.rango, oggetto)


def evidenzia(frammento: str) -> SafeString:
    """The fragment as HTML: everything escaped but the marks, which always come in pairs."""
    testo, aperto, pezzi = escape(frammento), False, []
    for carattere in testo:
        if carattere == INIZIO and not aperto:
            aperto = True
            pezzi.append("<mark>")
        elif carattere == FINE and aperto:
            aperto = False
            pezzi.append("</mark>")
        elif carattere not in (INIZIO, FINE):
            pezzi.append(carattere)
    return mark_safe("".join(pezzi) + ("</mark>" if aperto else ""))
