"""The demonstration's table: two years of work up to today, and a meeting that anyone may try to open."""

from socialabs.base.dimostrazione import Dimostrazione, passo
from tavolo.demo.composizione import componi
from tavolo.demo.lavori import svolgi
from tavolo.models import EnteMembro


@passo(40, "tavolo territoriale")
def carica(demo: Dimostrazione) -> None:
    """Dates count from the day of the first loading: a table that is there already stays as it is."""
    if not EnteMembro.objects.exists():
        svolgi(componi(demo), demo.ctx)
