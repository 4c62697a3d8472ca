"""Two signatures at the same instant: both count, and the act is completed once."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from collocamento.convenzioni.azioni.firme import firma
from collocamento.convenzioni.enums import Stato, StatoAtto
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Atto, Convenzione
from socialabs.registro.models import Evento
from tests.convenzioni.fabbriche import alla_firma, parti


pytestmark = pytest.mark.django_db(transaction=True)


def insieme(*verbi: Callable[[], object]) -> list[Exception]:
    """Run each in its own thread and connection, all starting together; what they raised."""
    barriera, errori = threading.Barrier(len(verbi)), []

    def esegui(verbo: Callable[[], object]) -> None:
        try:
            barriera.wait(timeout=10)
            verbo()
        except Exception as errore:  # noqa: BLE001  handed to the test
            errori.append(errore)
        finally:
            connection.close()

    filoni = [threading.Thread(target=esegui, args=[verbo]) for verbo in verbi]
    for filone in filoni:
        filone.start()
    for filone in filoni:
        filone.join(timeout=30)
    return errori


@pytest.fixture
def alla_firma_di_due(settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path
    p = parti()
    return p, alla_firma(p)


def test_two_parties_who_sign_together_complete_the_act_once(alla_firma_di_due) -> None:
    p, atto = alla_firma_di_due
    errori = insieme(
        lambda: firma(atto=atto, impronta=atto.impronta, ctx=p.azienda),
        lambda: firma(atto=atto, impronta=atto.impronta, ctx=p.responsabile),
    )
    assert errori == []
    assert (Convenzione.objects.get().stato, Atto.objects.get().stato) == (Stato.FIRMATA, StatoAtto.FIRMATO)
    assert Evento.objects.filter(verbo="convenzione.atto_concluso").count() == 1


def test_a_double_click_signs_once(alla_firma_di_due) -> None:
    p, atto = alla_firma_di_due
    errori = insieme(*[lambda: firma(atto=atto, impronta=atto.impronta, ctx=p.azienda)] * 2)
    assert [type(errore) for errore in errori] == [NonAmmesso]
    assert atto.firme.count() == 1
