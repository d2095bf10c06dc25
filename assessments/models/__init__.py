from assessments.models.assessments import Adjustment, Assessment, Outcome, Score
from assessments.models.reports import PeriodReport
from assessments.models.schemes import Indicator, Scheme

__all__ = ["Adjustment", "Assessment", "Indicator", "Outcome", "PeriodReport", "Scheme", "Score"]
