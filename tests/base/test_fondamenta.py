"""The guards of the house: reading cannot write, every row knows how long it lives, the web role is the web role."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from socialabs.base.conservazione import Conservazione
from socialabs.base.identificativi import nuovo_id
from socialabs.base.middleware import ScritturaInLettura, rifiuta_scritture
from socialabs.base.versioni import ConflittoVersione, salva_versionato
from socialabs.registro.azioni import registra_evento
from socialabs.registro.models import Evento
from tests.fabbriche import OrganizzazioneFactory


OURS = ("socialabs.", "collocamento", "laboratori", "tavolo", "aziende")


def our_models() -> list:
    return [m for m in apps.get_models() if m.__module__.startswith(OURS) and not m.__name__.endswith("Event")]


def test_every_model_declares_its_retention_class() -> None:
    senza = [m._meta.label for m in our_models() if not isinstance(getattr(m, "conservazione", None), Conservazione)]
    assert our_models() and senza == []


def test_ids_are_ordered_by_time_and_are_version_7() -> None:
    ids = [nuovo_id() for _ in range(3)]
    assert all(i.version == 7 for i in ids)


def test_a_body_runs_as_the_web_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("socialabs_web",)


@pytest.mark.parametrize("sql", ["update {t} set verbo = 'x'", "delete from {t}", "truncate {t}"])
def test_the_register_only_grows(ctx_di, sql: str) -> None:
    registra_evento(ctx_di("op_cm"), "prova.fatta")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql.format(t="registro_evento"))
    assert Evento.objects.filter(verbo="prova.fatta").count() == 1


@pytest.mark.parametrize(
    ("sql", "ammessa"),
    [
        ('SELECT 1 FROM "anagrafica_organizzazione"', True),
        ('INSERT INTO "registro_evento" ("quando") VALUES (now())', True),
        ('UPDATE "django_session" SET "session_data" = 1', True),
        ('UPDATE "anagrafica_organizzazione" SET "denominazione" = 1', False),
        ('  delete from "utenti_appartenenza"', False),
        ("with d as (delete from utenti_invito returning id) select id from d", False),
        ("with d as (select 1) update utenti_invito set ruolo = ''", False),
        ("with d as (select id from utenti_invito for update) select id from d", True),
    ],
)
def test_reading_cannot_write(sql: str, ammessa: bool) -> None:
    done = []
    if ammessa:
        rifiuta_scritture(lambda *a: done.append(a), sql, None, False, {})
        assert done
    else:
        with pytest.raises(ScritturaInLettura):
            rifiuta_scritture(lambda *a: done.append(a), sql, None, False, {})


def test_nobody_overwrites_what_they_have_not_read(db: None) -> None:
    azienda = OrganizzazioneFactory(denominazione="Prima")
    letta = azienda.versione
    azienda.denominazione = "Seconda"
    salva_versionato(azienda, letta, ["denominazione"])
    azienda.denominazione = "Terza"
    with pytest.raises(ConflittoVersione) as conflitto:
        salva_versionato(azienda, letta, ["denominazione"])
    assert conflitto.value.attuale.denominazione == "Seconda"
