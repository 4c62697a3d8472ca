import dataclasses

import pytest

from socialabs.rapporti import registro
from socialabs.rapporti.registro import Rapporto
from tests.rapporti.frutteto import Parametri, risponde


@pytest.fixture
def rapporto(monkeypatch):
    """The report "frutteto", the only one, for an operator and for who answers for the office."""
    monkeypatch.setattr(registro, "_rapporti", {})
    ruoli = frozenset({"op_cm", "responsabile", "amm_prov"})
    rapporto = Rapporto("frutteto", "Il frutteto", "Quanti frutti?", Parametri, risponde, ruoli)
    registro.registra(rapporto)
    return rapporto


@pytest.fixture
def cambia_rapporto(rapporto):
    """`cambia_rapporto(dati=…)`: the same report with another answer, roles or threshold."""

    def cambia(**campi):
        registro._rapporti["frutteto"] = dataclasses.replace(registro._rapporti["frutteto"], **campi)
        return registro._rapporti["frutteto"]

    return cambia


@pytest.fixture
def form_di(ctx_di):
    """A valid form of a report, and the context of who filled it in."""

    def riempi(rapporto, valori=None, ctx=None):
        ctx = ctx or ctx_di("op_cm")
        form = rapporto.parametri(ctx, valori or {"anno": "2025"})
        assert form.is_valid()
        return form, ctx

    return riempi
