"""The app's demo rows, in the order in which they build on one another (`portal.demo.build`)."""

from assessments.marking import demo as marking
from assessments.reports import demo as reports
from assessments.results import demo as results
from assessments.schemes import demo as schemes

STREAM = "assessments.demo"  # of chance; another name draws other rows
FILLS = [reports.fill, schemes.fill, marking.fill, results.fill]
