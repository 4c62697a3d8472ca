"""What the migrations that make their tables at once may hold, so that the tables come out as one by one."""

import pytest
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from pgtrigger.migrations import AddTrigger

from socialabs.base.migrazioni import COMPRESE, TavoleNuove


AMMESSE = (migrations.CreateModel, *COMPRESE, AddTrigger, migrations.RunSQL)


@pytest.fixture(scope="module")
def tavole_nuove() -> list[TavoleNuove]:
    caricate = MigrationLoader(None).disk_migrations.values()
    return [migrazione for migrazione in caricate if isinstance(migrazione, TavoleNuove)]


def test_they_only_add(tavole_nuove: list[TavoleNuove]) -> None:
    altre = {
        f"{migrazione}: {operazione.describe()}"
        for migrazione in tavole_nuove
        for operazione in migrazione.operations
        if not isinstance(operazione, AMMESSE)
    }
    assert tavole_nuove and altre == set()
