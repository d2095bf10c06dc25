"""Who acts is asked by machine and service, not by the page: a job or a second page cannot go round it (回避)."""

import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.forms import model_to_dict

from activities import urls
from activities.copying.services import copy_plan
from activities.events.invitations import invite_communities, record_participations, reply_to_invitation
from activities.events.services import copy_event
from activities.leading_group.services import copy_group
from activities.meetings.steps import RESOLUTION
from activities.models import Booking, Event, GroupMember, Participation, Plan, PlanRound
from activities.venues.services import save_booking
from portal.duties.steps import hand_out
from portal.models import Notice
from portal.steps import Machine
from tests.factories.activities import FACTORIES
from tests.factories.activities.base import this_year
from tests.factories.activities.events import EventFactory, ParticipationFactory, TaskFactory
from tests.factories.activities.leading_group import GroupMemberFactory
from tests.factories.activities.plans import PlanFactory
from tests.factories.activities.venues import BookingFactory, VenueFactory

MACHINES = {
    machine.model._meta.model_name: machine
    for name, module in sorted(sys.modules.items())
    if name.startswith(f"{urls.__package__}.")
    for machine in vars(module).values()
    if isinstance(machine, Machine)
}

# Who takes the steps with a row of a community (`staff` keeps it), and with one of the street.
MAY = {
    "plan-submit": ({"officer", "staff"}, {"officer"}),
    "plan-approve": ({"officer", "leader"}, {"leader"}),
    "plan-return": ({"officer", "leader"}, {"leader"}),
    "plan-withdraw": ({"officer", "staff"}, {"officer"}),
    "plan-reopen": ({"officer"}, {"officer"}),
    "event-publish": ({"officer", "staff"}, {"officer"}),
    "event-hold": ({"officer", "staff"}, {"officer"}),
    "event-close": ({"officer", "staff"}, {"officer"}),
    "event-correct": ({"officer", "staff"}, {"officer"}),
    "event-postpone": ({"officer", "staff"}, {"officer"}),
    "event-cancel": ({"officer", "staff"}, {"officer"}),
    "event-reopen": ({"officer"}, {"officer"}),
    "task-finish": ({"officer", "staff"}, {"officer"}),
    "task-reopen": ({"officer", "staff"}, {"officer"}),
    "milestone-finish": ({"officer", "staff"}, {"officer"}),
    "milestone-reopen": ({"officer", "staff"}, {"officer"}),
    "resolution-finish": ({"officer", "staff"}, {"officer"}),
    "resolution-reopen": ({"officer", "staff"}, {"officer"}),
}
STEPS = [f"{name}-{verb}" for name, machine in MACHINES.items() for verb in machine.steps]
PEOPLE = ["officer", "staff", "captain", "leader", "auditor", "admin", "stranger", "foreigner"]


def owner(name, **fields):
    """A row of a community or of the street, or the fields that put a duty below one."""
    above = {"task": "event", "milestone": "project", "resolution": "meeting"}.get(name)
    return {above: FACTORIES[above](**fields)} if above else fields


# What the constraints ask of a row in that state.
NEEDS = {
    "submitted": {"submitted_at": "2026-01-05T09:00+08:00"},
    "approved": {"submitted_at": "2026-01-05T09:00+08:00", "approved_at": "2026-01-06T09:00+08:00"},
    "held": {"attendances": 10},
    "closed": {"attendances": 10, "closed_at": "2026-01-06T09:00+08:00"},
}


def in_state(row, state):
    fields = {"done_on": "2026-01-06" if state else None} if isinstance(state, bool) else {"status": state}
    type(row).objects.filter(pk=row.pk).update(**fields, **NEEDS.get(state, {}))
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def everybody(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def test_every_step_of_the_app_is_asked_below():
    assert set(STEPS) == set(MAY)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("level", ["community", "street"])
def test_step_is_refused_by_the_service_to_everybody_else(step, level, community, street, everybody):
    name, verb = step.split("-")
    machine = MACHINES[name]
    place = {"community": community} if level == "community" else {"community": None, "street": street}
    row = in_state(FACTORIES[name](**owner(name, **place)), machine[verb].from_[0])
    before = model_to_dict(row)
    allowed = MAY[step][level == "street"]
    for who, person in everybody.items():
        assert machine[verb].may(person, row) is (who in allowed), who
        if who not in allowed:
            with pytest.raises(PermissionDenied, match=machine[verb].not_yours):
                machine.take(verb, row, by=person)
    assert model_to_dict(type(row).objects.get(pk=row.pk)) == before
    assert not Notice.objects.exists()
    assert not PlanRound.objects.exists()


def test_whoever_has_a_duty_in_hand_finishes_it_and_only_the_keepers_reopen_a_decision(street, staff):
    for name in ("task", "milestone", "resolution"):
        duty = FACTORIES[name](**owner(name, community=None, street=street), responsible=staff)
        assert MACHINES[name].take("finish", duty, by=staff).is_done
    with pytest.raises(PermissionDenied, match="只有会议的记录单位可以撤销办结"):
        RESOLUTION.take("reopen", duty, by=staff)


def of_street(street):
    return EventFactory(community=None, street=street, planned=True)


SERVICES = {
    "copy_plan": (
        lambda street, by: copy_plan(source=PlanFactory(community=None, street=street), by=by),
        {"officer"},
    ),
    "copy_event": (lambda street, by: copy_event(event=of_street(street), by=by), {"officer"}),
    "invite": (lambda street, by: invite_communities(event=of_street(street), by=by), {"officer"}),
    "record": (
        lambda street, by: record_participations(event=of_street(street), rows=[], by=by),
        {"officer"},
    ),
    "hand_out": (
        lambda street, by: hand_out(duty=TaskFactory.build(event=of_street(street)), by=by),
        {"officer"},
    ),
    "book": (
        lambda street, by: save_booking(
            booking=BookingFactory.build(venue=VenueFactory(community=None, street=street)), by=by
        ),
        {"officer"},
    ),
    "copy_group": (
        lambda street, by: copy_group(street=street, community=None, year=this_year(), by=by),
        {"officer"},
    ),
}


@pytest.mark.parametrize("service", SERVICES)
def test_service_is_refused_to_everybody_but_the_officer_on_the_streets_own_rows(service, street, everybody):
    run, allowed = SERVICES[service]
    GroupMemberFactory(community=None, street=street, year=this_year() - 1)
    for who, person in everybody.items():
        if who not in allowed:
            with pytest.raises(PermissionDenied):
                run(street, person)
    assert not Event.objects.filter(copied_from__isnull=False).exists()
    assert not Plan.objects.filter(copied_from__isnull=False).exists()
    assert not Booking.objects.exists()
    assert not Participation.objects.exists()
    assert GroupMember.objects.count() == 1
    run(street, everybody["officer"])


def test_only_the_invited_community_answers(community, everybody):
    row = ParticipationFactory(community=community)
    for who, person in everybody.items():
        if who != "staff":
            with pytest.raises(PermissionDenied, match="参加反馈由社区填写"):
                reply_to_invitation(participation=row, by=person)
