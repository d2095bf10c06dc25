from datetime import date

GUARDED_AGE = 14  # 个人信息保护法 Art. 31: below it a guardian agrees


def is_guarded(person, day: date) -> bool:
    """Whether the person is, or by an incomplete date of birth may be, under 14 on `day`."""
    if not person.birth_year:
        return False
    months = (day.year - person.birth_year) * 12 + day.month - (person.birth_month or 12)
    return months < GUARDED_AGE * 12
