from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        # unaccent() is only STABLE because its dictionary can be swapped; naming the dictionary makes it safe to index.
        migrations.RunSQL(
            "create or replace function f_unaccent(text) returns text language sql immutable strict parallel safe"
            " return public.unaccent('public.unaccent'::regdictionary, $1)",
            "drop function if exists f_unaccent(text)",
        ),
    ]
