"""The code tables as far as they are known (dati/codici.toml); the office corrects them from there on."""

import tomllib
from pathlib import Path

from django.db import migrations


FILE = Path(__file__).resolve().parent.parent / "dati" / "codici.toml"


def carica(apps, schema_editor):
    TabellaCodici = apps.get_model("collocamento", "TabellaCodici")
    tabelle = tomllib.loads(FILE.read_text("utf-8"))
    TabellaCodici.objects.bulk_create(
        TabellaCodici(tabella=tabella, **riga) for tabella, righe in tabelle.items() for riga in righe
    )


class Migration(migrations.Migration):
    dependencies = [("collocamento", "0002_muro_lavoratori")]

    operations = [migrations.RunPython(carica, migrations.RunPython.noop)]
