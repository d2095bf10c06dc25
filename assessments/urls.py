from assessments.board import urls as board
from assessments.marking import urls as marking
from assessments.reports import urls as reports
from assessments.results import urls as results
from assessments.schemes import urls as schemes

app_name = "assessments"
urlpatterns = [
    pattern for noun in (schemes, marking, results, reports, board) for pattern in noun.urlpatterns
]
