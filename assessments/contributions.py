"""The nouns of the app, in the order in which the shell shows what they offer."""

from assessments.board.contributions import BoardContribution
from assessments.marking.contributions import AssessmentContribution
from assessments.reports.contributions import ReportContribution
from assessments.results.contributions import ResultContribution
from assessments.schemes.contributions import SchemeContribution

NOUNS = [
    ReportContribution(),
    SchemeContribution(),
    AssessmentContribution(),
    ResultContribution(),
    BoardContribution(),
]
