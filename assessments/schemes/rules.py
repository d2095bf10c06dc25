"""Who may draft an assessment scheme (考核办法)."""


def can_edit_scheme(user, scheme) -> bool:
    """A scheme is edited as a draft; once published its indicators stay as they are."""
    return is_keeper(user, scheme) and scheme.is_draft


def is_keeper(user, scheme) -> bool:
    """The officer of the street drafts, publishes and measures."""
    return user.is_officer and user.street_id == scheme.street_id
