"""The import of one delivery, from its bytes to its figures, in one transaction."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.importazione import deposito, esiti
from collocamento.importazione.decisione import decidi_tutti, righe_decisione, testate_coinvolte
from collocamento.importazione.esame import Esaminato
from collocamento.importazione.riconoscimento import Precedenti
from collocamento.importazione.squadra import esamina_tutti
from collocamento.importazione.tavole import Codice, Tavole
from collocamento.models import Consegna, TabellaCodici
from collocamento.unipi.archivio import apri
from collocamento.unipi.limiti import Limiti
from socialabs.anagrafica.models import Comune


# Fewer files than these do not change what the planner believes.
ONDATA = 100


class Avanzamento(Protocol):
    """Where an import tells how far it is; may raise to stop it."""

    def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None: ...


class Silenzio:
    """Nobody watches."""

    def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None:
        return None


@dataclass(slots=True)
class Importazione:
    """One run: `letti` files so far. What it learns goes to the database at once, its memory does not grow."""

    consegna: Consegna
    avanzamento: Avanzamento
    letti: int = 0

    @transaction.atomic
    def esegui(self, consegnato: Path | BinaryIO, nome: str) -> Counter:
        """Read, decide and write the whole delivery, or nothing. Gives the number of files for each outcome.

        Raises Rifiuto when nothing of the delivery can be read, AiutanteFermo when a helper process dies, and whatever
        `avanzamento` raises to stop.
        """
        deposito.prepara()
        with apri(consegnato, nome=nome, limiti=limiti()) as consegna:
            for lotto in esamina_tutti(consegna.voci, consegna.totale, tavole()):
                self._accogli(lotto)
                self.avanzamento.aggiorna(self.letti, consegna.totale, _("Lettura dei prospetti"))
        self.avanzamento.aggiorna(self.letti, self.letti, _("Decisioni e scrittura"))
        for testate in testate_coinvolte():
            deposito.scrivi_decisioni(righe_decisione(decidi_tutti(testate)))
        deposito.applica(self.consegna.pk)
        esiti_per_file = esiti.pubblica(self.consegna)
        if self.letti >= ONDATA:
            deposito.analizza()
        return esiti_per_file

    def _accogli(self, lotto: list[Esaminato]) -> None:
        """Take in a batch: set copies and refusals aside, send the rows of the rest to the database."""
        precedenti = Precedenti.di(esaminato.testata for esaminato in lotto if esaminato.testata)
        righe: dict[str, list[str]] = {tabella: [] for tabella in deposito.TABELLE}
        letti = []
        for esaminato in lotto:
            letto = precedenti.riconosci(esaminato)
            letti.append(letto)
            if letto.nuovo:
                for tabella, testo in esaminato.righe.items():
                    righe[tabella].append(testo)
        deposito.scrivi(righe)
        esiti.annota(letti)
        self.letti += len(lotto)
        # The rows are in the database: don't keep them while the next batch is under way.
        lotto.clear()


def tavole() -> Tavole:
    """Places and code tables as they stand now."""
    return Tavole(
        comuni={belfiore: provincia or "" for belfiore, provincia in Comune.objects.values_list("pk", "provincia")},
        codici=_codici(),
        limite_xml=settings.PROSPETTI_MAX_XML_BYTES,
    )


def motore_attuale() -> str:
    """The fingerprint of `tavole()`, without reading the places: they are no part of it."""
    return Tavole(comuni={}, codici=_codici(), limite_xml=settings.PROSPETTI_MAX_XML_BYTES).motore


def _codici() -> tuple[Codice, ...]:
    campi = ("tabella", "codice", "ambito", "lettura", "dal", "al")
    return tuple(Codice(*riga) for riga in TabellaCodici.objects.order_by("pk").values_list(*campi))


def limiti() -> Limiti:
    """The ceilings of one delivery, from the settings."""
    return Limiti(
        xml_bytes=settings.PROSPETTI_MAX_XML_BYTES,
        unpacked_bytes=settings.PROSPETTI_MAX_UNPACKED_BYTES,
        ratio=settings.PROSPETTI_MAX_RATIO,
        entries=settings.PROSPETTI_MAX_ENTRIES,
    )
