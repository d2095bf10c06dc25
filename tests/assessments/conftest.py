"""A scheme in force of two indicators, and one community's assessment by it."""

import pytest


@pytest.fixture
def scheme(community, officer):
    from assessments.marking.scheme_steps import SCHEME
    from tests.factories.assessments.schemes import SchemeFactory

    scheme = SchemeFactory(community=community, year=2025, small=True)
    SCHEME.take("publish", scheme, by=officer)
    return scheme


@pytest.fixture
def assessment(scheme):
    return scheme.assessments.get()


@pytest.fixture
def hand(assessment):
    return assessment.scores.get(indicator__code="H2")


@pytest.fixture
def measured(assessment):
    return assessment.scores.get(indicator__code="G1")
