from django.db import migrations

from socialabs.anagrafica.caricamento import carica


class Migration(migrations.Migration):
    dependencies = [("anagrafica", "0001_initial")]
    operations = [migrations.RunPython(lambda apps, editor: carica(editor.connection), migrations.RunPython.noop)]
