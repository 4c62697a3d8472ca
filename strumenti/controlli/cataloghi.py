"""Check the message catalogues: every text of the source has its English, none is fuzzy, what is compiled is current.

    .venv/bin/python strumenti/controlli/cataloghi.py            # exit 1 and a line for each fault
    .venv/bin/python strumenti/controlli/cataloghi.py --aggiorna # write new texts into locale/en (maintainers)

Texts are gathered in a copy of the tree, so that checking changes nothing. The source is Italian, so locale/it is
written by hand: it only corrects the tone of the libraries' own Italian.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib


ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
CORRECTIONS = Path("locale/it/LC_MESSAGES/django.po")
SOURCES = ("socialabs", "collocamento", "laboratori", "tavolo", "aziende", "templates", "locale")


def gathered(folder: Path) -> Path:
    """The catalogue as gettext makes it from the source, in a copy of the tree below `folder`."""
    for name in SOURCES:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    command = ["django", "makemessages", "--locale=en", "--no-obsolete", "--no-wrap", "--add-location=file"]
    subprocess.run([sys.executable, "-m", *command], cwd=folder, check=True, capture_output=True)
    return folder / CATALOGUE


def faults(source: polib.POFile) -> list[str]:
    """A line for each text that English readers would meet in Italian."""
    lines = [f"senza traduzione: {e.msgid!r} ({e.occurrences[0][0]})" for e in source.untranslated_entries()]
    return lines + [f"da rivedere (fuzzy): {e.msgid!r}" for e in source.fuzzy_entries()]


def not_compiled(source: polib.POFile, catalogue: Path) -> list[str]:
    """A line for each translation that the compiled file, which readers get, has otherwise."""
    compiled = (ROOT / catalogue).with_suffix(".mo")
    if not compiled.exists():
        return [f"manca {catalogue.with_suffix('.mo')}: compilemessages"]
    in_use = {key(e): (e.msgstr, e.msgstr_plural) for e in polib.mofile(str(compiled))}
    stale = [e.msgid for e in source.translated_entries() if in_use.get(key(e)) != (e.msgstr, e.msgstr_plural)]
    return [f"non compilato: {msgid!r}" for msgid in stale]


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def main(update: bool) -> int:
    with tempfile.TemporaryDirectory() as folder:
        made = gathered(Path(folder))
        english, italian = polib.pofile(str(made)), polib.pofile(str(ROOT / CORRECTIONS))
        if update:
            shutil.copy(made, ROOT / CATALOGUE)
            english.save_as_mofile(str((ROOT / CATALOGUE).with_suffix(".mo")))
            italian.save_as_mofile(str((ROOT / CORRECTIONS).with_suffix(".mo")))
        lines = faults(english) + not_compiled(english, CATALOGUE) + not_compiled(italian, CORRECTIONS)
    print("\n".join(lines) or "Cataloghi completi.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main("--aggiorna" in sys.argv))
