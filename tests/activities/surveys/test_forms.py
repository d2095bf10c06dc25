import pytest
from django.utils import timezone

from activities.surveys.forms import SurveyForm
from tests.activities.pages import errors

TODAY = timezone.localdate


@pytest.mark.parametrize("score", ["-1", "100.5"])
def test_survey_score_outside_the_scale_is_refused(staff, score):
    data = {"year": TODAY().year, "title": "调查", "held_on": TODAY(), "sample": "50", "score": score}
    assert list(errors(SurveyForm(data, user=staff))) == ["score"]
