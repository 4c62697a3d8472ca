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
    """A sentence for all the terms that run from one day; then which of them no episode tells."""
    per_giorno: dict[date, list[Termine]] = {}
    for termine in termini:
        per_giorno.setdefault(termine.dal, []).append(termine)
    for dal, insieme in per_giorno.items():
        entro = insieme[0].entro
        testo = _frase(passato=giorno > entro, di_alcuni=len(per_giorno) > 1)
        yield testo % {"dal": f"{dal:%d/%m/%Y}", "entro": f"{entro:%d/%m/%Y}", "chi": _elenco(insieme, province)}
    ignoti = [termine for termine in termini if not termine.noto]
    if len(ignoti) == len(termini):
        yield _("Il giorno in cui l'obbligo è sorto non risulta: il termine è contato dal giorno dei dati.")
    elif ignoti:
        testo = _(
            "Non risulta il giorno in cui è sorto l'obbligo per %(chi)s: il termine è contato da quello dei dati."
        )
        yield testo % {"chi": _elenco(ignoti, province)}


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


def _elenco(termini: Sequence[Termine], province: Mapping[str, str]) -> str:
    persone = {Categoria.DISABILI: disabili, Categoria.ART18: protette}
    return ", ".join(
        _("%(chi)s in provincia di %(provincia)s")
        % {
            "chi": persone[termine.categoria](termine.numero),
            "provincia": province.get(termine.provincia, termine.provincia),
        }
        for termine in termini
    )
