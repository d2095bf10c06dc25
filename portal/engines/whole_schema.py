"""Create the tables of a first migration in one step.

Django renders all models anew after each operation, and a trigger or a constraint is an operation:
the five first migrations have some 400, a minute of pure computing for every new database, hence
for every test run. In one step they take two seconds. Only for migrations that create: what they
add to a table later is created with the table, from the state at the migration's end.

Use, below a generated first migration: `Migration.operations = in_one_step(Migration.operations)`.
"""

from django.db.migrations import operations
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger

ADDITIONS = (operations.AddField, operations.AddIndex, operations.AddConstraint, AddTrigger)


def in_one_step(steps: list[Operation]) -> list[Operation]:
    """The same operations as one; raises TypeError where one of them does more than create or add."""
    created = {step.name_lower for step in steps if isinstance(step, operations.CreateModel)}
    for step in steps:
        adds = isinstance(step, ADDITIONS) and step.model_name.lower() in created
        if not adds and not isinstance(step, operations.CreateModel):
            raise TypeError(f"not part of a creation: {step.describe()}")
    return [CreateTogether(steps)]


class CreateTogether(Operation):
    """Applies all changes of state first, then creates every table complete."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, steps: list[Operation]):
        self.steps = steps

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered once, when the first table asks for it
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self._tables():
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self._tables()):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def _tables(self):
        return [step for step in self.steps if isinstance(step, operations.CreateModel)]

    def describe(self):
        return f"Create {len(self._tables())} tables together"
