"""Decisions of meetings (议定事项): put into somebody's hands, carried out, taken up again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activities.meetings.models import Resolution
from activities.meetings.rules import can_edit_resolution, can_finish_resolution
from portal.notices.services import notify
from portal.quotes import quoted


@transaction.atomic
def save_resolution(*, resolution, by):
    """Save a new or changed decision; who becomes responsible for it is told."""
    before = Resolution.objects.filter(pk=resolution.pk).values_list("responsible", flat=True).first()
    resolution.save()
    if resolution.responsible_id not in (None, before, by.pk):
        notify(
            [resolution.responsible],
            f"您是议定事项{quoted(resolution.content)}的责任人，期限{resolution.due_on:%Y-%m-%d}",
            resolution.get_absolute_url(),
        )
    return resolution


@transaction.atomic
def finish_resolution(*, resolution, by):
    """办结. Raises ValidationError when `by` may not, or when it is done already."""
    if not can_finish_resolution(by, resolution):
        raise ValidationError("只有责任人和会议的记录单位可以办结这项议定事项。")
    locked = _locked(resolution)
    if locked.done_on:
        raise ValidationError(f"这项议定事项已于{locked.done_on:%Y-%m-%d}办结。")
    locked.done_on = timezone.localdate()
    locked.save(update_fields=["done_on"])
    return locked


@transaction.atomic
def reopen_resolution(*, resolution, by):
    """撤销办结, by whoever keeps the minutes. Raises ValidationError when it is open."""
    if not can_edit_resolution(by, resolution):
        raise ValidationError("只有会议的记录单位可以撤销办结。")
    locked = _locked(resolution)
    if locked.done_on is None:
        raise ValidationError("这项议定事项还没有办结。")
    locked.done_on = None
    locked.save(update_fields=["done_on"])
    notify(
        [locked.responsible],
        f"议定事项{quoted(locked.content)}被撤销办结，请继续办理",
        locked.get_absolute_url(),
    )
    return locked


def _locked(resolution):
    return Resolution.objects.select_for_update(of=("self",)).get(pk=resolution.pk)
