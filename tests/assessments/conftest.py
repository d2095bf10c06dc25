"""A scheme in force of two indicators, and one community's assessment by it."""

import pytest
from django.urls import reverse


@pytest.fixture
def scheme(community, officer):
    """In force for 2025: G1 measured (60 − 10 × late − 20 × missing), H2 by hand (40)."""
    from assessments.marking.scheme_steps import SCHEME
    from tests.factories.assessments.schemes import SchemeFactory

    scheme = SchemeFactory(community=community, year=2025, small=True)
    SCHEME.take("publish", scheme, by=officer)
    scheme.refresh_from_db()
    return scheme


@pytest.fixture
def assessment(scheme, community):
    return scheme.assessments.get(community=community)


@pytest.fixture
def hand(assessment):
    return assessment.scores.get(indicator__code="H2")


@pytest.fixture
def measured(assessment):
    return assessment.scores.get(indicator__code="G1")


@pytest.fixture
def in_review(assessment, client, staff, hand):
    """Handed in by the community from its page, its own 38 points for H2."""
    client.force_login(staff)
    address = reverse("assessments:assessment-self", args=[assessment.pk])
    client.post(address, {f"points_{hand.pk}": "38", "act": "submit"})
    return assessment
