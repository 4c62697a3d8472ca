"""From the page: the package is sealed, a job imports it, cancelling or an unreadable package leave nothing."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse

from collocamento.azioni.consegne import ricevi
from collocamento.enums import StatoConsegna
from collocamento.lavori import importa_consegna
from collocamento.models import Consegna, Prospetto
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.lavori.errori import ErroreDelLavoro, LavoroAnnullato
from socialabs.registro.models import Evento
from tests.collocamento.documenti import documento, pacchetto


class Passi:
    """A progress that remembers, and stops at a message."""

    def __init__(self, ferma_a: int | None = None):
        self.visti: list[tuple] = []
        self.ferma_a = ferma_a

    def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None:
        self.visti.append((fatto, totale, messaggio))
        if fatto == self.ferma_a:
            raise LavoroAnnullato


@pytest.fixture
def ctx(ctx_di: Callable, settings: object, tmp_path: Path) -> Contesto:
    settings.ARCHIVIO_DIR = tmp_path
    return ctx_di("op_cpi")


def test_a_package_is_received_sealed_and_imported(ctx: Contesto) -> None:
    consegna = ricevi(pacchetto(primo=documento("A1")), nome="prospetti.zip", ctx=ctx)
    assert consegna.stato == StatoConsegna.RICEVUTA
    assert consegna.consegnata_da == ctx.utente
    assert b"prospetto" not in consegna.file.percorso.read_bytes()
    passi = Passi()
    risultato = importa_consegna(consegna.lavoro, passi, ctx)
    assert risultato["url"] == reverse("collocamento:consegna", args=[consegna.pk])
    assert Consegna.objects.get().stato == StatoConsegna.IMPORTATA
    assert Prospetto.objects.get().consegna == consegna
    assert passi.visti[0][:2] == (1, 1)
    assert Evento.objects.get(verbo="consegna.importata").attore == ctx.utente.pk


def test_the_job_run_again_does_not_import_again(ctx: Contesto) -> None:
    consegna = ricevi(pacchetto(primo=documento("A1")), nome="prospetti.zip", ctx=ctx)
    importa_consegna(consegna.lavoro, Passi(), ctx)
    importa_consegna(consegna.lavoro, Passi(), ctx)
    assert consegna.files.count() == 1


def test_a_cancelled_job_leaves_nothing_and_can_be_taken_up_again(ctx: Contesto) -> None:
    consegna = ricevi(pacchetto(primo=documento("A1")), nome="prospetti.zip", ctx=ctx)
    with pytest.raises(LavoroAnnullato):
        importa_consegna(consegna.lavoro, Passi(ferma_a=1), ctx)
    assert not Prospetto.objects.exists()
    assert Consegna.objects.get().stato == StatoConsegna.INTERROTTA
    importa_consegna(consegna.lavoro, Passi(), ctx)
    assert Consegna.objects.get().stato == StatoConsegna.IMPORTATA


def test_an_unreadable_package_fails_with_its_reason(ctx: Contesto) -> None:
    consegna = ricevi(io.BytesIO(b"Rar!\x1a\x07\x00" + b"x" * 100), nome="prospetti.rar", ctx=ctx)
    with pytest.raises(ErroreDelLavoro) as errore:
        importa_consegna(consegna.lavoro, Passi(), ctx)
    assert str(errore.value) == Consegna.objects.get().messaggio != ""


def test_the_package_itself_is_kept_ninety_days(ctx_di) -> None:
    consegna = ricevi(pacchetto(primo=documento("A1")), nome="prospetti.zip", ctx=ctx_di("op_cm"))
    assert 89 <= (consegna.file.scade_il - adesso()).days <= 90
