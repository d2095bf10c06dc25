"""Who may do what with troupes and people. Which rows somebody reaches at all is `visible_to`/`editable_by`."""

from datetime import date, timedelta

GUARDED_AGE = 14  # 个人信息保护法 Art. 31: below it a guardian agrees


def is_office(user) -> bool:
    """街道文化员 and 社区文体干部: they register troupes and people; captains keep what is registered."""
    return user.role in (user.Role.OFFICER, user.Role.STAFF)


def can_register(user, row=None) -> bool:
    """Register or remove a troupe or a person, grant an award: the office, not the captain."""
    return is_office(user)


def can_rate(user, row=None) -> bool:
    """星级 is the street's judgement; a community does not rate its own troupes (回避)."""
    return user.role == user.Role.OFFICER


def can_call_roll(rehearsal, today: date) -> bool:
    """The roll is called on the day or afterwards, never ahead of it."""
    return rehearsal.date <= today


def can_delete_rehearsal(user, rehearsal) -> bool:
    """A called roll is evidence: only the office removes a wrong entry; an uncalled one its captain may remove."""
    return is_office(user) or not rehearsal.calls.exists()


def is_guarded(person, day: date) -> bool:
    """Whether the person is, or by an incomplete date of birth may be, under 14 on `day`."""
    if not person.birth_year:
        return False
    months = (day.year - person.birth_year) * 12 + day.month - (person.birth_month or 12)
    return months < GUARDED_AGE * 12


def is_plausible_day(day: date, today: date) -> bool:
    """Neither a slip of the keyboard (0206 for 2026) nor more than a year ahead."""
    return date(1950, 1, 1) <= day <= today + timedelta(days=370)
