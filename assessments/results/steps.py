"""审定: totals, ranks and grades of all communities at once, frozen from then on; and taking it back."""

from django.utils import timezone

from assessments.marking.models import Assessment
from assessments.marking.models import Step as Record
from assessments.results.ranking import grade_assessments, rank_assessments
from assessments.results.rules import is_decider
from assessments.schemes.models import Scheme
from portal.access import visible
from portal.models import User
from portal.steps import Machine, Step

Status = Assessment.Status
DECIDED = ["rank", "grade", "status", "finalised_at"]


def is_decided(scheme) -> bool:
    statuses = set(scheme.assessments.values_list("status", flat=True))
    return statuses == {Status.FINAL}


def why_not_finalise(user, scheme) -> list[str]:
    """Every community's review is finished."""
    rows = list(scheme.assessments.select_related("community"))
    waiting = [row.community.name for row in rows if row.status != Status.REVIEWED]
    if rows and not waiting:
        return []
    names = "、".join(waiting) or "全部社区"
    return [f"还不能审定：{names}没有完成复评，或结果已经审定。"]


def decide(*, rows: list[Assessment], scheme: Scheme, by, at) -> list[Assessment]:
    """Write ranks, grades and the decision of `rows` (all reviewed, totals in place). Returns those that
    reached 优秀 by points but not by the quota."""
    surplus = grade_assessments(rank_assessments(rows), scheme)
    for row in rows:
        row.status, row.finalised_at = Status.FINAL, at
    Assessment.objects.bulk_update(rows, DECIDED)
    notes = {row.pk: "达到优秀线，因优秀名额已满，按名次评为良好" for row in surplus}
    Record.objects.bulk_create(
        Record(
            assessment=row,
            kind=Record.Kind.FINALISED,
            by=by,
            at=at,
            note=notes.get(row.pk, row.get_grade_display()),
        )
        for row in rows
    )
    return surplus


def _finalise(scheme, *, by):
    decide(rows=_locked_rows(scheme), scheme=scheme, by=by, at=timezone.now())


def _unlock(scheme, *, by, reason):
    """Ranks and grades are withdrawn, marks stay; the reason is kept on every sheet."""
    rows = _locked_rows(scheme)
    for row in rows:
        row.status, row.finalised_at, row.grade, row.rank = Status.REVIEWED, None, "", None
    Assessment.objects.bulk_update(rows, DECIDED)
    Record.objects.bulk_create(
        Record(assessment=row, kind=Record.Kind.UNLOCKED, by=by, note=reason) for row in rows
    )


def _locked_rows(scheme):
    rows = scheme.assessments.select_for_update(of=("self",)).select_related("community", "scheme")
    return list(rows.order_by("pk"))


def _concerned(scheme):
    return [
        *User.objects.officers_of(scheme.street_id),
        *User.objects.staff_of(scheme.street.communities.all()),
    ]


def _tell_decision(scheme, *, by):
    yield _concerned(scheme), f"{scheme.title}的结果已审定", scheme.ranking_url


def _tell_unlocking(scheme, *, by, reason):
    yield _concerned(scheme), f"{scheme.title}解除审定：{reason}", scheme.ranking_url


def surplus_of(scheme) -> list[Assessment]:
    """Whoever reached 优秀 by points and is 良好 by the quota."""
    return [row for row in scheme.assessments.select_related("scheme", "community") if row.is_over_quota]


RESULT = Machine(
    Scheme,
    Step(
        "finalise",
        "审定",
        from_=(False, True),
        may=is_decider,
        why_not=why_not_finalise,
        change=_finalise,
        tells=_tell_decision,
        done="已审定，总分、名次和等次不再改动。",
        reach=visible,
        not_yours="考核结果由街道领导审定。",
    ),
    Step(
        "unlock",
        "解除审定",
        from_=(True,),
        may=is_decider,
        needs_reason=True,
        change=_unlock,
        tells=_tell_unlocking,
        done="已解除审定，更正后请重新审定。",
        reach=visible,
        not_yours="只有街道领导可以解除审定。",
        not_now="结果还没有审定，不需要解除。",
    ),
    state_of=is_decided,
)
