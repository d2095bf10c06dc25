from datetime import date
from decimal import Decimal

import pytest

from activities.surveys import metrics as surveys_metrics
from tests.activities.moments import END, YEAR
from tests.factories.activities.surveys import SurveyFactory


@pytest.mark.parametrize(("sample", "score"), [(29, 80), (30, 95)])
def test_satisfaction_with_fewer_than_thirty_answers_counts_as_eighty(street, community, sample, score):
    SurveyFactory(community=community, year=YEAR, held_on=date(YEAR, 11, 1), sample=sample, score=95)

    assert surveys_metrics.satisfaction.of_communities(street, YEAR, END) == {community.pk: Decimal(score)}


def test_satisfaction_is_the_mean_of_the_years_surveys(street, community):
    for sample, score in ((10, "99"), (50, "91.55"), (50, "90")):
        SurveyFactory(
            community=community, year=YEAR, held_on=date(YEAR, 6, 1), sample=sample, score=Decimal(score)
        )

    assert surveys_metrics.satisfaction.of_communities(street, YEAR, END) == {community.pk: Decimal("87.18")}
