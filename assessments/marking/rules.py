"""Who may do what, and when. Pure predicates; each docstring is the office's rule."""

from assessments.marking.models import Assessment
from assessments.reports.models import PeriodReport

Status = Assessment.Status


def can_self_score(user, assessment) -> bool:
    """The community scores itself (自评) until it hands the score in."""
    own = user.is_staff_member and user.community_id == assessment.community_id
    return own and assessment.status == Status.SELF


def can_measure(user, assessment) -> bool:
    """Figures follow the portal while 自评 lasts; from the submission on they are frozen."""
    insider = user.is_officer or user.community_id == assessment.community_id
    return insider and assessment.status == Status.SELF


def can_review(user, assessment) -> bool:
    """The street's officer reviews (复评) what was handed in."""
    return user.is_officer and assessment.status == Status.REVIEW


def can_return(user, assessment) -> bool:
    """Until the review is finished the officer may hand the self-score back, with a reason."""
    return can_review(user, assessment)


def can_reopen(user, assessment) -> bool:
    """A finished review may be taken up again, with a reason, as long as the leader has not decided."""
    return user.is_officer and assessment.status == Status.REVIEWED


def can_compare(user, assessment) -> bool:
    """Frozen figures may be computed again beside the old ones; they never replace them."""
    return user.is_officer and assessment.status in (Status.REVIEW, Status.REVIEWED, Status.FINAL)


def can_adjust(user, assessment) -> bool:
    """加分、扣分、一票否决 are entered by the officer before the decision."""
    return user.is_officer and assessment.status != Status.FINAL


def can_add_outcome(user, assessment) -> bool:
    """奖惩 follow the decision, never precede it."""
    return user.is_officer and assessment.status == Status.FINAL


def can_report_done(user, outcome) -> bool:
    """The community, or the officer for it, reports a rectification as done."""
    insider = user.is_officer or user.community_id == outcome.assessment.community_id
    return insider and outcome.is_open


def can_edit_scheme(user, scheme) -> bool:
    """A scheme is edited as a draft; once published its indicators stay as they are."""
    return user.is_officer and scheme.is_draft


def can_finalise(user) -> bool:
    """审定 is the leaders' decision over all communities at once."""
    return user.is_leader


def can_unlock(user) -> bool:
    """Only a leader takes a decision back, with a reason; the reason stays on record (更正)."""
    return user.is_leader


def can_write_report(user, report: PeriodReport) -> bool:
    """The community writes its report until it has handed it in."""
    own = user.is_staff_member and user.community_id == report.community_id
    return own and report.submitted_at is None


def can_change_schedule(user, report: PeriodReport) -> bool:
    """The officer may move a due day, or withdraw a report nobody has handed in."""
    return user.is_officer and report.submitted_at is None
