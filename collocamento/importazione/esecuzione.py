"""The import of one delivery, from its bytes to its figures, in one transaction."""

import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from collocamento.enums import EsitoFile, StatoProspetto
from collocamento.importazione import deposito
from collocamento.importazione.decisione import decidi_tutti, righe_decisione, testate_ricevute
from collocamento.importazione.esame import CODICE_RIPETUTO, Esaminato, NonAccolto
from collocamento.importazione.squadra import esamina_tutti
from collocamento.importazione.tavole import Codice, Tavole
from collocamento.models import Consegna, Prospetto, TabellaCodici
from collocamento.unipi.archivio import apri
from collocamento.unipi.decisioni import Esito, Intestazione
from collocamento.unipi.limiti import Limiti
from socialabs.anagrafica.models import Comune


class Avanzamento(Protocol):
    """Where an import tells how far it is; may raise to stop it."""

    def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None: ...


class Silenzio:
    """Nobody watches."""

    def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None:
        return None


@dataclass(frozen=True, slots=True)
class FileLetto:
    """What is remembered of a file until the outcomes are written."""

    nome: str
    sha256: str
    rifiuto: NonAccolto | None = None
    prospetto: uuid.UUID | None = None
    copia_di: str = ""
    gia_ricevuto: bool = False


@dataclass(slots=True)
class Importazione:
    """One run. `letti` in the order of the delivery, `nuove` the headers of the documents that were not here."""

    consegna: Consegna
    avanzamento: Avanzamento
    letti: list[FileLetto] = field(default_factory=list)
    nuove: list[Intestazione] = field(default_factory=list)
    _per_impronta: dict[str, tuple[uuid.UUID, str]] = field(default_factory=dict)
    _codici: set[str] = field(default_factory=set)
    _ricevuti: dict[str, tuple[uuid.UUID, str]] = field(default_factory=dict)
    _codici_ricevuti: set[str] = field(default_factory=set)
    _codici_fiscali: set[str] = field(default_factory=set)

    @transaction.atomic
    def esegui(self, consegnato: Path | BinaryIO, nome: str) -> Counter:
        """Read, decide and write the whole delivery, or nothing. Gives the number of files for each outcome.

        Raises Rifiuto when nothing of the delivery can be read, and whatever `avanzamento` raises to stop.
        """
        deposito.prepara()
        with apri(consegnato, nome=nome, limiti=limiti()) as consegna:
            for lotto in esamina_tutti(consegna.voci, consegna.totale, tavole()):
                self._accogli(lotto)
                self.avanzamento.aggiorna(len(self.letti), consegna.totale, _("Lettura dei prospetti"))
        self.avanzamento.aggiorna(len(self.letti), len(self.letti), _("Decisioni e scrittura"))
        # Everything known of the employers concerned takes part: a rettifica may come months after its prospetto.
        esito = decidi_tutti([*testate_ricevute(self._codici_fiscali), *self.nuove])
        self._scrivi(esito)
        return self._scrivi_file()

    def _accogli(self, lotto: list[Esaminato]) -> None:
        """Take in a batch: set copies and refusals aside, send the rows of the rest to the database."""
        self._carica_ricevuti(lotto)
        righe: dict[str, list[str]] = {tabella: [] for tabella in deposito.TABELLE}
        for esaminato in lotto:
            letto = self._letto(esaminato)
            self.letti.append(letto)
            if letto.rifiuto or letto.copia_di or letto.gia_ricevuto:
                continue
            self.nuove.append(esaminato.testata)
            for tabella, testo in esaminato.righe.items():
                righe[tabella].append(testo)
        deposito.scrivi(righe)
        # The rows are in the database: don't keep them while the next batch is under way.
        lotto.clear()

    def _carica_ricevuti(self, lotto: list[Esaminato]) -> None:
        """Which documents of the batch are already here, by their bytes and by their code."""
        testate = [esaminato.testata for esaminato in lotto if esaminato.testata]
        stessi_byte = Prospetto.objects.filter(sha256__in=[testata.sha256 for testata in testate])
        self._ricevuti = {sha: (pk, nome) for sha, pk, nome in stessi_byte.values_list("sha256", "pk", "nome_file")}
        stesso_codice = Prospetto.objects.filter(
            codice_comunicazione__in=[testata.codice_comunicazione for testata in testate]
        )
        self._codici_ricevuti = set(stesso_codice.values_list("codice_comunicazione", flat=True))

    def _letto(self, esaminato: Esaminato) -> FileLetto:
        nome, sha256, testata = esaminato.nome, esaminato.sha256, esaminato.testata
        if testata is None:
            return FileLetto(nome, sha256, esaminato.rifiuto)
        if sha256 in self._per_impronta:
            pk, originale = self._per_impronta[sha256]
            return FileLetto(nome, sha256, prospetto=pk, copia_di=originale, gia_ricevuto=sha256 in self._ricevuti)
        if sha256 in self._ricevuti:
            pk, _originale = self._ricevuti[sha256]
            self._per_impronta[sha256] = pk, nome
            self._codici_fiscali.add(testata.codice_fiscale)
            return FileLetto(nome, sha256, prospetto=pk, gia_ricevuto=True)
        codice = testata.codice_comunicazione
        if codice in self._codici or codice in self._codici_ricevuti:
            messaggio = _("Il codice comunicazione %(codice)s è già di un altro documento, con un contenuto diverso.")
            return FileLetto(nome, sha256, NonAccolto(CODICE_RIPETUTO, messaggio % {"codice": codice}))
        self._codici.add(codice)
        self._codici_fiscali.add(testata.codice_fiscale)
        self._per_impronta[sha256] = testata.chiave, nome
        return FileLetto(nome, sha256, prospetto=testata.chiave)

    def _scrivi(self, esito: Esito) -> None:
        deposito.scrivi_decisioni(righe_decisione(esito))
        deposito.applica(self.consegna.pk)

    def _scrivi_file(self) -> Counter:
        stati = _stati_di({letto.prospetto for letto in self.letti if letto.prospetto})
        # A document that came again may have another name now than when it was first received.
        nomi = {letto.prospetto: letto.nome for letto in self.letti if letto.prospetto and not letto.copia_di}
        righe = [_riga_file(letto, stati, nomi) for letto in self.letti]
        deposito.scrivi_file(self.consegna.pk, righe)
        conteggi = Counter(str(riga[2]) for riga in righe)
        conteggi["gia_ricevuti"] = sum(letto.gia_ricevuto for letto in self.letti)
        conteggi["datori"] = len(self._codici_fiscali)
        return conteggi


