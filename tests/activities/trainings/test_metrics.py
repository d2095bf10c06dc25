from datetime import date

from activities.trainings import metrics as trainings_metrics
from tests.activities.moments import END, YEAR
from tests.factories.activities.trainings import TrainingFactory


def test_training_attendances_are_summed(street, community):
    TrainingFactory(community=community, held_on=date(YEAR, 3, 1), attendances=5)
    TrainingFactory(community=community, held_on=date(YEAR, 8, 1), attendances=7)

    assert trainings_metrics.training_attendances.of_communities(street, YEAR, END) == {community.pk: 12}
    assert trainings_metrics.training_attendances.of_communities(street, YEAR, date(YEAR, 7, 31)) == {
        community.pk: 5
    }
