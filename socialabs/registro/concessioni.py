"""What the web role may do in the database, given again after every migration so that no table is forgotten."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections


# Tables that nobody but the owner may change once written; a model says the same of its own by `solo_aggiunta = True`.
SOLO_AGGIUNTA = ("registro_evento",)


def tabelle_di_sola_aggiunta() -> list[str]:
    dichiarate = [m._meta.db_table for m in apps.get_models() if getattr(m, "solo_aggiunta", False)]
    return [*SOLO_AGGIUNTA, *dichiarate]


def tabelle_di_storia() -> list[str]:
    """The event tables of django-pghistory: history is written by triggers and never rewritten."""
    import pghistory.models

    return [
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and not model._meta.abstract and not model._meta.proxy
    ]


def tabelle_di_atti() -> dict[str, list[str]]:
    """Tables of the models that declare `modificabili_dal_web`: no row deleted, only those columns updated."""
    return {
        model._meta.db_table: list(model.modificabili_dal_web)
        for model in apps.get_models()
        if hasattr(model, "modificabili_dal_web")
    }


def tabelle_a_ondate() -> list[str]:
    """Tables of the models that declare `a_ondate`: rows come by the thousand, the planner is told at once."""
    return [model._meta.db_table for model in apps.get_models() if getattr(model, "a_ondate", False)]


def concedi(using: str = "default") -> None:
    """Create the web role if it is missing and give it its rights. Must run as the owner."""
    connection = connections[using]
    role = connection.ops.quote_name(settings.DATABASE_WEB_ROLE)
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [settings.DATABASE_WEB_ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"create role {role} nologin nosuperuser nobypassrls")
        cursor.execute(f"grant usage on schema public to {role}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {role}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {role}")
        tables = set(connection.introspection.table_names(cursor))
        for table in [*tabelle_di_sola_aggiunta(), *tabelle_di_storia()]:
            if table in tables:
                cursor.execute(f"revoke update, delete, truncate on {connection.ops.quote_name(table)} from {role}")
        for table, columns in tabelle_di_atti().items():
            if table in tables:
                name = connection.ops.quote_name(table)
                cursor.execute(f"revoke update, delete, truncate on {name} from {role}")
                if columns:
                    names = ", ".join(map(connection.ops.quote_name, columns))
                    cursor.execute(f"grant update ({names}) on {name} to {role}")
        for table in tables.intersection(tabelle_a_ondate()):
            cursor.execute(f"grant maintain on {connection.ops.quote_name(table)} to {role}")


def dopo_le_migrazioni(sender: Any, using: str, **kwargs: Any) -> None:
    concedi(using)
