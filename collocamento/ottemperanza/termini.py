"""The sixty days for the request (art. 9, c. 1) of the people that an employer lacks, and the sentences about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from collocamento.normativa import Categoria, termine_richiesta
from collocamento.scheda import disabili, protette


# Since when people of a category have been missing in a province.
Sorti = Mapping[tuple[str, Categoria], date]


@dataclass(frozen=True, slots=True)
class Termine:
    """`numero` people missing in a province since `dal`; `noto`: an obligation episode tells that day."""

    provincia: str
    categoria: Categoria
    numero: int
    dal: date
    noto: bool

    @property
    def entro(self) -> date:
        """The last day to ask for them."""
        return termine_richiesta(self.dal).entro


def termini_di(dovuti: Mapping[str, tuple[int, int]], sorti: Sorti, situazione: date) -> list[Termine]:
    """Those of the people due now, by province; from `situazione`, the day of the data, where `sorti` has no day."""
    return [
        Termine(codice, categoria, numero, sorti.get((codice, categoria), situazione), (codice, categoria) in sorti)
        for codice, numeri in dovuti.items()
        for categoria, numero in zip(Categoria, numeri, strict=True)
        if numero
    ]


def frasi(termini: Sequence[Termine], giorno: date, province: Mapping[str, str]) -> Iterator[str]:
    """The one term of all, or each with its people; then which of them no episode tells. A sentence stays short."""
    uno_solo = len({termine.dal for termine in termini}) == 1
    for termine in termini[:1] if uno_solo else termini:
        testo = _frase(passato=giorno > termine.entro, di_alcuni=not uno_solo)
        dati = {"dal": f"{termine.dal:%d/%m/%Y}", "entro": f"{termine.entro:%d/%m/%Y}", "chi": _chi(termine, province)}
        yield testo % dati
    if not any(termine.noto for termine in termini):
        yield _("Il giorno in cui l'obbligo è sorto non risulta: il termine è contato dal giorno dei dati.")
        return
    for termine in termini:
        if not termine.noto:
            yield _(
                "Non risulta il giorno in cui è sorto l'obbligo per %(chi)s: il termine è contato da quello dei dati."
            ) % {"chi": _chi(termine, province)}


def _frase(*, passato: bool, di_alcuni: bool) -> str:
    if di_alcuni and passato:
        return _(
            "Per %(chi)s il termine di sessanta giorni per la richiesta (art. 9, c. 1), contato dal %(dal)s, "
            "scadeva il %(entro)s."
        )
    if di_alcuni:
        return _(
            "Per %(chi)s il termine di sessanta giorni per la richiesta (art. 9, c. 1), contato dal %(dal)s, "
            "scade il %(entro)s."
        )
    if passato:
        return _(
            "Il termine di sessanta giorni per la richiesta (art. 9, c. 1), contato dal %(dal)s, scadeva il %(entro)s."
        )
    return _("Il termine di sessanta giorni per la richiesta (art. 9, c. 1), contato dal %(dal)s, scade il %(entro)s.")


def _chi(termine: Termine, province: Mapping[str, str]) -> str:
    persone = {Categoria.DISABILI: disabili, Categoria.ART18: protette}
    return _("%(chi)s in provincia di %(provincia)s") % {
        "chi": persone[termine.categoria](termine.numero),
        "provincia": province.get(termine.provincia, termine.provincia),
    }
