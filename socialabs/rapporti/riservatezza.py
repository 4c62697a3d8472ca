"""Which cells of a report are hidden: its tables read as the equations that `soppressione` reasons on."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from numbers import Number
from typing import Any

from socialabs.base.esportazioni import Colonna, Formato
from socialabs.rapporti.contenuto import Cella, Contenuto, Tabella
from socialabs.rapporti.soppressione import Casella, Ragione, Relazione, nascondi


INTERI = re.compile(r"\d+(?:\.\d{3})*")

# Figures beside the tables stand under this name, by their position; sums that no table prints under that of a total.
CIFRE = "*"


class Riserbo:
    """The hidden cells of `contenuto` under a threshold: ask `ragione(tabella, colonna, riga)`; a total's row is None.

    Whole numbers are cells; the other numbers of a table that counts people are ratios, hidden with what they are made
    of.
    """

    def __init__(self, contenuto: Contenuto, soglia: int):
        self.contenuto, self.soglia = contenuto, soglia
        self.caselle: dict[Cella, Casella] = {}
        self.relazioni: list[Mapping[Cella, int]] = list(contenuto.relazioni)
        # Without a count of people anywhere there is nothing to protect, and nothing to reckon.
        if any(t.con_persone for t in contenuto.tabelle) or any(c.get("persone") for c in contenuto.cifre):
            for tabella in contenuto.tabelle:
                self._leggi(tabella)
            self._collega_i_totali()
            self._leggi_cifre()
        self.nascoste = self._nascondi()

    # --- from tables to equations -----------------------------------------------------------------------------------
    def _leggi(self, tabella: Tabella) -> None:
        for colonna in tabella.colonne:
            somma: dict[Cella, int] = {}
            for numero, riga in enumerate(tabella.righe):
                if (valore := intero(colonna, riga)) is not None:
                    cella = Cella(tabella.chiave, colonna.chiave, numero)
                    self.caselle[cella] = Casella(valore, colonna.persone)
                    somma[cella] = 1
            self._leggi_totale(tabella, colonna, somma)
        for relazione in tabella.relazioni:
            for numero in (*range(len(tabella.righe)), None):
                celle = {Cella(tabella.chiave, nome, numero): n for nome, n in relazione.items()}
                if celle.keys() <= self.caselle.keys():
                    self.relazioni.append(celle)

    def _leggi_totale(self, tabella: Tabella, colonna: Colonna, somma: dict[Cella, int]) -> None:
        """The total that is printed, or else the sum that its readers may know from another table."""
        valore = intero(colonna, tabella.totale) if tabella.totale is not None else None
        pubblica = valore is not None
        if not pubblica and not somma:
            return
        cella = Cella(tabella.chiave, colonna.chiave)
        valore = valore if pubblica else sum(self.caselle[c].valore for c in somma)
        self.caselle[cella] = Casella(valore, colonna.persone, totale=True, pubblica=pubblica)
        self.relazioni.append({**somma, cella: -1})

    def _collega_i_totali(self) -> None:
        """A total found again in another table, under the same column: the same people counted by something else, or
        by year. Two that are equal by chance cost a cell hidden for nothing, never one shown."""
        uguali: dict[tuple[str, int], list[Cella]] = defaultdict(list)
        for cella, casella in self.caselle.items():
            if casella.valore:
                uguali[cella.colonna, casella.valore].append(cella)
        for celle in uguali.values():
            for totale in (c for c in celle if self.caselle[c].totale):
                self.relazioni += [{altra: 1, totale: -1} for altra in celle if altra.tabella != totale.tabella]

    def _leggi_cifre(self) -> None:
        for posto, cifra in enumerate(self.contenuto.cifre):
            valore = numero_scritto(cifra["valore"])
            if "cella" in cifra or valore is None or cifra.get("persone") is False:
                continue
            cella = Cella(CIFRE, str(posto))
            totali = [c for c, casella in self.caselle.items() if casella.totale and casella.valore == valore]
            if cifra.get("persone") or totali:
                self.caselle[cella] = Casella(valore, bool(cifra.get("persone")), totale=True)
                self.relazioni += [{cella: 1, totale: -1} for totale in totali]

    def _nascondi(self) -> dict[Cella, Ragione]:
        indici = {cella: i for i, cella in enumerate(self.caselle)}
        relazioni: list[Relazione] = [
            {indici[cella]: n for cella, n in relazione.items()}
            for relazione in self.relazioni
            if relazione.keys() <= indici.keys()
        ]
        celle = list(self.caselle)
        return {celle[i]: r for i, r in nascondi(list(self.caselle.values()), relazioni, self.soglia).items()}

    # --- answers ----------------------------------------------------------------------------------------------------
    def ragione(self, tabella: Tabella, colonna: Colonna, riga: int | None) -> Ragione | None:
        """Why the cell is hidden; None when it is shown."""
        diretta = self.nascoste.get(Cella(tabella.chiave, colonna.chiave, riga))
        if diretta or Cella(tabella.chiave, colonna.chiave, riga) in self.caselle:
            return diretta
        if not colonna.numerica or not tabella.con_persone:
            return None
        if colonna.chiave in tabella.derivate:
            celle = [Cella(tabella.chiave, nome, riga) for nome in tabella.derivate[colonna.chiave]]
            return Ragione.COMPLEMENTO if any(c in self.nascoste for c in celle) else None
        return Ragione.COMPLEMENTO if self.nella_riga(tabella, riga) or self.nella_riga(tabella, None) else None

    def nella_riga(self, tabella: Tabella, riga: int | None, colonne: Sequence[str] = ()) -> bool:
        """Is any cell of the row hidden? Of those of `colonne`, where they are named."""
        return any(
            c.tabella == tabella.chiave and c.riga == riga and (not colonne or c.colonna in colonne)
            for c in self.nascoste
        )

    def di_cifra(self, posto: int) -> Ragione | None:
        cifra = self.contenuto.cifre[posto]
        if isinstance(cifra.get("cella"), Cella):
            return self.nascoste.get(cifra["cella"])
        if cifra.get("persone") is not False and numero_scritto(cifra["valore"]) is None and self.totali_nascosti:
            return Ragione.COMPLEMENTO
        return self.nascoste.get(Cella(CIFRE, str(posto)))

    @property
    def totali_nascosti(self) -> bool:
        return any(self.caselle[cella].totale for cella in self.nascoste)

    def tradisce(self, frase: str) -> bool:
        """Might this sentence, written before anything was hidden, tell a hidden figure?"""
        if self.totali_nascosti:
            return True
        detti = {int(n.replace(".", "")) for n in INTERI.findall(frase)}
        return any(self.caselle[cella].valore in detti for cella in self.nascoste)


def intero(colonna: Colonna, riga: Any) -> int | None:
    """The count in a cell, None when it is none: averages and shares are no counts, even when they come out whole."""
    valore = colonna.valore(riga) if colonna.formato == Formato.INTERO else None
    return int(valore) if isinstance(valore, Number) and not isinstance(valore, bool) else None


def numero_scritto(valore: Any) -> int | None:
    """The whole number of a headline figure, given as such or already written."""
    if isinstance(valore, int):
        return valore
    testo = str(valore).strip()
    return int(testo.replace(".", "")) if INTERI.fullmatch(testo) else None
