from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from collocamento.normativa.__main__ import main
from collocamento.normativa.vettori import differenze, leggi_vettori


NOSTRI = Path(__file__).with_name("vettori.json")
RADICE = Path(__file__).parents[2]
CONDIVISI = RADICE.parent / "shared" / "law" / "quota_vectors.json"


@pytest.mark.parametrize("vettore", leggi_vettori(NOSTRI), ids=lambda vettore: vettore["id"])
def test_each_case_gives_what_it_expects(vettore):
    assert list(differenze(vettore)) == []


def test_the_file_of_cases_is_whole():
    dati = json.loads(NOSTRI.read_text("utf-8"))
    assert dati["count"] == len(dati["vectors"]) == len({vettore["id"] for vettore in dati["vectors"]})


@pytest.mark.skipif(not CONDIVISI.exists(), reason="the reference cases are not beside the checkout")
def test_the_reference_cases_all_agree(capsys):
    assert main([str(CONDIVISI)]) == 0
    assert capsys.readouterr().out == "83 agree, 0 differ\n"


def test_the_command_says_what_agrees():
    comando = [sys.executable, "-m", "collocamento.normativa", str(NOSTRI)]
    esito = subprocess.run(comando, cwd=RADICE, capture_output=True, text=True, check=False)
    assert esito.returncode == 0
    assert esito.stdout == f"{len(leggi_vettori(NOSTRI))} agree, 0 differ\n"


def test_the_command_prints_each_field_that_differs(tmp_path, capsys):
    vettori = leggi_vettori(NOSTRI)
    vettori[0]["expected"]["national"]["quota_disabled"] = 9
    vettori[0]["expected"]["national"]["heads"] = 99
    vettori[1]["kind"] = "ignoto"
    vettori[2]["input"]["provinces"]["TO"]["n_total"] = -1
    percorso = tmp_path / "vettori.json"
    percorso.write_text(json.dumps({"vectors": vettori[:4]}), "utf-8")
    assert main([str(percorso)]) == 1
    righe = capsys.readouterr().out.splitlines()
    assert "Q01  national.quota_disabled: atteso 9, calcolato 0" in righe
    assert "Q01  national.heads: atteso 99, calcolato 14" in righe
    assert "Q02  kind: sconosciuto (ignoto)" in righe
    assert any(riga.startswith("Q03  input: non calcolabile") for riga in righe)
    assert righe[-1] == "1 agree, 3 differ"


def test_an_unreadable_file_is_one_clear_line(tmp_path, capsys):
    percorso = tmp_path / "rotto.json"
    percorso.write_text("{", "utf-8")
    assert main([str(percorso)]) == 2
    assert "non è un file di casi leggibile" in capsys.readouterr().err
    assert main([]) == 2
