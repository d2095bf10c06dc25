"""The face that Django loads and other apps import; each model lives with its noun."""

from assessments.marking.models import Adjustment, Assessment, Score, Step
from assessments.reports.models import PeriodReport
from assessments.results.models import Outcome
from assessments.schemes.models import Indicator, Scheme

__all__ = ["Adjustment", "Assessment", "Indicator", "Outcome", "PeriodReport", "Scheme", "Score", "Step"]
