"""Who sees and who changes which rows: exact sets, on the portal's own models."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.models import AuditEvent, Community, Job, Notice, User
from tests.factories.portal import AuditEventFactory, JobFactory, NoticeFactory, UserFactory


@pytest.fixture
def neighbours(community, stranger, foreigner):
    """(own community, another one of the street, one of another street)."""
    far = foreigner.street.communities.create(name="鹤林社区")
    return community, stranger.community, far


def test_officer_and_leader_see_all_communities_of_their_street(neighbours, officer, leader):
    own, near, _ = neighbours
    assert set(Community.objects.visible_to(officer)) == {own, near}
    assert set(Community.objects.visible_to(leader)) == {own, near}


def test_staff_see_only_their_own_community(neighbours, staff):
    assert set(Community.objects.visible_to(staff)) == {neighbours[0]}


@pytest.mark.parametrize("person", ["auditor", "admin"])
def test_auditor_and_admin_see_no_business_rows(person, neighbours, request):
    assert not Community.objects.visible_to(request.getfixturevalue(person)).exists()


def test_anonymous_sees_nothing_at_all(neighbours, staff):
    JobFactory(community=neighbours[0])
    NoticeFactory(user=staff)
    AuditEventFactory(community=neighbours[0])
    for model in (Community, Job, Notice, AuditEvent, User):
        assert not model.objects.visible_to(AnonymousUser()).exists(), model


def test_only_officer_and_administrators_keep_the_communities(
    neighbours, officer, admin, leader, staff, captain, auditor
):
    own, near, far = neighbours
    assert set(Community.objects.editable_by(officer)) == {own, near}
    assert set(Community.objects.editable_by(admin)) == {own, near}
    assert set(Community.objects.editable_by(UserFactory(admin=True, street=None))) == {own, near, far}
    for person in (leader, staff, captain, auditor, AnonymousUser()):
        assert not Community.objects.editable_by(person).exists()


def test_account_without_street_sees_no_business_rows(neighbours, db):
    everywhere = UserFactory(admin=True, street=None)
    assert not Community.objects.visible_to(everywhere).exists()


def test_job_is_visible_to_starter_officer_and_leader(staff, officer, leader, stranger, foreigner, community):
    job = JobFactory(community=community, created_by=staff)
    assert [Job.objects.visible_to(person).count() for person in (staff, officer, leader)] == [1, 1, 1]
    assert [Job.objects.visible_to(person).count() for person in (stranger, foreigner)] == [0, 0]
    assert set(Job.objects.editable_by(staff)) == {job}
    assert not Job.objects.editable_by(officer).exists()


def test_notice_is_visible_to_its_reader_only(staff, officer):
    notice = NoticeFactory(user=staff)
    assert set(Notice.objects.visible_to(staff)) == {notice}
    assert not Notice.objects.visible_to(officer).exists()


def test_audit_trail_is_visible_to_auditor_of_the_street_only(community, auditor, officer, admin, foreigner):
    event = AuditEventFactory(community=community)
    far = UserFactory(auditor=True, street=foreigner.street)
    assert set(AuditEvent.objects.visible_to(auditor)) == {event}
    for person in (officer, admin, foreigner, far):
        assert not AuditEvent.objects.visible_to(person).exists()


def test_auditor_without_street_sees_every_street(community, foreigner):
    events = {
        AuditEventFactory(community=community),
        AuditEventFactory(street=foreigner.street, community=None),
    }
    assert set(AuditEvent.objects.visible_to(UserFactory(auditor=True, street=None))) == events


def test_admin_manages_accounts_of_own_street_only(admin, staff, officer, foreigner):
    assert set(User.objects.editable_by(admin)) == {admin, staff, officer}
    assert not User.objects.editable_by(officer).exists()


def test_colleagues_of_staff_are_the_own_community(staff, captain, officer, stranger, admin):
    assert set(User.objects.colleagues_of(staff)) == {staff, captain}


def test_colleagues_of_officer_are_the_street_without_admin_and_auditor(
    officer, staff, stranger, admin, auditor, foreigner
):
    assert set(User.objects.colleagues_of(officer)) == {officer, staff, stranger}


def test_disabled_account_is_nobodys_colleague(officer, staff):
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert set(User.objects.colleagues_of(officer)) == {officer}
