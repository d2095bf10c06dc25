"""Days as the office counts them: years, working days (工作日), the lunar calendar (农历).

from portal.days import add_working_days, last_day, lunar_text
"""

from portal.days.lunar import lunar_festivals, lunar_text, same_lunar_day
from portal.days.spans import time_span
from portal.days.working import (
    add_working_days,
    how_counted,
    is_known,
    is_working_day,
    missing_holidays,
    next_working_day,
    reading_once,
    working_days_between,
)
from portal.days.years import end_of_year, last_day

__all__ = [
    "add_working_days",
    "end_of_year",
    "how_counted",
    "is_known",
    "is_working_day",
    "last_day",
    "lunar_festivals",
    "lunar_text",
    "missing_holidays",
    "next_working_day",
    "reading_once",
    "same_lunar_day",
    "time_span",
    "working_days_between",
]
