"""Figures computed again are proposed first. Rows that do not know their mapping are read again from the original."""

import django.db.models.deletion
import socialabs.base.identificativi
from django.conf import settings
from django.db import migrations, models

from socialabs.base.migrazioni import TavoleNuove


class Migration(TavoleNuove):
    dependencies = [
        ("anagrafica", "0002_comuni"),
        ("collocamento", "0007_ingressi_del_calcolo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="calcolo",
            name="mappatura",
            field=models.CharField(default="", max_length=64, verbose_name="versione della mappatura"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="PropostaRicalcolo",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=socialabs.base.identificativi.nuovo_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("creato_il", models.DateTimeField(auto_now_add=True, verbose_name="creato il")),
                ("modificato_il", models.DateTimeField(auto_now=True, verbose_name="modificato il")),
                (
                    "stato",
                    models.CharField(
                        choices=[
                            ("in_calcolo", "In calcolo"),
                            ("pronta", "Da decidere"),
                            ("applicata", "Applicata"),
                            ("scartata", "Scartata"),
                        ],
                        default="in_calcolo",
                        max_length=10,
                        verbose_name="stato",
                    ),
                ),
                ("motore", models.CharField(max_length=64, verbose_name="versione del motore")),
                ("partenza", models.CharField(max_length=32, verbose_name="situazione di partenza")),
                ("prospetti", models.PositiveIntegerField(default=0, verbose_name="prospetti ricalcolati")),
                (
                    "dagli_originali",
                    models.PositiveIntegerField(default=0, verbose_name="letti di nuovo dall'originale"),
                ),
                ("illeggibili", models.PositiveIntegerField(default=0, verbose_name="non ricalcolabili")),
                ("datori_cambiati", models.PositiveIntegerField(default=0, verbose_name="datori con cifre diverse")),
                ("pronta_il", models.DateTimeField(null=True, verbose_name="calcolata il")),
                ("decisa_il", models.DateTimeField(null=True, verbose_name="decisa il")),
                (
                    "chiesta_da",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chiesta da",
                    ),
                ),
                (
                    "decisa_da",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decisa da",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposta di ricalcolo",
                "verbose_name_plural": "proposte di ricalcolo",
                "ordering": ["-creato_il", "-id"],
            "constraints": [models.UniqueConstraint(
                models.Value(True),
                condition=models.Q(("stato__in", ["in_calcolo", "pronta"])),
                name="ricalcolo_uno_aperto",
                violation_error_message="C'è già una proposta di ricalcolo da decidere.",
            ), models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decisa_il__isnull", True), ("stato__in", ["in_calcolo", "pronta"])),
                    models.Q(
                        models.Q(("stato__in", ["in_calcolo", "pronta"]), _negated=True), ("decisa_il__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="ricalcolo_deciso_quando_chiuso",
                violation_error_message="Una proposta decisa dice quando, una aperta no.",
            ), models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stato__in", ["pronta", "applicata"]), _negated=True),
                    ("pronta_il__isnull", False),
                    _connector="OR",
                ),
                name="ricalcolo_pronto_quando",
                violation_error_message="Una proposta si decide quando è calcolata.",
            )],
            },
        ),
        migrations.CreateModel(
            name="DifferenzaRicalcolo",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=socialabs.base.identificativi.nuovo_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("creato_il", models.DateTimeField(auto_now_add=True, verbose_name="creato il")),
                ("modificato_il", models.DateTimeField(auto_now=True, verbose_name="modificato il")),
                ("anno", models.PositiveSmallIntegerField(verbose_name="anno")),
                ("quota_prima", models.IntegerField(verbose_name="quota di prima")),
                ("quota_dopo", models.IntegerField(verbose_name="quota nuova")),
                ("mancano_prima", models.IntegerField(verbose_name="posti scoperti di prima")),
                ("mancano_dopo", models.IntegerField(verbose_name="posti scoperti nuovi")),
                ("ora_prima", models.IntegerField(verbose_name="posti dovuti ora, di prima")),
                ("ora_dopo", models.IntegerField(verbose_name="posti dovuti ora, nuovi")),
                ("cambi", models.JSONField(verbose_name="cifre cambiate")),
                (
                    "datore",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collocamento.datore",
                        verbose_name="datore di lavoro",
                    ),
                ),
                (
                    "prospetto",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collocamento.prospetto",
                        verbose_name="prospetto",
                    ),
                ),
                (
                    "proposta",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="differenze",
                        to="collocamento.propostaricalcolo",
                        verbose_name="proposta",
                    ),
                ),
            ],
            options={
                "verbose_name": "differenza del ricalcolo",
                "verbose_name_plural": "differenze del ricalcolo",
            "constraints": [models.UniqueConstraint(
                fields=("proposta", "prospetto"),
                name="ricalcolo_una_differenza_per_prospetto",
                violation_error_message="La proposta ha già le differenze di questo prospetto.",
            )],
            },
        ),
        migrations.CreateModel(
            name="CalcoloProvinciaProposto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lavoratori", models.IntegerField(verbose_name="lavoratori")),
                ("base_art3", models.IntegerField(verbose_name="base di computo art. 3")),
                ("base_art18", models.IntegerField(verbose_name="base di computo art. 18")),
                ("quota_disabili", models.IntegerField(verbose_name="quota disabili")),
                ("quota_art18", models.IntegerField(verbose_name="quota art. 18")),
                ("disabili_in_forza", models.IntegerField(verbose_name="disabili in forza")),
                ("art18_in_forza", models.IntegerField(verbose_name="art. 18 in forza")),
                ("esonerati", models.IntegerField(verbose_name="posizioni esonerate")),
                ("compensazione_disabili", models.IntegerField(verbose_name="compensazione disabili")),
                ("compensazione_art18", models.IntegerField(verbose_name="compensazione art. 18")),
                ("saldo_disabili", models.IntegerField(verbose_name="saldo disabili")),
                ("scopertura_disabili", models.IntegerField(verbose_name="scopertura disabili")),
                ("scopertura_art18", models.IntegerField(verbose_name="scopertura art. 18")),
                ("quota_dovuta_ora", models.IntegerField(verbose_name="quota dovuta ora")),
                ("scopertura_dovuta_ora", models.IntegerField(verbose_name="scopertura dovuta ora")),
                ("scopertura_art18_dovuta_ora", models.IntegerField(verbose_name="scopertura art. 18 dovuta ora")),
                ("sospensione_in_corso", models.BooleanField(verbose_name="sospensione in corso")),
                ("convenzione_in_corso", models.BooleanField(verbose_name="convenzione in corso")),
                ("provincia", models.CharField(max_length=3, verbose_name="provincia")),
                (
                    "comune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="anagrafica.comune",
                        verbose_name="comune della sede",
                    ),
                ),
                (
                    "prospetto",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collocamento.prospetto",
                        verbose_name="prospetto",
                    ),
                ),
                (
                    "proposta",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collocamento.propostaricalcolo",
                        verbose_name="proposta",
                    ),
                ),
            ],
            options={
                "verbose_name": "calcolo provinciale proposto",
                "verbose_name_plural": "calcoli provinciali proposti",
            "constraints": [models.UniqueConstraint(
                fields=("proposta", "prospetto", "provincia"),
                name="ricalcolo_una_riga_per_provincia",
                violation_error_message="La proposta ha già il foglio di questa provincia.",
            )],
            },
        ),
        migrations.CreateModel(
            name="CalcoloProposto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lavoratori", models.IntegerField(verbose_name="lavoratori")),
                ("base_art3", models.IntegerField(verbose_name="base di computo art. 3")),
                ("base_art18", models.IntegerField(verbose_name="base di computo art. 18")),
                ("quota_disabili", models.IntegerField(verbose_name="quota disabili")),
                ("quota_art18", models.IntegerField(verbose_name="quota art. 18")),
                ("disabili_in_forza", models.IntegerField(verbose_name="disabili in forza")),
                ("art18_in_forza", models.IntegerField(verbose_name="art. 18 in forza")),
                ("esonerati", models.IntegerField(verbose_name="posizioni esonerate")),
                ("compensazione_disabili", models.IntegerField(verbose_name="compensazione disabili")),
                ("compensazione_art18", models.IntegerField(verbose_name="compensazione art. 18")),
                ("saldo_disabili", models.IntegerField(verbose_name="saldo disabili")),
                ("scopertura_disabili", models.IntegerField(verbose_name="scopertura disabili")),
                ("scopertura_art18", models.IntegerField(verbose_name="scopertura art. 18")),
                ("quota_dovuta_ora", models.IntegerField(verbose_name="quota dovuta ora")),
                ("scopertura_dovuta_ora", models.IntegerField(verbose_name="scopertura dovuta ora")),
                ("scopertura_art18_dovuta_ora", models.IntegerField(verbose_name="scopertura art. 18 dovuta ora")),
                ("sospensione_in_corso", models.BooleanField(verbose_name="sospensione in corso")),
                ("convenzione_in_corso", models.BooleanField(verbose_name="convenzione in corso")),
                (
                    "classe",
                    models.CharField(
                        blank=True,
                        choices=[("A", "A (oltre 50)"), ("B", "B (da 36 a 50)"), ("C", "C (da 15 a 35)")],
                        max_length=1,
                        verbose_name="classe",
                    ),
                ),
                ("prospetto_dovuto", models.BooleanField(verbose_name="prospetto dovuto")),
                ("eccedenza_art18", models.IntegerField(verbose_name="eccedenza art. 18")),
                ("eccedenza_art18_usata", models.IntegerField(verbose_name="eccedenza art. 18 usata")),
                ("ingressi", models.JSONField(verbose_name="ingressi del calcolo")),
                ("derivazione", models.JSONField(verbose_name="derivazione")),
                ("avvisi", models.JSONField(default=list, verbose_name="avvisi")),
                (
                    "con_esonero_al_massimale",
                    models.JSONField(null=True, verbose_name="cifre con l'esonero al massimale"),
                ),
                ("impostazioni", models.JSONField(verbose_name="letture adottate")),
                ("motore", models.CharField(max_length=64, verbose_name="versione del motore")),
                ("mappatura", models.CharField(max_length=64, verbose_name="versione della mappatura")),
                ("differenze", models.JSONField(verbose_name="differenze dal dichiarato")),
                ("anomalie", models.JSONField(verbose_name="anomalie")),
                (
                    "provincia_sede",
                    models.CharField(blank=True, max_length=3, verbose_name="provincia della sede legale"),
                ),
                (
                    "prospetto",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collocamento.prospetto",
                        verbose_name="prospetto",
                    ),
                ),
                (
                    "proposta",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calcoli",
                        to="collocamento.propostaricalcolo",
                        verbose_name="proposta",
                    ),
                ),
            ],
            options={
                "verbose_name": "calcolo proposto",
                "verbose_name_plural": "calcoli proposti",
            "constraints": [models.UniqueConstraint(
                fields=("proposta", "prospetto"),
                name="ricalcolo_un_calcolo_per_prospetto",
                violation_error_message="La proposta ha già il calcolo di questo prospetto.",
            )],
            },
        ),
    ]
