"""What the engine was told, beside what it answered. Rows computed before have none until they are computed again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collocamento", "0006_promemoria_della_campagna")]

    operations = [
        migrations.AddField(
            model_name="calcolo",
            name="ingressi",
            field=models.JSONField(default=dict, verbose_name="ingressi del calcolo"),
            preserve_default=False,
        )
    ]
