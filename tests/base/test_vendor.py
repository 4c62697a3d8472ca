"""The vendored front-end files are exactly those of their manifests, licensed, and ask nothing of the network."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "static" / "vendor", ROOT / "tests" / "vendor"]


def packages(folder: Path) -> list[dict]:
    return tomllib.loads((folder / "MANIFEST.toml").read_text())["pacchetto"]


def sums(folder: Path) -> dict[str, str]:
    return {path: digest for package in packages(folder) for path, digest in package["sha256"].items()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_manifest_lists_every_file_and_its_sum(folder):
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "MANIFEST.toml"
    }
    assert found == sums(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_package_has_version_and_licence_text(folder):
    for package in packages(folder):
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"]), package["name"]
        assert package["licence"], package["name"]
        assert any("LICENSE" in path for path in package["sha256"]), package["name"]


def test_versions_are_those_of_the_build_script():
    pinned = (ROOT / "strumenti" / "vendor" / "package.json").read_text()
    for folder in FOLDERS:
        for package in packages(folder):
            if package["name"] != "@popperjs/core":  # comes with Bootstrap Italia, which chooses its version
                assert f'"{package["name"]}": "{package["version"]}"' in pinned


def test_stylesheets_load_nothing_from_elsewhere():
    sheets = [*(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "vendor").rglob("*.css")]
    assert sheets
    for sheet in sheets:
        text = sheet.read_text()
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", text)
        assert not [a for a in addresses if a.startswith(("http:", "https:", "//"))], sheet.name
        assert "sourceMappingURL" not in text, sheet.name


def test_every_own_font_face_points_to_a_vendored_file():
    sheet = ROOT / "static" / "css" / "fonts.css"
    addresses = re.findall(r"url\(\"([^\"]+)\"\)", sheet.read_text())
    assert len(addresses) == len(list((ROOT / "static" / "vendor").rglob("*.woff2")))
    for address in addresses:
        assert (sheet.parent / address).is_file(), address
