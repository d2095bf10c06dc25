from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from portal.access import demand_editable
from portal.notices.services import notify
from portal.steps import lock, require
from troupes.groups.models import StarRating, Troupe
from troupes.groups.rules import can_rate, why_not_confirm
from troupes.people.rules import can_register


@transaction.atomic
def save_troupe(*, troupe: Troupe, by) -> Troupe:
    """Register or change a troupe; a captain who newly answers for it is told so."""
    if troupe.pk:
        demand_editable(by, troupe)
    elif not can_register(by):
        raise PermissionDenied("团队由街道或社区登记。")
    before = Troupe.objects.filter(pk=troupe.pk).values_list("captain", flat=True).first()
    troupe.save()
    if troupe.captain_id and troupe.captain_id not in (before, by.pk):
        notify([troupe.captain], f"您负责“{troupe}”：请核对花名册并按时点名", troupe.get_absolute_url())
    return troupe


@transaction.atomic
def confirm_roster(*, troupe: Troupe, by) -> int:
    """花名册确认: today's members are right. Returns their number; raises ValidationError.

    A confirmation within twelve months is what indicator C2 (花名册完整率) asks for.
    """
    demand_editable(by, troupe)
    lock(troupe)
    require(why_not_confirm(troupe))
    troupe.roster_confirmed_on = timezone.localdate()
    troupe.save(update_fields=["roster_confirmed_on"])
    return troupe.memberships.current().count()


@transaction.atomic
def rate_troupe(*, rating: StarRating, by) -> StarRating:
    """Record a 星级评定 and tell the captain. Raises ValidationError when `by` may not rate."""
    if not can_rate(by):
        raise ValidationError("星级由街道文化员登记。")
    rating.save()
    notify(
        [rating.troupe.captain],
        f"“{rating.troupe}”{rating.year}年被评为{rating.stars}星",
        rating.get_absolute_url(),
    )
    return rating
