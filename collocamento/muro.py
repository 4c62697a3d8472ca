"""The second wall around workers' rows: row-level security in the database, opened for one reading at a time.

The web role sees no row of `collocamento_lavoratoredichiarato` unless its transaction has said whose employers it
reads for; a query that forgets its scope finds nothing. Writing is free: the import only ever adds. The workers that
an employer keeps between returns (`organico_rigaorganico`) stand behind the same wall, for writing too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from socialabs.base.contesto import Contesto


VARIABILE = "collocamento.datori"
TUTTI = "*"


@contextmanager
def lavoratori_aperti(ctx: Contesto) -> Iterator[None]:
    """Let the web role see, inside the block, the workers' rows that `ctx` may read.

    The setting is local to the transaction and put back as it was at the end of the block, so that it never leaks into
    the next request of a pooled connection, and a block inside another leaves the outer one open.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [VARIABILE])
        prima = cursor.fetchone()[0]
        cursor.execute("select set_config(%s, %s, true)", [VARIABILE, _datori(ctx)])
        yield
        cursor.execute("select set_config(%s, %s, true)", [VARIABILE, prima])


def _datori(ctx: Contesto) -> str:
    from collocamento.models import Datore
    from collocamento.querysets import RUOLI_LAVORATORI, organizzazioni_proprie

    if ctx.e_sistema or ctx.ruolo in RUOLI_LAVORATORI:
        return TUTTI
    if organizzazioni_proprie(ctx) is None:
        return ""
    return ",".join(str(pk) for pk in Datore.objects.visible_to(ctx).values_list("pk", flat=True))
