"""Noise: whatever bytes arrive, the answer is a document or a refusal, never a crash."""

import io

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from collocamento.unipi.archivio import apri
from collocamento.unipi.documento import Documento
from collocamento.unipi.lettura import leggi
from collocamento.unipi.limiti import Limiti
from collocamento.unipi.rifiuti import Rifiuto
from tests.unipi.completo import completo
from tests.unipi.test_archivio import XML, _zip


RUMORE = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RITOCCHI = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4), st.integers(0, 6)), max_size=6)
INTERO = completo(ripetizioni=1)
ZIP = _zip(("a.xml", XML), ("dentro/b.xml", XML * 50), ("c.xml", INTERO))


def _ritocca(contenuto: bytes, ritocchi: list[tuple[float, bytes, int]]) -> bytes:
    """Each touch puts bytes at a place in proportion to the length, over some that were there."""
    for dove, nuovi, tolti in ritocchi:
        posto = int(dove * len(contenuto))
        contenuto = contenuto[:posto] + nuovi + contenuto[posto + tolti :]
    return contenuto


@RUMORE
@given(RITOCCHI)
def test_a_return_touched_at_random(ritocchi):
    try:
        assert isinstance(leggi(_ritocca(INTERO, ritocchi)), Documento)
    except Rifiuto as rifiuto:
        assert rifiuto.messaggio.endswith(".")


@RUMORE
@given(st.binary(max_size=600))
@example(b"\xfe\xff\x00<")
@example(b"<?xml version='1.0' encoding='UTF-7'?>+ADw-a/+AD4-")
def test_any_bytes(contenuto):
    try:
        leggi(contenuto)
    except Rifiuto as rifiuto:
        assert rifiuto.messaggio.endswith(".")
    else:
        raise AssertionError("random bytes were taken for a return")


@RUMORE
@given(RITOCCHI)
def test_a_zip_touched_at_random(ritocchi):
    try:
        with apri(io.BytesIO(_ritocca(ZIP, ritocchi)), nome="consegna.zip", limiti=Limiti(entries=10)) as consegna:
            voci = list(consegna.voci)
            assert len(voci) == consegna.totale
            assert all(isinstance(voce.contenuto, bytes | Rifiuto) for voce in voci)
    except Rifiuto as rifiuto:
        assert rifiuto.messaggio.endswith(".")
