"""The nouns of the ground floor, in order. (`portal/contributions.py` is the mechanism itself.)"""

from portal.accounts.contributions import AccountContribution
from portal.audit.contributions import AuditContribution
from portal.days.contributions import DayContribution
from portal.jobs.contributions import JobContribution
from portal.notices.contributions import NoticeContribution
from portal.places.contributions import PlaceContribution
from portal.shell.contributions import ShellContribution

NOUNS = [
    ShellContribution(),
    PlaceContribution(),
    AccountContribution(),
    DayContribution(),
    NoticeContribution(),
    JobContribution(),
    AuditContribution(),
]
