"""What a file would change in a list, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from collocamento.organico.dati import DatiLavoratore, in_piano
from collocamento.organico.enums import ModoImportazione
from collocamento.organico.models import RigaOrganico
from collocamento.organico.querysets import InChiaro
from collocamento.organico.xlsx.colonne import COLONNE, Colonna, Genere
from collocamento.organico.xlsx.lettura import Errore, Lettura
from collocamento.organico.xlsx.scrittura import ore
from socialabs.base.templatetags.socialabs import leggibile


@dataclass(frozen=True, slots=True)
class Cambio:
    """A worker of the list who would change: what the row says now and what it would say."""

    riga: RigaOrganico
    prima: DatiLavoratore
    dopo: DatiLavoratore

    @property
    def voci(self) -> list[tuple[str, str, str]]:
        """(column, before, after) of what changes."""
        return differenze(self.prima, self.dopo)


@dataclass(frozen=True, slots=True)
class Anteprima:
    """What would be added, changed and ended; with errors nothing can be."""

    aggiunti: tuple[DatiLavoratore, ...]
    cambiati: tuple[Cambio, ...]
    cessati: tuple[Cambio, ...]
    invariati: int
    errori: tuple[Errore, ...]

    @property
    def quanti(self) -> int:
        """Workers that something would happen to."""
        return len(self.aggiunti) + len(self.cambiati) + len(self.cessati)

    @property
    def cambia_qualcosa(self) -> bool:
        return bool(self.quanti)


def anteprima(attuali: Sequence[InChiaro], lettura: Lettura, modo: str, cessati_il: date | None) -> Anteprima:
    """Compare a file with the list as it is. A worker is known again by the number that the company gave."""
    in_corso = {dati.matricola: (riga, dati) for riga, dati in attuali if dati.cessato_il is None}
    finiti = {(dati.matricola, dati.inizio): (riga, dati) for riga, dati in attuali if dati.cessato_il is not None}
    aggiunti, cambiati, visti, invariati = [], [], set(), 0
    for _numero, nuovi in lettura.lavoratori:
        trovato = finiti.get((nuovi.matricola, nuovi.inizio)) if nuovi.cessato_il else None
        trovato = trovato or in_corso.get(nuovi.matricola)
        if trovato is None or trovato[0].pk in visti:
            aggiunti.append(nuovi)
            continue
        riga, dati = trovato
        visti.add(riga.pk)
        if dati == nuovi:
            invariati += 1
        else:
            cambiati.append(Cambio(riga, dati, nuovi))
    mancano = [voce for voce in in_corso.values() if voce[0].pk not in visti]
    cessati, errori = [], list(lettura.errori)
    # While some row cannot be read, nobody can tell who is missing.
    if modo == ModoImportazione.COMPLETO and cessati_il is not None and not errori:
        cessati = list(_cessati(mancano, cessati_il))
        errori.extend(_cessati_prima_di_cominciare(cessati))
    return Anteprima(tuple(aggiunti), tuple(cambiati), tuple(cessati), invariati, tuple(errori))


def _cessati(mancano: Sequence[tuple[RigaOrganico, DatiLavoratore]], giorno: date) -> Iterator[Cambio]:
    """Who is not in a file that has everybody left on `giorno`, or at the end of the contract if that came before."""
    for riga, dati in mancano:
        ultimo = min(filter(None, (dati.fine, giorno)))
        yield Cambio(riga, dati, replace(dati, cessato_il=ultimo))


def _cessati_prima_di_cominciare(cessati: Sequence[Cambio]) -> Iterator[Errore]:
    for cambio in cessati:
        if cambio.prima.inizio and cambio.dopo.cessato_il < cambio.prima.inizio:
            yield Errore(
                0,
                "",
                _("«%(matricola)s» non è nel file ed è stato assunto dopo l'ultimo giorno indicato.")
                % {"matricola": cambio.prima.matricola},
            )


def differenze(prima: DatiLavoratore, dopo: DatiLavoratore) -> list[tuple[str, str, str]]:
    """(what, before, after) of all that differs between two workers, in words."""
    piano_prima, piano_dopo = in_piano(prima), in_piano(dopo)
    return [
        (str(colonna.titolo), parola(colonna, piano_prima[colonna.campo]), parola(colonna, piano_dopo[colonna.campo]))
        for colonna in COLONNE
        if piano_prima[colonna.campo] != piano_dopo[colonna.campo]
    ]


def parola(colonna: Colonna, valore: object) -> str:
    """A datum as people read it."""
    if valore is not None and colonna.scelte and valore in colonna.scelte:
        return str(colonna.scelte[valore])
    return ore(valore) if colonna.genere == Genere.ORE else leggibile(valore)
