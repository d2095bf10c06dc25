"""Whose row it is, answered in memory: the same rule as `editable_by`, for buttons and forms."""


def can_edit(user, row) -> bool:
    """街道文化员 edits every row of the street, 社区文体干部 those of the own community."""
    if user.street_id is None or row.street_id != user.street_id:
        return False
    return user.is_officer or (user.is_staff_member and row.community_id == user.community_id)
