"""A machine takes a step or says in sentences why not; nobody goes round it."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from activities.models import Plan
from portal.models import Notice
from portal.steps import Machine, Step
from tests.factories.activities.plans import PlanFactory
from tests.factories.portal import staff_of


def is_staff(user, plan):
    return user.is_staff_member


def short_of_words(user, plan):
    return ["“指导思想与目标”太短。"] if len(plan.aims) < 5 else []


def retitle(plan, *, by, title="", reason=""):
    plan.title = title or plan.title
    plan.measures = reason or plan.measures


def machine(**changes):
    """draft → submitted by staff, and back with a reason."""
    submit = {
        "from_": ("draft", "returned"),
        "to": "submitted",
        "may": is_staff,
        "why_not": short_of_words,
        "change": submitted_now,
        "tells": lambda plan, by, **data: [([None, by, *plan.community.users.all()], "已报审")],
        "not_yours": "由社区报审。",
    }
    back = {
        "from_": ("submitted",),
        "to": "returned",
        "may": is_staff,
        "needs_reason": True,
        "change": retitle,
    }
    return Machine(
        Plan,
        Step("submit", "报审", **(submit | changes)),
        Step("return", "退回", **back),
        log=history.append_step,
    )


def submitted_now(plan, *, by, **data):
    plan.submitted_at = "2026-01-05T09:00+08:00"
    retitle(plan, by=by, **data)


class Log(list):
    def append_step(self, row, *, step, by, reason):
        self.append((row.pk, step.verb, by.username, reason))


history = Log()


@pytest.fixture(autouse=True)
def _empty_history():
    history.clear()


@pytest.fixture
def plan(community):
    return PlanFactory(community=community, aims="办好身边的活动。")


# Taking a step --------------------------------------------------------------------------------
def test_step_changes_state_and_fields_and_is_logged(plan, staff):
    assert machine().take("submit", plan, by=staff, title="新标题").status == "submitted"
    plan.refresh_from_db()
    assert (plan.status, plan.title, plan.submitted_at is not None) == ("submitted", "新标题", True)
    assert history == [(plan.pk, "submit", "staff", "")]


def test_only_what_changed_is_written(plan, staff):
    """Somebody else's change to another field, made in between, stays."""
    changes = []

    def meanwhile(row, *, by):
        Plan.objects.filter(pk=row.pk).update(safeguards="别人刚写的")
        changes.append(row.safeguards)
        submitted_now(row, by=by)

    machine(change=meanwhile).take("submit", plan, by=staff)
    assert Plan.objects.get(pk=plan.pk).safeguards == "别人刚写的" != changes[0]


def test_step_without_a_target_leaves_the_state(plan, staff):
    machine(to=None, change=retitle).take("submit", plan, by=staff, title="改过的")
    assert (Plan.objects.get(pk=plan.pk).status, plan.title) == ("draft", "改过的")


def test_everybody_concerned_is_told_but_not_who_did_it(plan, staff, community):
    colleague = staff_of(community)
    assert colleague == staff
    other = type(staff).objects.create(
        username="second", role="staff", community=community, street=community.street
    )
    machine().take("submit", plan, by=staff)
    assert list(Notice.objects.values_list("user", "title", "url")) == [
        (other.pk, "已报审", plan.get_absolute_url())
    ]


def test_notice_may_lead_elsewhere(plan, staff, officer):
    machine(tells=lambda plan, by: [([officer], "请看", "/elsewhere/")]).take("submit", plan, by=staff)
    assert Notice.objects.get().url == "/elsewhere/"


# Refusals -------------------------------------------------------------------------------------
def test_unknown_verb_names_those_there_are(plan, staff):
    for ask in (
        lambda: machine().take("publish", plan, by=staff),
        lambda: machine().why_not(staff, plan, "publish"),
        lambda: machine()["publish"],
    ):
        with pytest.raises(LookupError, match="Plan has no step 'publish', only submit, return"):
            ask()


def test_two_steps_of_one_verb_are_refused():
    with pytest.raises(TypeError, match="two steps of one verb"):
        Machine(Plan, Step("submit", "报审", from_=()), Step("submit", "再报", from_=()))


def test_who_may_not_is_denied_whatever_the_state(plan, officer):
    for status in ("draft", "approved"):
        plan.status = status
        with pytest.raises(PermissionDenied, match="由社区报审"):
            machine().take("submit", plan, by=officer)
    assert machine().why_not(officer, plan, "submit") == ["由社区报审。"]


def test_step_is_nobodys_unless_it_says_whose(plan, officer):
    closed = Machine(Plan, Step("submit", "报审", from_=("draft",), to="submitted"))
    assert closed.why_not(officer, plan, "submit") == ["您的岗位不办理这项工作。"]


