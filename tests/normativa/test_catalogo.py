from __future__ import annotations

import ast
import string
import sys
from importlib import import_module
from pathlib import Path

import pytest

import collocamento.normativa
from collocamento.normativa import Impostazioni, letture
from collocamento.normativa.catalogo import catalogo
from collocamento.normativa.computabilita import Regola


# The package re-exports a function of the same name, so the module is asked for by its path.
modulo_computabilita = import_module("collocamento.normativa.computabilita")
RADICE = Path(collocamento.normativa.__file__).parent
STANDARD = set(sys.stdlib_module_names)
MODULI = sorted(RADICE.glob("*.py"))


def letterali(nome):
    """Constant first arguments of the calls to `nome` in the engine."""
    trovati = set()
    for modulo in MODULI:
        for nodo in ast.walk(ast.parse(modulo.read_text("utf-8"))):
            if isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") == nome and nodo.args:
                primo = nodo.args[0]
                trovati |= {
                    n.value for n in ast.walk(primo) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                }
    return trovati


def segnaposti(modello):
    return {nome for _, nome, _, _ in string.Formatter().parse(modello) if nome}


@pytest.mark.parametrize("id_passo", catalogo()["passi"])
def test_every_step_is_whole_in_both_languages(id_passo):
    voce = catalogo()["passi"][id_passo]
    assert set(voce["etichetta"]) == set(voce["formula"]) == {"it", "en"}
    assert segnaposti(voce["formula"]["it"]) == segnaposti(voce["formula"]["en"])
    assert all(voce["etichetta"].values()) and all(voce["formula"].values())
    assert voce["fonte"] in catalogo()["fonti"]


@pytest.mark.parametrize("sezione", ["parole", "termini", "fonti", "segnalazioni", "letture"])
def test_every_other_entry_is_whole_in_both_languages(sezione):
    for nome, voce in catalogo()[sezione].items():
        assert set(voce) == {"it", "en"} and all(voce.values()), nome
        assert segnaposti(voce["it"]) == segnaposti(voce["en"]), nome


def test_every_step_and_report_named_in_the_code_is_in_the_catalogue():
    passi, segnalazioni = set(catalogo()["passi"]), set(catalogo()["segnalazioni"])
    fissi = {nome for nome in letterali("Passo") if not nome.endswith("_")}
    assert fissi and fissi <= passi
    assert letterali("Segnalazione") <= segnalazioni


def test_every_rule_on_workers_has_its_step():
    regole = [valore for valore in vars(modulo_computabilita).values() if isinstance(valore, Regola)]
    assert {f"computo_{regola.id}" for regola in regole} == {
        p for p in catalogo()["passi"] if p.startswith("computo_")
    }


def test_every_source_is_used():
    usate = {voce["fonte"] for voce in catalogo()["passi"].values()}
    assert usate == set(catalogo()["fonti"])


def test_every_value_of_every_setting_has_its_sentence():
    attese = {
        f"{campo}_{valore}"
        for campo, predefinito in ((c, getattr(Impostazioni(), c)) for c in letture())
        for valore in type(predefinito)
    }
    assert attese == set(catalogo()["letture"])


@pytest.mark.parametrize("modulo", MODULI, ids=lambda modulo: modulo.name)
def test_the_engine_imports_nothing_but_itself_and_the_standard_library(modulo):
    ammessi = {"collocamento", "dateutil"}
    for nodo in ast.walk(ast.parse(modulo.read_text("utf-8"))):
        if isinstance(nodo, ast.ImportFrom):
            if nodo.module.split(".")[0] == "collocamento":
                assert nodo.module.startswith("collocamento.normativa")
            assert nodo.module.split(".")[0] in ammessi | STANDARD
        elif isinstance(nodo, ast.Import):
            assert {alias.name.split(".")[0] for alias in nodo.names} <= STANDARD
