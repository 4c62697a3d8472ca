"""Bring the database up to date before the portal opens: migrations, then the demo data if there are none.

`avvia` runs it as a child, as the owner of the database, in one process so that Django is loaded once.
"""

import argparse
import json
import os
import sys
from pathlib import Path


def main(argv: list[str]) -> None:
    """Migrate, load the demo data unless `--senza-demo`, write the demo accounts to the file `--conti`."""
    options = argparse.ArgumentParser()
    options.add_argument("--senza-demo", action="store_true")
    options.add_argument("--conti", type=Path, required=True)
    chosen = options.parse_args(argv)
    os.environ["DATABASE_URL"] = os.environ["OWNER_DATABASE_URL"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if not chosen.senza_demo:
        call_command("carica_demo", se_vuoto=True)
    chosen.conti.write_text(json.dumps([] if chosen.senza_demo else accounts()))


def accounts() -> list[tuple[str, str]]:
    """E-mail and roles of each demo account (found by name: this room imports no other)."""
    from django.utils.module_loading import import_string
    from django.utils.translation import override

    with override("it"):
        return [(conto.email, ", ".join(conto.ruoli)) for conto in import_string("socialabs.utenti.demo.CONTI")]


if __name__ == "__main__":
    main(sys.argv[1:])
