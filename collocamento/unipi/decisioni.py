"""Which of many returns counts: duplicates, second sendings, rettifiche and annullamenti, from headers alone.

Pure functions over small values: 100,000 headers are decided in about a second. The rules:

- byte-identical files are one file: the first in the order given is the original;
- a rettifica (02) takes the place of the document it names, and of what had taken its place already;
- an annullamento (03) ends the chain of the document it names;
- of what is left to one employer for one year, the last sent counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from collocamento.unipi.conversioni import ROMA
from collocamento.unipi.documento import Documento


PROSPETTO, RETTIFICA, ANNULLAMENTO = "01", "02", "03"


class Stato(StrEnum):
    """What became of a file that could be read."""

    ACCETTATO = "accepted"
    DUPLICATO = "duplicate_of"
    SUPERATO = "superseded_by"
    ANNULLATO = "annulled_by"
    RIFIUTATO = "refused"


class Perche(StrEnum):
    """Why a return was superseded."""

    DOPPIO_INVIO = "double_send"
    RETTIFICA = "rettifica"


class Avviso(StrEnum):
    """What is odd about an accepted file."""

    PRECEDENTE_NON_TROVATO = "previous_not_found"
    PRECEDENTE_ANNULLATO = "previous_annulled"
    PRECEDENTE_SUPERATO = "previous_superseded"


@dataclass(frozen=True, slots=True)
class Intestazione:
    """What deciding needs to know of one file. `chiave` is whatever the caller tells files apart by."""

    chiave: object
    sha256: str
    codice_comunicazione: str
    codice_precedente: str | None
    tipo_comunicazione: str
    data_invio: datetime
    codice_fiscale: str
    data_riferimento: date

    @classmethod
    def di(cls, documento: Documento, *, chiave: object, sha256: str) -> "Intestazione":
        """The header of a document just read."""
        return cls(
            chiave,
            sha256,
            documento.codice_comunicazione,
            documento.codice_precedente,
            documento.tipo_comunicazione,
            documento.data_invio,
            documento.codice_fiscale,
            documento.data_riferimento,
        )

    @property
    def anno(self) -> int:
        """The year whose situation is declared."""
        return self.data_riferimento.year


@dataclass(slots=True)
class Decisione:
    """The verdict on one file; `altro` is the file that its state names."""

    intestazione: Intestazione
    stato: Stato = Stato.ACCETTATO
    altro: Intestazione | None = None
    perche: Perche | None = None
    annulla: Intestazione | None = None
    avviso: Avviso | None = None
    motivo: str | None = None


@dataclass(frozen=True, slots=True)
class ProspettoValido:
    """The return that counts for one employer and year, and when the duty was first met.

    `primo_invio` is the first sending not annulled. `giorni_oltre_scadenza` are calendar days, 0 when in time; a
    rettifica never makes an employer late, not even one whose first sending is unknown.
    """

    finale: Intestazione
    primo_invio: datetime
    giorni_oltre_scadenza: int

    def giorni_di_ritardo(self, *, dovuto: bool) -> int:
        """Days late; whoever sends a return that was not due is not late, and only the calculation knows it."""
        return self.giorni_oltre_scadenza if dovuto else 0


@dataclass(frozen=True, slots=True)
class Esito:
    """`decisioni` keep the order of the headers; `senza_prospetto` are the (tax code, year) with all annulled."""

    decisioni: list[Decisione]
    validi: list[ProspettoValido]
    senza_prospetto: list[tuple[str, int]]


@dataclass(slots=True)
class _Catena:
    """A first sending and what took its place; dead once annulled."""

    testa: Decisione
    primo_invio: datetime
    primo_noto: bool = True
    viva: bool = True


@dataclass(slots=True)
class _Storia:
    """The communications of one employer, replayed in the order of sending."""

    decisioni: list[Decisione]
    catene: list[_Catena] = field(default_factory=list)
    catena_di: dict[str, _Catena] = field(default_factory=dict)

    def ripercorri(self) -> None:
        """Decide every communication, each one after that which it names."""
        per_codice = {decisione.intestazione.codice_comunicazione: decisione for decisione in self.decisioni}
        for decisione in _dopo_il_precedente(self.decisioni, per_codice):
            intestazione = decisione.intestazione
            precedente = per_codice.get(intestazione.codice_precedente or "")
            catena = self.catena_di.get(precedente.intestazione.codice_comunicazione) if precedente else None
            if intestazione.tipo_comunicazione == PROSPETTO:
                self._apri(decisione)
            elif intestazione.tipo_comunicazione == RETTIFICA:
                self._rettifica(decisione, catena)
            else:
                self._annulla(decisione, precedente, catena)

    def _apri(self, decisione: Decisione, *, primo_noto: bool = True) -> None:
        catena = _Catena(decisione, decisione.intestazione.data_invio, primo_noto)
        self.catene.append(catena)
        self.catena_di[decisione.intestazione.codice_comunicazione] = catena

    def _rettifica(self, decisione: Decisione, catena: _Catena | None) -> None:
        if catena is None:
            decisione.avviso = Avviso.PRECEDENTE_NON_TROVATO
            self._apri(decisione, primo_noto=False)
        elif not catena.viva:
            decisione.avviso = Avviso.PRECEDENTE_ANNULLATO
            self._apri(decisione)
        else:
            _supera(catena.testa, decisione, Perche.RETTIFICA)
            catena.testa = decisione
            self.catena_di[decisione.intestazione.codice_comunicazione] = catena

    def _annulla(self, decisione: Decisione, precedente: Decisione | None, catena: _Catena | None) -> None:
        if precedente is None or catena is None:
            decisione.avviso = Avviso.PRECEDENTE_NON_TROVATO
        elif not catena.viva:
            decisione.avviso = Avviso.PRECEDENTE_ANNULLATO
        elif catena.testa is not precedente:
            decisione.avviso = Avviso.PRECEDENTE_SUPERATO
        else:
            catena.viva = False
            precedente.stato, precedente.altro = Stato.ANNULLATO, decisione.intestazione
            decisione.annulla = precedente.intestazione

    def validi(self, scadenza: Callable[[date], date]) -> Iterator[ProspettoValido]:
        """The last sent of each year, once the other live ones are set aside as sent twice."""
        per_anno: dict[int, list[_Catena]] = defaultdict(list)
        for catena in self.catene:
            if catena.viva:
                per_anno[catena.testa.intestazione.anno].append(catena)
        for catene in per_anno.values():
            *altre, ultima = sorted(catene, key=lambda catena: _ordine(catena.testa.intestazione))
            for altra in altre:
                _supera(altra.testa, ultima.testa, Perche.DOPPIO_INVIO)
            yield _valido(ultima, catene, scadenza)


def decidi(intestazioni: Iterable[Intestazione], *, scadenza: Callable[[date], date]) -> Esito:
    """Decide every file.

    `intestazioni` must hold everything known of the employers concerned, files of earlier deliveries first: a verdict
    may change when a later delivery brings a rettifica. `scadenza` gives the last day for sending, by reference date.
    """
    decisioni: list[Decisione] = []
    originali: dict[str, Intestazione] = {}
    per_datore: dict[str, list[Decisione]] = defaultdict(list)
    for intestazione in intestazioni:
        decisione = _prima_decisione(intestazione, originali)
        decisioni.append(decisione)
        if decisione.stato == Stato.ACCETTATO:
            per_datore[intestazione.codice_fiscale].append(decisione)
    validi: list[ProspettoValido] = []
    senza_prospetto: set[tuple[str, int]] = set()
    for codice_fiscale, sue in per_datore.items():
        storia = _Storia(sue)
        storia.ripercorri()
        suoi_validi = list(storia.validi(scadenza))
        validi += suoi_validi
        rimasti = {valido.finale.anno for valido in suoi_validi}
        senza_prospetto |= {(codice_fiscale, anno) for anno in _anni_annullati(sue) - rimasti}
    return Esito(decisioni, validi, sorted(senza_prospetto))


def _prima_decisione(intestazione: Intestazione, originali: dict[str, Intestazione]) -> Decisione:
    """What can be said of a file by itself: a copy of another, or of a kind that nobody knows."""
    originale = originali.setdefault(intestazione.sha256, intestazione)
    if originale is not intestazione:
        return Decisione(intestazione, Stato.DUPLICATO, originale)
    if intestazione.tipo_comunicazione not in (PROSPETTO, RETTIFICA, ANNULLAMENTO):
        return Decisione(intestazione, Stato.RIFIUTATO, motivo="unknown_communication_type")
    return Decisione(intestazione)


def _anni_annullati(decisioni: list[Decisione]) -> set[int]:
    return {
        decisione.intestazione.anno
        for decisione in decisioni
        if decisione.stato == Stato.ANNULLATO or decisione.intestazione.tipo_comunicazione == ANNULLAMENTO
    }


def _dopo_il_precedente(decisioni: list[Decisione], per_codice: dict[str, Decisione]) -> Iterator[Decisione]:
    """In the order of sending, but never before the communication named, whatever the clocks said."""
    visti: set[int] = set()
    for decisione in sorted(decisioni, key=lambda decisione: _ordine(decisione.intestazione)):
        arretrati: list[Decisione] = []
        corrente: Decisione | None = decisione
        while corrente is not None and id(corrente) not in visti:
            visti.add(id(corrente))
            arretrati.append(corrente)
            corrente = per_codice.get(corrente.intestazione.codice_precedente or "")
        yield from reversed(arretrati)


def _ordine(intestazione: Intestazione) -> tuple[datetime, str, str]:
    return intestazione.data_invio, intestazione.codice_comunicazione, intestazione.sha256


def _supera(vecchia: Decisione, nuova: Decisione, perche: Perche) -> None:
    vecchia.stato, vecchia.altro, vecchia.perche = Stato.SUPERATO, nuova.intestazione, perche


def _valido(ultima: _Catena, catene: list[_Catena], scadenza: Callable[[date], date]) -> ProspettoValido:
    prima = min(catene, key=lambda catena: catena.primo_invio)
    ultimo_giorno = scadenza(ultima.testa.intestazione.data_riferimento)
    giorni = (prima.primo_invio.astimezone(ROMA).date() - ultimo_giorno).days if prima.primo_noto else 0
    return ProspettoValido(ultima.testa.intestazione, prima.primo_invio, max(0, giorni))
