"""Demo data: last year assessed and decided, this year in 自评; reports with a few late and missing."""

from assessments.demo.marks import demo_assessment
from assessments.demo.reports import demo_reports


def demo(street, year, rng):
    """Fill schemes, assessments and reports of one street and year; last year's marks are measured by the
    real metrics, so the other apps' rows of that year must be there."""
    demo_reports(street, year, rng)
    demo_assessment(street, year, rng)
