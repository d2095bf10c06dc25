"""Who may say that a decision is carried out (议定事项办结)."""

from activities.meetings.models import Resolution


def can_finish_resolution(user, resolution) -> bool:
    """责任人 says it is done; the officer and the staff who keep the minutes may say it too."""
    return resolution.responsible_id == user.pk or can_edit_resolution(user, resolution)


def can_edit_resolution(user, resolution) -> bool:
    return Resolution.objects.editable_by(user).filter(pk=resolution.pk).exists()
