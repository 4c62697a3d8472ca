"""Bring the obligation episodes up to the day: derived from the positions, in sets, and the same if done again."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pghistory
from django.db import transaction

from collocamento.enums import StatoProspetto
from collocamento.models import CalcoloProvincia, Datore
from collocamento.posizione.calcolo import Posizione, posizioni
from collocamento.posizione.domande import Luogo, domande
from collocamento.posizione.enums import StatoEpisodio
from collocamento.posizione.models import Episodio
from collocamento.posizione.stati import Esito, fatti, valuta
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro import registra_evento


LOTTO = 500
UN_GIORNO = timedelta(days=1)
# What an episode says besides its state and its days.
CIFRE = (
    "stato",
    "comune",
    "t0",
    "entro",
    "posti",
    "posti_art18",
    "scoperti",
    "scoperti_art18",
    "nascite",
    "nascite_art18",
    "situazione",
    "origine",
)


@dataclass(frozen=True, slots=True)
class Ricalcolo:
    """How many episodes have begun, ended, and changed figures without changing state."""

    aperti: int = 0
    chiusi: int = 0
    corretti: int = 0

    def __add__(self, altro: "Ricalcolo") -> "Ricalcolo":
        return Ricalcolo(self.aperti + altro.aperti, self.chiusi + altro.chiusi, self.corretti + altro.corretti)

    def __bool__(self) -> bool:
        return bool(self.aperti or self.chiusi or self.corretti)


@dataclass(slots=True)
class _Scritture:
    """What a batch has to write, gathered before any of it is written."""

    nuovi: list[Episodio] = field(default_factory=list)
    chiusi: list[Episodio] = field(default_factory=list)
    corretti: list[Episodio] = field(default_factory=list)

    def chiudi(self, episodio: Episodio, ultimo: date) -> None:
        episodio.al = max(episodio.dal, ultimo)
        self.chiusi.append(episodio)

    def correggi(self, episodio: Episodio, cifre: dict[str, Any]) -> None:
        for campo, valore in cifre.items():
            setattr(episodio, campo, valore)
        episodio.al = None
        self.corretti.append(episodio)


def ricalcola_tutti(giorno: date, ctx: Contesto) -> Ricalcolo:
    """Every employer, a batch and a transaction at a time: stopped half way, it is begun again and ends the work."""
    tutti = list(Datore.objects.order_by("pk").values_list("pk", flat=True))
    return ricalcola(tutti, giorno, ctx)


def ricalcola(datori: Collection[uuid.UUID], giorno: date, ctx: Contesto) -> Ricalcolo:
    """Bring the episodes of these employers to `giorno`: to be called after any act about them.

    In as few queries for a batch of employers as for one. Done twice it changes nothing. Episodes that begin after
    `giorno` are left alone: the past is not computed again.
    """
    totale, ordinati = Ricalcolo(), sorted(set(datori))
    for inizio in range(0, len(ordinati), LOTTO):
        totale += _ricalcola_lotto(ordinati[inizio : inizio + LOTTO], giorno, ctx)
    if totale:
        dettagli = {"aperti": totale.aperti, "chiusi": totale.chiusi, "corretti": totale.corretti}
        registra_evento(ctx, "episodi.ricalcolati", tipo="posizione.episodio", dettagli=dettagli)
    return totale


@transaction.atomic
def _ricalcola_lotto(datori: Sequence[uuid.UUID], giorno: date, ctx: Contesto) -> Ricalcolo:
    # Two recalculations of one employer wait for each other; the returns that refer to it need not.
    list(Datore.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=datori).order_by("pk"))
    ultimi = _ultimi(datori)
    scritture = _Scritture()
    note = posizioni(datori, giorno)
    for luogo, esito, cifre in _valutati(note.values(), ultimi, datori, giorno):
        _confronta(scritture, luogo, ultimi.pop(luogo, None), esito, cifre, giorno)
    # What is left has no position any more: its return was annulled, or the province has no sheet.
    for episodio in ultimi.values():
        if episodio.al is None and episodio.dal <= giorno:
            scritture.chiudi(episodio, giorno - UN_GIORNO)
    with pghistory.context(attore=str(getattr(ctx.utente, "pk", "") or ctx.processo)):
        return _scrivi(scritture)


def _ultimi(datori: Sequence[uuid.UUID]) -> dict[Luogo, Episodio]:
    """The latest episode of each employer and province, open or closed."""
    righe = Episodio.objects.filter(datore__in=datori).order_by("datore_id", "provincia", "-dal")
    return {(e.datore_id, e.provincia): e for e in righe.distinct("datore_id", "provincia")}


def _valutati(
    note: Iterable[Posizione], ultimi: dict[Luogo, Episodio], datori: Sequence[uuid.UUID], giorno: date
) -> Iterator[tuple[Luogo, Esito, dict[str, Any]]]:
    chieste, comuni = domande(datori), _comuni(datori)
    for nota in note:
        fogli = {foglio.codice: foglio for foglio in nota.ingressi.fogli}
        for provincia, cifre in nota.risultato.province.items():
            luogo = (nota.datore, provincia)
            ultimo = ultimi.get(luogo)
            precedente = ultimo.come_precedente(giorno) if ultimo and ultimo.al is None else None
            visti = fatti(cifre, fogli.get(provincia), nota.ingressi.situazione)
            esito = valuta(visti, precedente, chieste.get(luogo, ()), giorno)
            yield luogo, esito, _cifre(esito, comuni.get(luogo), nota.ingressi.origine)


def _comuni(datori: Sequence[uuid.UUID]) -> dict[Luogo, str | None]:
    """The comune of the seat in each province, as the latest valid return has it."""
    righe = CalcoloProvincia.objects.filter(prospetto__datore__in=datori, prospetto__stato=StatoProspetto.VALIDO)
    ultime = righe.order_by("prospetto__datore_id", "provincia", "-prospetto__anno").distinct(
        "prospetto__datore_id", "provincia"
    )
    luoghi = ultime.values_list("prospetto__datore", "provincia", "comune")
    return {(datore, provincia): comune for datore, provincia, comune in luoghi}


def _cifre(esito: Esito, comune: str | None, origine: str) -> dict[str, Any]:
    return {
        "stato": esito.stato,
        "comune_id": comune,
        "t0": esito.t0,
        "entro": esito.entro,
        "posti": len(esito.nascite),
        "posti_art18": len(esito.nascite_art18),
        "scoperti": esito.scoperti,
        "scoperti_art18": esito.scoperti_art18,
        "nascite": list(esito.nascite),
        "nascite_art18": list(esito.nascite_art18),
        "situazione": esito.situazione,
        "origine": origine,
    }


def _confronta(
    scritture: _Scritture, luogo: Luogo, ultimo: Episodio | None, esito: Esito, cifre: dict[str, Any], giorno: date
) -> None:
    """Open, close or correct, as the state of `ultimo` and that of today tell."""
    if ultimo is None:
        scritture.nuovi.append(_nuovo(luogo, min(esito.decorrenza, giorno), cifre))
    elif ultimo.dal > giorno:
        return
    elif ultimo.al is not None:
        _riapri(scritture, luogo, ultimo, esito, cifre, giorno)
    elif ultimo.stato == esito.stato:
        if any(getattr(ultimo, campo) != valore for campo, valore in cifre.items()):
            scritture.correggi(ultimo, cifre)
    else:
        dal = _apertura(ultimo, esito, giorno)
        if dal <= ultimo.dal:
            # A day has one state: the one it ends with.
            scritture.correggi(ultimo, cifre)
        else:
            scritture.chiudi(ultimo, dal - UN_GIORNO)
            scritture.nuovi.append(_nuovo(luogo, dal, cifre))


def _apertura(ultimo: Episodio, esito: Esito, giorno: date) -> date:
    """The first day of the next state: today, or the day after the term when only time has passed."""
    solo_tempo = (ultimo.stato, esito.stato) == (StatoEpisodio.SCOPERTA_NEI_TERMINI, StatoEpisodio.SCOPERTA_OLTRE)
    return min(max(ultimo.dal + UN_GIORNO, esito.decorrenza), giorno) if solo_tempo else giorno


def _riapri(
    scritture: _Scritture, luogo: Luogo, chiuso: Episodio, esito: Esito, cifre: dict[str, Any], giorno: date
) -> None:
    """A position that was lost is known again, from the day after the last one told."""
    if chiuso.al >= giorno:
        scritture.correggi(chiuso, cifre)
    else:
        dal = min(max(chiuso.al + UN_GIORNO, esito.decorrenza), giorno)
        scritture.nuovi.append(_nuovo(luogo, dal, cifre))


def _nuovo(luogo: Luogo, dal: date, cifre: dict[str, Any]) -> Episodio:
    datore, provincia = luogo
    return Episodio(datore_id=datore, provincia=provincia, dal=dal, **cifre)


def _scrivi(scritture: _Scritture) -> Ricalcolo:
    """Closed before the new ones open: the database lets no two overlap."""
    ora = adesso()
    for episodio in (*scritture.chiusi, *scritture.corretti):
        episodio.modificato_il = ora
    Episodio.objects.bulk_update(scritture.chiusi, ["al", "modificato_il"], batch_size=LOTTO)
    Episodio.objects.bulk_update(scritture.corretti, [*CIFRE, "al", "modificato_il"], batch_size=LOTTO)
    Episodio.objects.bulk_create(scritture.nuovi, batch_size=LOTTO)
    return Ricalcolo(len(scritture.nuovi), len(scritture.chiusi), len(scritture.corretti))
