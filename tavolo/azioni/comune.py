"""What the table's verbs share: a line in the register, numbers without gaps, a meeting taken under lock."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro import registra_evento
from tavolo.controlli import attivi, avvertenze
from tavolo.models import Intervento, Seduta


PROSSIMO = """
    insert into tavolo_contatore (serie, anno, ultimo) values (%s, %s, 1)
    on conflict (serie, anno) do update set ultimo = tavolo_contatore.ultimo + 1
    returning ultimo
"""


def prossimo_numero(serie: str, anno: int) -> int:
    """The next number of `serie` in `anno`. Whoever asks meanwhile waits for this transaction: no gap, no double."""
    with connection.cursor() as cursor:
        cursor.execute(PROSSIMO, [serie, anno])
        return cursor.fetchone()[0]


def blocca(seduta: Seduta) -> Seduta:
    """The meeting as it is now, locked until the end of the transaction."""
    return Seduta.objects.select_for_update(of=("self",)).select_related("gruppo", "presidente").get(pk=seduta.pk)


def togli_la_parola(seduta: Seduta, istante: datetime) -> None:
    """Whoever has the floor in the meeting has spoken until `istante`."""
    in_corso = Intervento.objects.filter(punto__seduta=seduta, alle__isnull=True, dalle__lt=istante)
    in_corso.update(alle=istante, modificato_il=adesso())


def annota(ctx: Contesto, verbo: str, oggetto: models.Model, *, motivo: str = "", **dettagli: Any) -> None:
    """Add to the register. The label is the kind of thing only: names of people stay out of it."""
    etichetta = str(oggetto) if isinstance(oggetto, Seduta) else str(oggetto._meta.verbose_name)
    registra_evento(
        ctx,
        verbo,
        tipo=oggetto._meta.label_lower,
        oggetto_id=oggetto.pk,
        etichetta=etichetta,
        motivo=motivo,
        dettagli=dettagli,
    )


def annota_avvertenze(ctx: Contesto, oggetto: models.Model, testi: Iterable[str], *, passo: str) -> None:
    """Add to the register that somebody went on although the declared checks warned: how often, never of what.

    `testi` is read only where some app has declared a check.
    """
    if attivi() and (trovate := avvertenze(*testi)):
        annota(ctx, "avvertenze.ignorate", oggetto, quante=len(trovate), passo=passo)


def serie_delle_sedute(seduta: Seduta) -> str:
    return f"seduta:{seduta.gruppo_id}" if seduta.gruppo_id else "seduta"
