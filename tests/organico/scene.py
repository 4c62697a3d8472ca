"""Lists of workers for the tests: an employer with its return, its person, and rows of every kind."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from collocamento.azioni.consegne import importa
from collocamento.models import Consegna, Datore
from collocamento.normativa import Disabilita
from collocamento.organico.azioni.elenco import comincia
from collocamento.organico.azioni.righe import aggiungi
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.models import Organico, RigaOrganico
from collocamento.organico.querysets import InChiaro
from collocamento.organico.xlsx.scrittura import scrivi_organico
from socialabs.base.contesto import Contesto
from tests.collocamento.documenti import documento, pacchetto
from tests.fabbriche import OrganizzazioneFactory, ProvinciaFactory


SISTEMA = Contesto.sistema("prova")
CODICE = "RSSNNA80A41E463X"


def datore_con_prospetto() -> Datore:
    """The employer of the base document, whose return describes 31 December 2025."""
    importa(Consegna.objects.create(nome="prova.zip"), pacchetto(uno=documento("1")), ctx=SISTEMA)
    return Datore.objects.get()


def datore_nuovo() -> Datore:
    return Datore.objects.create(organizzazione=OrganizzazioneFactory())


def organico_di(righe: Iterable[DatiLavoratore], datore: Datore | None = None, ctx: Contesto = SISTEMA) -> Organico:
    """The list of an employer, of a new one unless told otherwise, with these rows."""
    ProvinciaFactory()
    return comincia(datore=datore or datore_nuovo(), tipologia="A", provincia_sede="011", righe=righe, ctx=ctx)


def organico_vuoto(datore: Datore | None = None, ctx: Contesto = SISTEMA) -> Organico:
    return organico_di([], datore, ctx)


def comune(matricola: str = "1", **campi: Any) -> DatiLavoratore:
    """A worker with no name who simply counts."""
    return DatiLavoratore(matricola=matricola, provincia="011", **{"inizio": date(2020, 1, 1), **campi})


def disabile(matricola: str = "D", percentuale: int = 80, **campi: Any) -> DatiLavoratore:
    """A worker who covers the quota."""
    persona = {"codice_fiscale": CODICE, "cognome": "Rossini", "nome": "Annalisa"}
    disabilita = Disabilita(percentuale=percentuale, assunto_dagli_elenchi=True)
    return comune(matricola, disabilita=disabilita, **persona | campi)


def riga(organico: Organico, dati: DatiLavoratore, ctx: Contesto = SISTEMA) -> RigaOrganico:
    return aggiungi(organico=organico, dati=dati, ctx=ctx)


def file_di(righe: Iterable[DatiLavoratore]) -> BytesIO:
    """A workbook with these workers, as an export writes it."""
    return BytesIO(scrivi_organico(righe, []))


def righe_in_chiaro(organico: Organico, ctx: Contesto = SISTEMA) -> list[InChiaro]:
    return RigaOrganico.objects.filter(organico=organico).leggibili_da(ctx, motivo="prova")


def lette(organico: Organico, ctx: Contesto = SISTEMA) -> dict[str, DatiLavoratore]:
    """The rows of a list in clear, by their number."""
    return {dati.matricola: dati for _riga, dati in righe_in_chiaro(organico, ctx)}
