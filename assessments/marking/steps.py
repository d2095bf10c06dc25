"""自评 → 复评 → 待审定, and back; figures follow the portal until the self-score is handed in."""

from django.utils import timezone

from assessments.marking import rules
from assessments.marking.measuring import compare, measure
from assessments.marking.models import Assessment, Score
from assessments.marking.models import Step as Record
from assessments.marking.totals import refresh_totals
from assessments.schemes.services import snapshot_day
from portal.links import link
from portal.models import User
from portal.steps import Machine, Step

Status = Assessment.Status


def _measure(assessment, *, by):
    """重新取数 while the community still scores itself."""
    measure(scheme=assessment.scheme, until=snapshot_day(assessment.scheme), assessments=[assessment])


def _freeze(assessment, *, by):
    """Measure a last time, and take the measured marks as the community's own where the portal counts."""
    _measure(assessment, by=by)
    scores = list(assessment.scores.select_related("indicator"))
    for score in scores:
        score.self_points = score.self_points if score.indicator.is_hand else score.measured
    Score.objects.bulk_update(scores, ["self_points"])
    refresh_totals([assessment])
    assessment.self_submitted_at = timezone.now()


def _thaw(assessment, *, by, reason):
    """The figures follow the portal again until the next submission."""
    assessment.scores.update(recomputed=None)
    assessment.self_submitted_at = assessment.compared_at = None


def _compare(assessment, *, by):
    compare(assessment=assessment, until=snapshot_day(assessment.scheme))


def _close_review(assessment, *, by):
    refresh_totals([assessment])
    assessment.reviewed_at = timezone.now()


def _open_review(assessment, *, by, reason):
    assessment.reviewed_at = None


def _tell_officers(assessment, *, by):
    url = link("assessments:assessment-review", assessment.pk)
    yield User.objects.officers_of(assessment.street_id), f"{assessment.community}提交了自评，请复评", url


def _tell_staff(assessment, *, by, reason):
    yield User.objects.staff_of(assessment.community_id), f"{assessment}的自评被退回：{reason}"


def _tell_leaders(assessment, *, by):
    """Once the last community's review is finished."""
    scheme = assessment.scheme
    if not scheme.assessments.exclude(status=Status.REVIEWED).exists():
        sentence = f"{scheme.title}：各社区复评全部完成，请审定"
        yield User.objects.leaders_of(assessment.street_id), sentence, scheme.ranking_url


RECORDS = {
    "submit": Record.Kind.SUBMITTED,
    "return": Record.Kind.RETURNED,
    "finish": Record.Kind.REVIEWED,
    "reopen": Record.Kind.REOPENED,
}


def _record(assessment, *, step, by, reason):
    if step.verb in RECORDS:
        Record.objects.create(assessment=assessment, kind=RECORDS[step.verb], by=by, note=reason)


def locked(assessment) -> Assessment:
    """The row as it is now, with what its steps need, held until the transaction ends."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("scheme__street", "community")
    return rows.get(pk=assessment.pk)


ASSESSMENT = Machine(
    Assessment,
    Step(
        "submit",
        "提交自评",
        from_=(Status.SELF,),
        to=Status.REVIEW,
        may=rules.is_own_staff,
        change=_freeze,
        tells=_tell_officers,
        done="自评已提交，数据已冻结，等待街道复评。",
        not_yours="自评由社区文体干部填写。",
        not_now="这份自评已经提交，不能重复提交。",
    ),
    Step(
        "finish",
        "完成复评",
        from_=(Status.REVIEW,),
        to=Status.REVIEWED,
        may=rules.is_reviewer,
        why_not=rules.review_gaps,
        change=_close_review,
        tells=_tell_leaders,
        done="复评已完成，等待领导审定。",
        not_yours="复评由街道文化员办理。",
        not_now="这份考核不在复评中，不能完成复评。",
    ),
    Step(
        "measure",
        "重新取数",
        from_=(Status.SELF,),
        may=rules.is_insider,
        change=_measure,
        done="已按今天的数据重新计分。",
        icon="refresh",
        not_now="自评提交后数据已冻结，不能重新取数；街道可以用“复算比对”查看差异。",
    ),
    Step(
        "compare",
        "复算比对",
        from_=(Status.REVIEW, Status.REVIEWED, Status.FINAL),
        may=rules.is_reviewer,
        change=_compare,
        done="复算完成：与冻结数据不同的指标已在表中标出，得分没有改动。",
        icon="refresh",
        not_now="自评提交、数据冻结以后才能复算比对。",
    ),
    Step(
        "return",
        "退回自评",
        from_=(Status.REVIEW,),
        to=Status.SELF,
        may=rules.is_reviewer,
        needs_reason=True,
        change=_thaw,
        tells=_tell_staff,
        done="已退回社区。",
        icon="arrow-back-up",
        not_now="只有复评中的考核可以退回自评。",
    ),
    Step(
        "reopen",
        "重新复评",
        from_=(Status.REVIEWED,),
        to=Status.REVIEW,
        may=rules.is_reviewer,
        needs_reason=True,
        change=_open_review,
        done="已回到复评中。",
        icon="arrow-back-up",
        not_now="只有待审定的考核可以重新复评；已审定的须由街道领导先解除审定。",
    ),
    log=_record,
    lock=locked,
)
