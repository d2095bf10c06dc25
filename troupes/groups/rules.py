"""Who may do what with troupes and people. Which rows somebody reaches at all is `visible_to`/`editable_by`."""


def is_office(user) -> bool:
    """街道文化员 and 社区文体干部: they register troupes and people; captains keep what is registered."""
    return user.role in (user.Role.OFFICER, user.Role.STAFF)


def can_register(user, row=None) -> bool:
    """Register or remove a troupe or a person, grant an award: the office, not the captain."""
    return is_office(user)


def can_rate(user, row=None) -> bool:
    """星级 is the street's judgement; a community does not rate its own troupes (回避)."""
    return user.role == user.Role.OFFICER