def _riga_file(letto: FileLetto, stati: dict[uuid.UUID, tuple], nomi: dict[uuid.UUID, str]) -> tuple[Any, ...]:
    if letto.rifiuto:
        motivo, messaggio, riga = letto.rifiuto.motivo, letto.rifiuto.messaggio, letto.rifiuto.riga
        return letto.nome, letto.sha256, EsitoFile.RIFIUTATO, motivo, riga, messaggio, "", None, False
    if letto.copia_di:
        esito, motivo, altro = EsitoFile.DUPLICATO, "", letto.copia_di
    else:
        stato, motivo, altro_pk, altro_nome = stati[letto.prospetto]
        esito, altro = ESITI[stato], nomi.get(altro_pk, altro_nome)
    return letto.nome, letto.sha256, esito, motivo, None, "", altro or "", letto.prospetto, letto.gia_ricevuto


ESITI = {
    StatoProspetto.VALIDO: EsitoFile.ACCOLTO,
    StatoProspetto.RICEVUTO: EsitoFile.ACCOLTO,
    StatoProspetto.SUPERATO: EsitoFile.SUPERATO,
    StatoProspetto.ANNULLATO: EsitoFile.ANNULLATO,
}
STATI = """
    select p.id, p.stato, p.motivo, coalesce(p.superato_da_id, p.annullato_da_id), a.nome_file
      from collocamento_prospetto p
      left join collocamento_prospetto a on a.id = coalesce(p.superato_da_id, p.annullato_da_id)
     where p.id = any(%s)
"""


def _stati_di(prospetti: set[uuid.UUID]) -> dict[uuid.UUID, tuple]:
    """State, reason, and the document that superseded or annulled each one."""
    with connection.cursor() as cursor:
        cursor.execute(STATI, [list(prospetti)])
        return {pk: resto for pk, *resto in cursor.fetchall()}


def tavole() -> Tavole:
    """Places and code tables as they stand now."""
    campi = ("tabella", "codice", "ambito", "lettura", "dal", "al")
    return Tavole(
        comuni={belfiore: provincia or "" for belfiore, provincia in Comune.objects.values_list("pk", "provincia")},
        codici=tuple(Codice(*riga) for riga in TabellaCodici.objects.order_by("pk").values_list(*campi)),
        limite_xml=settings.PROSPETTI_MAX_XML_BYTES,
    )


def limiti() -> Limiti:
    """The ceilings of one delivery, from the settings."""
    return Limiti(
        xml_bytes=settings.PROSPETTI_MAX_XML_BYTES,
        unpacked_bytes=settings.PROSPETTI_MAX_UNPACKED_BYTES,
        ratio=settings.PROSPETTI_MAX_RATIO,
        entries=settings.PROSPETTI_MAX_ENTRIES,
    )
