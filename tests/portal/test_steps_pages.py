"""Addresses, pages and buttons of a machine."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.dateparse import parse_datetime

from activities.models import Plan
from activities.plans.steps import PLAN
from portal.access import can_edit, visible
from portal.pages.columns import Column
from portal.pages.steps import StepPage, step_buttons, step_routes, step_verbs
from portal.pages.tables import Table
from portal.steps import Machine, Step
from tests.factories.activities.events import EventFactory
from tests.factories.activities.plans import PlanFactory
from tests.factories.portal import staff_of


def step(verb, **changes):
    return Step(verb, verb, **({"from_": ("draft",), "may": can_edit} | changes))


SWITCH = Machine(
    Plan,
    step("open", change=lambda plan, by: setattr(plan, "safeguards", "开"), address="switch", done="开了。"),
    step(
        "shut",
        change=lambda plan, by: setattr(plan, "safeguards", "关"),
        address="switch",
        from_=("submitted",),
        done="关了。",
    ),
)


@pytest.fixture
def plan(community):
    return PlanFactory(community=community)


def call(route, rf, method, user, pk, **data):
    """The answer of a route's view, and the messages it left."""
    request = getattr(rf, method)("/", data)
    request.user, request.session = user, {}
    request._messages = FallbackStorage(request)
    answer = route.callback(request, pk=pk)
    return answer, [str(message) for message in get_messages(request)]


# Addresses ------------------------------------------------------------------------------------
def test_every_step_has_its_address_and_name():
    routes = step_routes(PLAN, "plans", pages={"return": StepPage(), "reopen": StepPage()})
    assert [(str(route.pattern), route.name) for route in routes] == [
        (f"plans/<int:pk>/{verb}/", f"plan-{verb}")
        for verb in ("submit", "approve", "return", "withdraw", "reopen")
    ]
    some = step_routes(PLAN, "plans", only=("withdraw", "submit"))
    assert [route.name for route in some] == ["plan-withdraw", "plan-submit"]


@pytest.mark.parametrize(
    ("steps", "arguments", "words"),
    [
        ([step("hold", needs_form=True)], {}, "step hold lacks a page"),
        ([step("submit")], {"pages": {"submit": StepPage()}}, "step submit asks for nothing, but has a page"),
        ([step("submit")], {"pages": {"publish": StepPage()}}, "no steps publish"),
        (
            [step("open"), step("shut", reach=visible, address="open")],
            {},
            "open, shut cannot share an address",
        ),
        (
            [step("open"), step("shut", needs_reason=True, address="open")],
            {},
            "open, shut cannot share an address",
        ),
    ],
)
def test_machine_that_does_not_fit_its_pages_fails_at_import(steps, arguments, words):
    with pytest.raises(TypeError, match=words):
        step_routes(Machine(Plan, *steps), "plans", **arguments)


def test_unknown_name_of_only_some_fails_at_import():
    with pytest.raises(LookupError, match="no step 'publish'"):
        step_routes(PLAN, "plans", only=("publish",))


# Views ----------------------------------------------------------------------------------------
def test_step_that_asks_nothing_is_posted_only(rf, plan, staff):
    submit = step_routes(PLAN, "plans", only=("submit",))[0]
    answer, _ = call(submit, rf, "get", staff, plan.pk)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    answer, said = call(submit, rf, "post", staff, plan.pk)
    assert (answer.status_code, answer.url, said) == (
        302,
        plan.get_absolute_url(),
        ["已报审，审批人会收到通知。"],
    )
    answer, said = call(submit, rf, "post", staff, plan.pk)
    assert (answer.status_code, said) == (302, ["计划已报审，不能再次报审。"])


def test_rows_out_of_reach_do_not_exist_and_those_in_reach_of_others_are_refused(
    rf, plan, staff, stranger, leader
):
    submit, approve = step_routes(PLAN, "plans", only=("submit", "approve"))
    for person, pk in ((stranger, plan.pk), (leader, plan.pk), (staff, 0)):
        with pytest.raises(Http404):
            call(submit, rf, "post", person, pk)
    with pytest.raises(PermissionDenied, match="社区计划由街道领导或街道文化员审批"):
        call(approve, rf, "post", staff, plan.pk)


