"""From the rows of a workbook to workers, every error with its row, its column and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from collocamento.organico.dati import PREDEFINITI, DatiLavoratore, da_piano
from collocamento.organico.regole import errori, ripulito
from collocamento.organico.xlsx.celle import CellaErrata, leggi_cella, piatto, titoli
from collocamento.organico.xlsx.colonne import COLONNE, PER_CAMPO
from collocamento.organico.xlsx.libro import FileNonLeggibile, righe_del_libro
from socialabs.anagrafica.models import Provincia


@dataclass(frozen=True, slots=True)
class Errore:
    """Something to mend in the file; `colonna` is the header, empty for what is of the whole row."""

    riga: int
    colonna: str
    messaggio: str


@dataclass(frozen=True, slots=True)
class Lettura:
    """The workers of a file with the number of their row, and what is wrong with the other rows."""

    lavoratori: tuple[tuple[int, DatiLavoratore], ...]
    errori: tuple[Errore, ...]


def leggi(file: BinaryIO) -> Lettura:
    """Read a workbook made from the template or from an export. Raises FileNonLeggibile when it cannot be one."""
    righe = righe_del_libro(file)
    if not righe:
        raise FileNonLeggibile(_("Il primo foglio è vuoto: scarica il modello e scrivi una riga per lavoratore."))
    posizioni = _posizioni(righe[0][1])
    province = _province()
    lavoratori: list[tuple[int, DatiLavoratore]] = []
    sbagli: list[Errore] = []
    for numero, valori in righe[1:]:
        dati, trovati = _riga(numero, valori, posizioni, province)
        sbagli.extend(trovati)
        if dati is not None:
            lavoratori.append((numero, dati))
    if not lavoratori and not sbagli:
        raise FileNonLeggibile(_("Il foglio ha solo l'intestazione: scrivi una riga per lavoratore."))
    sbagli.extend(_ripetuti(lavoratori))
    return Lettura(tuple(lavoratori), tuple(sorted(sbagli, key=lambda errore: errore.riga)))


def _posizioni(intestazione: Sequence[Any]) -> dict[str, int]:
    """Where each column is. All must be there: a missing one would empty that datum of every worker."""
    noti, posizioni = titoli(), {}
    for posizione, titolo in enumerate(intestazione):
        campo = noti.get(piatto(titolo)) if titolo is not None else None
        if campo in posizioni:
            raise FileNonLeggibile(_("La colonna «%(titolo)s» c'è due volte.") % {"titolo": PER_CAMPO[campo].titolo})
        if campo is not None:
            posizioni[campo] = posizione
    mancanti = [str(colonna.titolo) for colonna in COLONNE if colonna.campo not in posizioni]
    if mancanti:
        raise FileNonLeggibile(
            _("Nella prima riga mancano delle colonne (%(colonne)s): parti dal modello o da un'esportazione.")
            % {"colonne": ", ".join(mancanti[:5]) + ("…" if len(mancanti) > 5 else "")}
        )
    return posizioni


def _riga(
    numero: int, valori: Sequence[Any], posizioni: Mapping[str, int], province: Mapping[str, str]
) -> tuple[DatiLavoratore | None, list[Errore]]:
    piano: dict[str, Any] = {}
    sbagli: list[Errore] = []
    for campo, posizione in posizioni.items():
        valore = valori[posizione] if posizione < len(valori) else None
        try:
            piano[campo] = leggi_cella(PER_CAMPO[campo], valore, province)
        except CellaErrata as errore:
            sbagli.append(Errore(numero, str(PER_CAMPO[campo].titolo), str(errore)))
    if sbagli:
        return None, sbagli
    if piano["minuti_svolti"] is None:
        piano["minuti_svolti"] = piano["minuti_contratto"] or PREDEFINITI.minuti_svolti
    dati = ripulito(da_piano(piano))
    sbagli = [Errore(numero, str(PER_CAMPO[campo].titolo), messaggio) for campo, messaggio in errori(dati)]
    return (None, sbagli) if sbagli else (dati, [])


def _ripetuti(lavoratori: Sequence[tuple[int, DatiLavoratore]]) -> list[Errore]:
    """The rows whose worker is in the file already: one who works has one row, one who left has one a hiring."""
    visti: dict[tuple, int] = {}
    sbagli = []
    for numero, dati in lavoratori:
        chiave = (dati.matricola, dati.inizio if dati.cessato_il else None, dati.cessato_il is None)
        if chiave in visti:
            messaggio = _("La matricola è già alla riga %(riga)s: lascia una riga sola.") % {"riga": visti[chiave]}
            sbagli.append(Errore(numero, str(PER_CAMPO["matricola"].titolo), messaggio))
        visti.setdefault(chiave, numero)
    return sbagli


def _province() -> dict[str, str]:
    province = list(Provincia.objects.all())
    per_nome = {piatto(p.nome): p.codice for p in province} | {p.codice: p.codice for p in province}
    return per_nome | {piatto(p.sigla): p.codice for p in province}
