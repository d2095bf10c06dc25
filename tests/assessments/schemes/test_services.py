from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessments.marking.scheme_steps import SCHEME
from assessments.models import Assessment, Indicator, Scheme
from assessments.schemes.services import fill_scheme, scheme_problems
from portal.models import Notice
from tests.factories.assessments.schemes import IndicatorFactory, SchemeFactory
from tests.factories.portal import CommunityFactory

D = Decimal


def test_new_scheme_takes_the_default_table(community):
    scheme = SchemeFactory(community=community)
    fill_scheme(scheme=scheme, source=None)
    assert scheme.indicators.count() == 26
    assert scheme_problems(scheme) == []


def test_new_scheme_copies_last_years_edited_table(community):
    last = SchemeFactory(community=community, small=True)
    scheme = SchemeFactory(community=community)
    fill_scheme(scheme=scheme, source=last)
    assert list(scheme.indicators.values_list("code", "weight")) == [("G1", D(60)), ("H2", D(40))]


def test_publish_opens_one_measured_assessment_per_community_and_tells_the_staff(scheme, community, staff):
    CommunityFactory(street=community.street)
    SCHEME.take("publish", SchemeFactory(community=community, small=True), by=_officer(community))
    assert scheme.status == Scheme.Status.IN_FORCE
    newest = Scheme.objects.exclude(pk=scheme.pk).get()
    assert newest.assessments.count() == 2
    assert {row.scores.count() for row in newest.assessments.all()} == {2}
    assert all(row.measured_at and row.base == 60 for row in newest.assessments.all())
    assert Notice.objects.filter(user=staff, title__contains="已发布").exists()


def _officer(community):
    return community.street.users.get(role="officer")


def test_publish_refuses_weights_other_than_a_hundred(community, officer):
    scheme = SchemeFactory(community=community)
    IndicatorFactory(scheme=scheme, code="A1")
    with pytest.raises(ValidationError, match="合计 60 分，应为 100 分"):
        SCHEME.take("publish", scheme, by=officer)
    assert not Assessment.objects.exists()


def test_publish_names_the_indicator_with_an_unknown_metric(community, officer):
    scheme = SchemeFactory(community=community, small=True)
    bad = [{"metric": "nonsense", "rule": "share", "points": "60"}]
    Indicator.objects.filter(scheme=scheme, code="G1").update(formula=bad)
    with pytest.raises(ValidationError, match="G1 .*“nonsense”不是系统已有的数据"):
        SCHEME.take("publish", scheme, by=officer)


def test_publish_is_the_officers_and_only_once(scheme, community, officer, leader):
    with pytest.raises(ValidationError, match="已经发布"):
        SCHEME.take("publish", scheme, by=officer)
    with pytest.raises(PermissionDenied):
        SCHEME.take("publish", SchemeFactory(community=community, small=True), by=leader)
