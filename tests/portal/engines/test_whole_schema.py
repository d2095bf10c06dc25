import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from portal.engines.whole_schema import CreateTogether, in_one_step

APPS = ["portal", "troupes", "activities", "archives", "assessments"]


@pytest.mark.parametrize("app", APPS)
def test_first_migration_creates_its_tables_together(app):
    migration = MigrationLoader(None).get_migration(app, "0001_foundation")

    assert [type(step) for step in migration.operations] == [CreateTogether]


@pytest.mark.parametrize("app", APPS)
def test_state_is_the_same_as_step_by_step(app):
    migration = MigrationLoader(None).get_migration(app, "0001_foundation")
    together, one_by_one = ProjectState(), ProjectState()

    migration.operations[0].state_forwards(app, together)
    for step in migration.operations[0].steps:
        step.state_forwards(app, one_by_one)

    assert together == one_by_one
    assert len(together.models) > 4


@pytest.mark.parametrize(
    "step",
    [
        migrations.RunPython(migrations.RunPython.noop),
        migrations.AlterField("Plan", "title", models.TextField()),
        migrations.AddField("Elsewhere", "title", models.TextField()),
    ],
)
def test_step_that_does_more_than_create_is_refused(step):
    plan = migrations.CreateModel("Plan", [("title", models.CharField(max_length=9))])

    with pytest.raises(TypeError):
        in_one_step([plan, step])
