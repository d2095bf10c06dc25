"""Who decides, and what follows from the decision."""

from assessments.marking.models import Assessment
from assessments.marking.rules import is_insider, is_reviewer


def is_decider(user, scheme) -> bool:
    """审定 is the leaders' decision over all communities at once, and only they take it back."""
    return user.is_leader and user.street_id == scheme.street_id


def can_add_outcome(user, assessment) -> bool:
    """奖惩 follow the decision, never precede it."""
    return is_reviewer(user, assessment) and assessment.status == Assessment.Status.FINAL


def can_report_done(user, outcome) -> bool:
    """The community, or the officer for it, reports a rectification as done."""
    return is_insider(user, outcome.assessment) and outcome.is_open
