"""Every verb that the code writes into the register has its Italian sentence."""

import ast
from pathlib import Path

from django.conf import settings

from socialabs.registro.etichette import etichetta, nome_del_ruolo, scelte


FUNZIONI = {"registra_evento", "registra"}
STANZE = ("socialabs", "collocamento", "laboratori", "tavolo", "aziende")


def verbi_nel_codice():
    """The constant second argument of each call that writes an event."""
    for stanza in STANZE:
        for percorso in Path(settings.BASE_DIR, stanza).rglob("*.py"):
            for nodo in ast.walk(ast.parse(percorso.read_text())):
                if isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") in FUNZIONI and len(nodo.args) > 1:
                    if isinstance(nodo.args[1], ast.Constant) and isinstance(nodo.args[1].value, str):
                        yield nodo.args[1].value


def test_every_verb_has_a_sentence():
    verbi = set(verbi_nel_codice())
    assert {"file.scaricato", "accesso.riuscito"} <= verbi
    assert {verbo for verbo in verbi if etichetta(verbo) == verbo} == set()


def test_unknown_ones_are_shown_as_they_are():
    assert etichetta("mai.dichiarato") == "mai.dichiarato" and nome_del_ruolo("altro") == "altro"


def test_choices_are_in_italian_order():
    frasi = [frase.lower() for _verbo, frase in scelte()]
    assert frasi == sorted(frasi) and len(frasi) > 20
    assert nome_del_ruolo("op_cm") == "Operatore del collocamento mirato"
