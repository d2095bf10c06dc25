"""The nouns of the app, in the order in which the shell shows what they offer."""

from activities.corridor.contributions import CorridorContribution
from activities.events.contributions import EventContribution
from activities.funds.contributions import FundContribution
from activities.leading_group.contributions import LeadingGroupContribution
from activities.meetings.contributions import MeetingContribution
from activities.plans.contributions import PlanContribution
from activities.projects.contributions import ProjectContribution
from activities.school.contributions import SchoolContribution
from activities.surveys.contributions import SurveyContribution
from activities.trainings.contributions import TrainingContribution
from activities.venues.contributions import VenueContribution

NOUNS = [
    PlanContribution(),
    EventContribution(),
    ProjectContribution(),
    VenueContribution(),
    LeadingGroupContribution(),
    MeetingContribution(),
    FundContribution(),
    CorridorContribution(),
    TrainingContribution(),
    SurveyContribution(),
    SchoolContribution(),
]
