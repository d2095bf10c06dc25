from activities.models.corridor import Board, Edition
from activities.models.events import Appearance, Event, Task
from activities.models.funds import Expense, FundLine
from activities.models.meetings import GroupMember, Meeting, Resolution
from activities.models.participations import Participation
from activities.models.plans import Plan, PlanRound, Target
from activities.models.projects import Milestone, Project, Theme
from activities.models.school import Course, Lesson, PartnerSchool
from activities.models.surveys import Survey, Training
from activities.models.venues import Booking, Venue

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
