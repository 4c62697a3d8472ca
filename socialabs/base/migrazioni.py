"""Migrations that make many tables at once, in a tenth of the time."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


# What comes with a table that is made as it is at the end.
COMPRESE = (migrations.AddField, migrations.AddIndex, migrations.AddConstraint)


class TavoleNuove(migrations.Migration):
    """A migration whose tables are made as its last operation leaves them.

    Django draws all models that refer to one another afresh for every operation: on a hundred tables that is nine
    tenths of the time. Here they are drawn once. An existing table may be added to, not changed twice.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        fine = project_state.clone()
        fine.__dict__.pop("apps", None)
        self.mutate_state(fine, preserve=False)
        for operation in self.operations:
            if not self._compresa(operation):
                operation.database_forwards(self.app_label, schema_editor, project_state, fine)
        return fine

    def _compresa(self, operation: Operation) -> bool:
        nuove = {nuova.name_lower for nuova in self.operations if isinstance(nuova, migrations.CreateModel)}
        return isinstance(operation, COMPRESE) and operation.model_name_lower in nuove
