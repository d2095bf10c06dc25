from assessments.models.assessments import Adjustment, Assessment, Outcome, Score
from assessments.models.reports import PeriodReport
from assessments.models.schemes import Indicator, Scheme
from assessments.models.steps import Step

__all__ = ["Adjustment", "Assessment", "Indicator", "Outcome", "PeriodReport", "Scheme", "Score", "Step"]