def test_page_that_asks_is_shown_keeps_what_is_wrong_and_leads_back(client, leader, community):
    plan = PlanFactory(community=community)
    PLAN.take("submit", plan, by=staff_of(plan.community))
    client.force_login(leader)
    address = f"/plans/{plan.pk}/return/"
    assert "请写明要修改什么" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).context["form"].errors
    answer = client.post(address, {"reason": "补充经费"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["已退回，报审人会收到理由。"]
    turned_away = client.get(address, follow=True)
    assert [str(message) for message in turned_away.context["messages"]] == ["计划已退回，没有待审批的轮次。"]


def test_at_a_shared_address_the_state_says_which_step_is_meant(rf, plan, staff):
    (switch,) = step_routes(SWITCH, "plans")
    assert switch.name == "plan-switch"
    assert call(switch, rf, "post", staff, plan.pk)[1] == ["开了。"]
    Plan.objects.filter(pk=plan.pk).update(status="submitted", submitted_at="2026-01-05T09:00+08:00")
    assert call(switch, rf, "post", staff, plan.pk)[1] == ["关了。"]
    assert Plan.objects.get(pk=plan.pk).safeguards == "关"
    Plan.objects.filter(pk=plan.pk).update(status="returned")
    assert call(switch, rf, "post", staff, plan.pk)[1] == ["年度计划已退回，不能open。"]


def test_after_a_step_its_page_may_say_more(client, staff, community):
    """活动延期: clashes are named once the new times are saved, and only then."""
    event, other = (
        EventFactory(
            community=community,
            planned=True,
            responsible=staff,
            starts_at=parse_datetime(moment),
            title=title,
        )
        for moment, title in (("2030-05-01T09:00+08:00", "甲"), ("2030-06-01T09:00+08:00", "乙"))
    )
    client.force_login(staff)
    times = {"starts_at": "2030-06-01T09:30", "ends_at": "2030-06-01T10:00", "reason": ""}
    assert "乙" not in str(list(client.post(f"/events/{event.pk}/postpone/", times).context["messages"]))
    answer = client.post(f"/events/{event.pk}/postpone/", times | {"reason": "下雨"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said[0] == "已延期，有关人员会收到通知。"
    assert f"《{other.title}》" in said[1]


# Buttons --------------------------------------------------------------------------------------
def test_buttons_say_what_is_next_and_what_stands_in_its_way(plan, staff, officer):
    submit = step_buttons(PLAN, staff, plan)[0]
    assert (submit.url, submit.css, submit.asks) == (f"/plans/{plan.pk}/submit/", "btn btn-primary", False)
    assert "锁定" in submit.confirm
    plan.status = "submitted"
    shown = [(button.verb, button.css, button.asks) for button in step_buttons(PLAN, officer, plan)]
    assert shown == [
        ("approve", "btn btn-primary", False),
        ("return", "btn", True),
        ("withdraw", "btn", False),
    ]
    assert [button.verb for button in step_buttons(PLAN, officer, plan, only=("return",))] == ["return"]
    blocked = Machine(
        Plan, step("submit", primary=True, why_not=lambda user, row: ["还缺指标。"], from_=("submitted",))
    )
    button = step_buttons(blocked, staff, plan)[0]
    assert (button.css, button.obstacles) == ("btn", ("还缺指标。",))


def test_buttons_of_a_line_among_others_are_small(plan, officer):
    plan.status = "submitted"
    css = {button.verb: button.css for button in step_buttons(PLAN, officer, plan, small=True)}
    assert css == {
        "approve": "btn btn-sm",
        "return": "btn btn-sm btn-ghost",
        "withdraw": "btn btn-sm btn-ghost",
    }


def test_verbs_of_a_table_stand_where_person_and_state_fit(rf, community, officer, street):
    rows = [PlanFactory(community=community), PlanFactory(community=None, street=street, submitted=True)]
    request = rf.get("/")
    request.user = officer
    verbs = step_verbs(PLAN, only=("submit", "approve", "withdraw"))
    html = str(Table(rows, (Column("title"),), caption="计划", request=request, verbs=verbs))
    assert [
        f"/plans/{row.pk}/{verb}/" in html for row in rows for verb in ("submit", "approve", "withdraw")
    ] == [True, False, False, False, False, True]
