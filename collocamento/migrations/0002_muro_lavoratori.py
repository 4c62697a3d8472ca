"""Row-level security on the workers' rows (see `collocamento.muro`), and long JSON kept out of the main rows."""

from django.db import migrations


MURO = """
alter table collocamento_lavoratoredichiarato enable row level security;
create policy lavoratori_in_lettura on collocamento_lavoratoredichiarato for select using (
    (select current_setting('collocamento.datori', true)) = '*'
    or prospetto_id in (
        select id from collocamento_prospetto where datore_id = any (
            string_to_array(nullif((select current_setting('collocamento.datori', true)), ''), ',')::uuid[]
        )
    )
);
create policy lavoratori_in_aggiunta on collocamento_lavoratoredichiarato for insert with check (true);
"""
SENZA_MURO = """
drop policy lavoratori_in_aggiunta on collocamento_lavoratoredichiarato;
drop policy lavoratori_in_lettura on collocamento_lavoratoredichiarato;
alter table collocamento_lavoratoredichiarato disable row level security;
"""
# Lists read thousands of rows and none of their long JSON: push it to TOAST as soon as it can be.
COMPATTE = """
alter table collocamento_calcolo set (toast_tuple_target = 256);
alter table collocamento_prospetto set (toast_tuple_target = 512);
"""
NON_COMPATTE = """
alter table collocamento_calcolo reset (toast_tuple_target);
alter table collocamento_prospetto reset (toast_tuple_target);
"""


class Migration(migrations.Migration):
    dependencies = [("collocamento", "0001_prospetti")]

    operations = [
        migrations.RunSQL(MURO, SENZA_MURO),
        migrations.RunSQL(COMPATTE, NON_COMPATTE),
    ]
