import pytest

from socialabs.promemoria import registro
from tests.promemoria.tipi import Tipo


@pytest.fixture
def dichiara(monkeypatch):
    """`dichiara(promemoria=(prima(7),))`: a made-up kind, the only one declared."""
    monkeypatch.setattr(registro, "_tipi", {})

    def nuovo(*args, **campi):
        tipo = Tipo(*args, **campi)
        registro.registra(tipo.tipo)
        return tipo

    return nuovo
