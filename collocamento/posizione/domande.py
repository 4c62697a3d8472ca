"""What employers have asked for: with their returns, which count as requests (art. 9 c. 3), and by other means."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.utils.timezone import localdate

from collocamento.enums import StatoProspetto
from collocamento.models import CalcoloProvincia
from collocamento.posizione.models import Richiesta
from collocamento.posizione.stati import Domanda


# (employer, code of the province)
Luogo = tuple[uuid.UUID, str]


def domande(datori: Collection[uuid.UUID]) -> Mapping[Luogo, Sequence[Domanda]]:
    """All the requests of these employers, province by province, in two queries."""
    trovate: dict[Luogo, list[Domanda]] = defaultdict(list)
    for luogo, domanda in (*_con_i_prospetti(datori), *_a_parte(datori)):
        trovate[luogo].append(domanda)
    return trovate


def _con_i_prospetti(datori: Collection[uuid.UUID]) -> Iterator[tuple[Luogo, Domanda]]:
    """A valid return asks for the posts that it declares uncovered, from the day it was first sent.

    Where it declares no figures, for those that its data leave uncovered.
    """
    fogli = CalcoloProvincia.objects.filter(
        prospetto__datore__in=datori, prospetto__stato=StatoProspetto.VALIDO
    ).values_list(
        "prospetto__datore",
        "provincia",
        "prospetto__primo_invio",
        "prospetto__dichiarati__province",
        "scopertura_disabili",
        "scopertura_art18",
    )
    for datore, provincia, inviato, dichiarati, disabili, art18 in fogli.order_by():
        foglio = (dichiarati or {}).get(provincia) or {}
        yield (
            (datore, provincia),
            Domanda(
                localdate(inviato),
                foglio.get("scoperture_disabili", disabili) or 0,
                foglio.get("scoperture_art18", art18) or 0,
            ),
        )


def _a_parte(datori: Collection[uuid.UUID]) -> Iterator[tuple[Luogo, Domanda]]:
    righe = Richiesta.objects.valide().filter(datore__in=datori).order_by()
    for datore, *resto in righe.values_list("datore", "provincia", "giorno", "disabili", "art18"):
        provincia, giorno, disabili, art18 = resto
        yield (datore, provincia), Domanda(giorno, disabili, art18)
