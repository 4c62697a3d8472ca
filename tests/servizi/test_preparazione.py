"""The virtual environment's stamp, and what a failed installation tells the newcomer."""

import ast
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from socialabs.servizi import preparazione, sistema
from socialabs.servizi.cartella import ROOT
from socialabs.servizi.guasto import Guasto


@pytest.fixture
def requisiti(tmp_path: Path) -> Path:
    folder = tmp_path / "requirements"
    folder.mkdir()
    for name in preparazione.SETS:
        (folder / f"{name}.txt").write_text(f"libreria=={len(name)}")
    return folder


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    return venv


def stamp(venv: Path, requisiti: Path, name: str) -> None:
    content = preparazione.expected_stamp(name, venv, requisiti)
    (venv / preparazione.STAMP).write_text(json.dumps(content))


def complete(venv: Path, requisiti: Path, name: str) -> bool:
    return preparazione.is_complete(preparazione.read_stamp(venv), preparazione.expected_stamp(name, venv, requisiti))


def test_an_unstamped_environment_is_not_complete(venv: Path, requisiti: Path) -> None:
    assert not complete(venv, requisiti, "avvio")


@pytest.mark.parametrize(
    ("made", "wanted", "expected"),
    [("avvio", "avvio", True), ("avvio", "prova", False), ("prova", "avvio", True), ("prova", "prova", True)],
)
def test_a_set_includes_the_ones_before_it(
    venv: Path, requisiti: Path, made: str, wanted: str, expected: bool
) -> None:
    stamp(venv, requisiti, made)
    assert complete(venv, requisiti, wanted) is expected


def test_changed_requirements_are_installed_on_top(venv: Path, requisiti: Path) -> None:
    stamp(venv, requisiti, "avvio")
    (requisiti / "avvio.txt").write_text("libreria==99")
    expected = preparazione.expected_stamp("avvio", venv, requisiti)
    assert not complete(venv, requisiti, "avvio")
    assert preparazione.same_place(preparazione.read_stamp(venv), expected)


def test_a_moved_environment_is_made_again(venv: Path, requisiti: Path, tmp_path: Path) -> None:
    stamp(venv, requisiti, "avvio")
    moved = venv.rename(tmp_path / "altrove")
    expected = preparazione.expected_stamp("avvio", moved, requisiti)
    assert not preparazione.same_place(preparazione.read_stamp(moved), expected)


def test_a_stamp_without_its_python_counts_for_nothing(venv: Path, requisiti: Path) -> None:
    stamp(venv, requisiti, "avvio")
    (venv / "bin" / "python").unlink()
    assert preparazione.read_stamp(venv) == {}


def test_a_torn_stamp_counts_for_nothing(venv: Path) -> None:
    (venv / preparazione.STAMP).write_text('{"python": ')
    assert preparazione.read_stamp(venv) == {}


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES from the file", "impronta"),
        ("OSError: [Errno 28] No space left on device", "disco"),
        ("ERROR: No matching distribution found for django", "rete"),
        ("qualcosa\nultima riga\n\n", "ultima riga"),
        ("", "nessuna spiegazione"),
    ],
)
def test_reason_of_a_failed_installation(output: str, expected: str) -> None:
    assert expected in preparazione.reason(output)


def test_a_failed_installer_is_one_line_and_leaves_its_log(tmp_path: Path) -> None:
    log = tmp_path / "preparazione.log"
    code = "print('ERROR: No matching distribution found for django'); raise SystemExit(1)"
    with pytest.raises(Guasto) as caught:
        preparazione.call([sys.executable, "-c", code], log, "Le librerie non si installano")
    assert "\n" not in str(caught.value)
    assert "manca la rete" in str(caught.value)
    assert "No matching distribution" in log.read_text()


def wheel(folder: Path, name: str, version: str, requires: str = "") -> Path:
    """The smallest package that pip installs; it is asked for by name, with `requires` as its only dependency."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: di_piu\n"
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{info}/METADATA", metadata + (f"Requires-Dist: {requires}\n" if requires else ""))
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def test_a_newer_release_of_a_dependency_breaks_no_installation(tmp_path: Path) -> None:
    """A package asks for an extra of another, which has a release newer than the one we list."""
    chosen = [wheel(tmp_path, "sotto", "1"), wheel(tmp_path, "sopra", "1", "sotto[di_piu]>=1")]
    wheel(tmp_path, "sotto", "2")
    lines = [f"{w.name.split('-')[0]}==1 --hash=sha256:{hashlib.sha256(w.read_bytes()).hexdigest()}" for w in chosen]
    requirements = tmp_path / "requisiti.txt"
    requirements.write_text("\n".join(lines))
    command = preparazione.installer(sys.executable, requirements)
    there = ["--target", tmp_path / "dove", "--no-index", "--find-links", tmp_path]
    done = subprocess.run([*command, *there], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "dove").iterdir()) == ["sopra-1.dist-info", "sotto-1.dist-info"]


def test_a_prepared_machine_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(preparazione.READY_VARIABLE, "pronto")
    monkeypatch.setattr(preparazione, "prepare", lambda *words: pytest.fail("nothing to prepare"))
    monkeypatch.setattr(os, "execv", lambda *words: pytest.fail("nothing to restart"))
    preparazione.ensure("avvio", ["manage.py"])


def test_what_is_missing_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    absent = sistema.Componente(("pacchetto-a", "pacchetto-b"), "qualcosa", lambda: False)
    present = sistema.Componente(("pacchetto-c",), "altro", lambda: True)
    missing = sistema.provide((absent, present), tmp_path / "log")
    assert missing == [absent]
    assert sistema.advice(missing) == "sudo apt-get install --no-install-recommends pacchetto-a pacchetto-b"


def test_libraries_load_tells_presence() -> None:
    assert sistema.libraries_load("libc.so.6")
    assert not sistema.libraries_load("libc.so.6", "libinesistente.so.9")


def modules_imported_at_once(path: Path) -> set[str]:
    """Top-level packages that a module imports when it is imported itself."""
    names = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize(
    "path",
    [ROOT / "manage.py", ROOT / "socialabs" / "__init__.py", *sorted((ROOT / "socialabs" / "servizi").glob("*.py"))],
    ids=lambda path: path.name,
)
def test_the_bootstrap_needs_only_the_standard_library(path: Path) -> None:
    assert modules_imported_at_once(path) <= {*sys.stdlib_module_names, "socialabs"}
