from datetime import date

from troupes.people.rules import is_office


def can_call_roll(rehearsal, today: date) -> bool:
    """The roll is called on the day or afterwards, never ahead of it."""
    return rehearsal.date <= today


def can_delete_rehearsal(user, rehearsal) -> bool:
    """A called roll is evidence: only the office removes a wrong entry; an uncalled one its captain may remove."""
    return is_office(user) or not rehearsal.calls.exists()
