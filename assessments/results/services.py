"""奖惩: what follows from a decision."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.results import rules
from assessments.results.models import Outcome
from portal.models import User
from portal.notices.services import notify
from portal.steps import lock, require


@transaction.atomic
def save_outcome(*, outcome: Outcome, by) -> None:
    """Save a new or changed outcome; the community is told of a new one."""
    require(why_not_add(by, outcome.assessment))
    is_new = outcome.pk is None
    outcome.save()
    if is_new:
        staff = User.objects.staff_of(outcome.assessment.community_id)
        notify(staff, f"考核奖惩：{outcome}", outcome.get_absolute_url())


@transaction.atomic
def delete_outcome(*, outcome: Outcome, by) -> None:
    require(why_not_add(by, outcome.assessment))
    outcome.delete()


@transaction.atomic
def report_outcome_done(*, outcome: Outcome, by) -> None:
    """整改完成, dated today."""
    lock(outcome)
    if not rules.can_report_done(by, outcome):
        raise ValidationError("这项奖惩没有待完成的整改。")
    outcome.done_on = timezone.localdate()
    outcome.save(update_fields=["done_on"])


def why_not_add(user, assessment) -> list[str]:
    return [] if rules.can_add_outcome(user, assessment) else ["考核结果审定以后才能登记奖惩。"]
