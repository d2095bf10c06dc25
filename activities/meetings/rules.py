"""议定事项: who says that it is carried out."""

from portal.access import can_edit


def can_finish_resolution(user, resolution) -> bool:
    """办结: 责任人 says it is done; the officer and the staff who keep the minutes may say it too."""
    return resolution.responsible_id == user.pk or can_edit(user, resolution.meeting)


def can_reopen_resolution(user, resolution) -> bool:
    """撤销办结: whoever keeps the minutes."""
    return can_edit(user, resolution.meeting)
