"""Factories of assessments, a module per noun."""

from tests.factories.assessments.marking import AdjustmentFactory, AssessmentFactory, ScoreFactory
from tests.factories.assessments.reports import PeriodReportFactory
from tests.factories.assessments.results import OutcomeFactory
from tests.factories.assessments.schemes import IndicatorFactory, SchemeFactory

FACTORIES = {
    "scheme": SchemeFactory,
    "indicator": IndicatorFactory,
    "assessment": AssessmentFactory,
    "score": ScoreFactory,
    "adjustment": AdjustmentFactory,
    "outcome": OutcomeFactory,
    "periodreport": PeriodReportFactory,
}