def test_wrong_state_is_said_with_the_label_or_in_the_steps_own_words(plan, staff):
    assert machine().why_not(staff, plan, "return") == ["年度计划草稿，不能退回。"]
    plan.status = "approved"
    assert machine(not_now="晚了。").why_not(staff, plan, "submit") == ["晚了。"]
    words = machine(not_now=lambda row: f"《{row.title}》已经批准。")
    assert words.why_not(staff, plan, "submit") == [f"《{plan.title}》已经批准。"]


def test_obstacles_refuse_with_all_their_sentences(plan, staff):
    refuses = machine(why_not=lambda user, row: ["一。", "二。"])
    with pytest.raises(ValidationError) as refusal:
        refuses.take("submit", plan, by=staff)
    assert refusal.value.messages == ["一。", "二。"] == refuses.why_not(staff, plan, "submit")
    assert history == []


def test_reason_is_asked_for_and_trimmed(plan, staff):
    machine().take("submit", plan, by=staff)
    with pytest.raises(ValidationError, match="退回时请写明理由"):
        machine().take("return", plan, by=staff, reason="  ")
    with pytest.raises(ValidationError, match="退回时请写明理由"):
        machine().take("return", plan, by=staff)
    machine().take("return", plan, by=staff, reason=" 补充经费 ")
    assert Plan.objects.get(pk=plan.pk).measures == "补充经费"
    assert history[-1] == (plan.pk, "return", "staff", "补充经费")


def test_refused_row_is_as_it_was_in_the_database_and_in_hand(plan, staff):
    """The database rule `plan_submitted_has_time` has the last word; the page that draws the row again must
    not show the state it did not reach."""
    title = plan.title
    with pytest.raises(ValidationError):
        machine(change=retitle).take("submit", plan, by=staff, title="新标题")
    assert (plan.status, plan.title) == ("draft", title)
    assert Plan.objects.get(pk=plan.pk).title == title
    assert history == []


def test_field_that_the_step_sets_is_validated(plan, staff):
    with pytest.raises(ValidationError) as refusal:
        machine().take("submit", plan, by=staff, title="长" * 81)
    assert "title" in refusal.value.message_dict


# Locks ----------------------------------------------------------------------------------------
def test_row_is_read_again_before_it_is_judged(plan, staff):
    Plan.objects.filter(pk=plan.pk).update(
        status="approved", submitted_at="2026-01-05T09:00+08:00", approved_at="2026-01-05T09:00+08:00"
    )
    with pytest.raises(ValidationError, match="已批准"):
        machine().take("submit", plan, by=staff)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_step_at_once_one_is_refused():
    plan = PlanFactory()
    staff, gate, outcomes = staff_of(plan.community), threading.Barrier(2), []

    def submit():
        row = Plan.objects.get(pk=plan.pk)
        gate.wait()
        try:
            machine(tells=lambda plan, by: []).take("submit", row, by=staff)
            outcomes.append("taken")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "taken"]


def test_lock_may_load_what_the_steps_need(plan, staff):
    plans = Machine(
        Plan,
        Step("submit", "报审", from_=("draft",), to="submitted", may=is_staff, change=submitted_now),
        lock=lambda row: Plan.objects.select_for_update(of=("self",)).select_related("street").get(pk=row.pk),
    )
    taken = plans.take("submit", plan, by=staff)
    assert (taken.status, "street" in taken._state.fields_cache, plan.status) == ("submitted", True, "draft")


# Following another machine --------------------------------------------------------------------
def test_following_step_asks_what_stands_in_the_way_but_not_who(plan, officer):
    followed = machine()
    with pytest.raises(PermissionDenied):
        followed.take("submit", plan, by=officer)
    followed.follow("submit", plan, by=officer)
    assert history == [(plan.pk, "submit", "officer", "")]
    with pytest.raises(ValidationError, match="不能报审"):
        followed.follow("submit", plan, by=officer)
    with pytest.raises(LookupError):
        followed.follow("publish", plan, by=officer)


# Buttons --------------------------------------------------------------------------------------
def test_open_steps_are_those_whose_person_and_state_fit(plan, staff, officer):
    def opened(of, user):
        return [(step.verb, obstacles) for step, obstacles in of.open_to(user, plan)]

    assert opened(machine(), staff) == [("submit", [])]
    assert opened(machine(), officer) == []
    plan.aims = "短"
    assert opened(machine(), staff) == [("submit", ["“指导思想与目标”太短。"])]
    assert opened(machine(hidden_while_blocked=True), staff) == []
    plan.status = "submitted"
    assert opened(machine(), staff) == [("return", [])]
