"""The face that Django loads and other apps import; each model lives with its noun."""

from activities.corridor.models import Board, Edition
from activities.events.models import Appearance, Event, Participation, Task
from activities.funds.models import Expense, FundLine
from activities.leading_group.models import GroupMember
from activities.meetings.models import Meeting, Resolution
from activities.plans.models import Plan, PlanRound, Target
from activities.projects.models import Milestone, Project, Theme
from activities.school.models import Course, Lesson, PartnerSchool
from activities.surveys.models import Survey
from activities.trainings.models import Training
from activities.venues.models import Booking, Venue

__all__ = [
    "Appearance",
    "Board",
    "Booking",
    "Course",
    "Edition",
    "Event",
    "Expense",
    "FundLine",
    "GroupMember",
    "Lesson",
    "Meeting",
    "Milestone",
    "Participation",
    "PartnerSchool",
    "Plan",
    "PlanRound",
    "Project",
    "Resolution",
    "Survey",
    "Target",
    "Task",
    "Theme",
    "Training",
    "Venue",
]
