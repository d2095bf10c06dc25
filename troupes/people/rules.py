"""Who may do what with people. Which rows somebody reaches at all is `visible_to`/`editable_by`."""

from datetime import date

GUARDED_AGE = 14  # 个人信息保护法 Art. 31: below it a guardian agrees


def is_office(user) -> bool:
    """街道文化员 and 社区文体干部: they register troupes and people; captains keep what is registered."""
    return user.role in (user.Role.OFFICER, user.Role.STAFF)


def can_register(user, row=None) -> bool:
    """Register or remove a troupe or a person, grant an award: the office, not the captain."""
    return is_office(user)


def is_guarded(person, day: date) -> bool:
    """Whether the person is, or by an incomplete date of birth may be, under 14 on `day`."""
    if not person.birth_year:
        return False
    months = (day.year - person.birth_year) * 12 + day.month - (person.birth_month or 12)
    return months < GUARDED_AGE * 12
