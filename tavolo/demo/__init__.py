"""The demonstration's table: two years of work up to today, and a meeting that anyone may try to open."""

from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.documenti.demo import emetti_per_la_demo, si_puo_emettere
from tavolo.demo.composizione import componi
from tavolo.demo.lavori import svolgi
from tavolo.documenti import PUBBLICO
from tavolo.models import EnteMembro, Verbale


@passo(40, "tavolo territoriale")
def carica(demo: Dimostrazione) -> None:
    """Dates count from the day of the first loading: a table that is there already stays as it is."""
    if not EnteMembro.objects.exists():
        svolgi(componi(demo), demo.ctx)
        _sigilla_l_ultimo(demo)


def _sigilla_l_ultimo(demo: Dimostrazione) -> None:
    """One published PDF to look at; to seal all of the past would take longer than a first start should."""
    pubblicati = Verbale.objects.filter(pubblicato_il__isnull=False, deserta=False, seduta__gruppo__isnull=True)
    if si_puo_emettere():
        emetti_per_la_demo(PUBBLICO, pubblicati.latest("seduta__inizio").pk, ctx=demo.ctx)
