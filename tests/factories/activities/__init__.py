"""Factories of activities, a module per noun."""

from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.events import (
    AppearanceFactory,
    EventFactory,
    ParticipationFactory,
    TaskFactory,
)
from tests.factories.activities.funds import ExpenseFactory, FundLineFactory
from tests.factories.activities.leading_group import GroupMemberFactory
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory
from tests.factories.activities.plans import PlanFactory, PlanRoundFactory, TargetFactory
from tests.factories.activities.projects import MilestoneFactory, ProjectFactory, ThemeFactory
from tests.factories.activities.school import CourseFactory, LessonFactory, PartnerSchoolFactory
from tests.factories.activities.surveys import SurveyFactory
from tests.factories.activities.trainings import TrainingFactory
from tests.factories.activities.venues import BookingFactory, VenueFactory

FACTORIES = {
    "plan": PlanFactory,
    "planround": PlanRoundFactory,
    "target": TargetFactory,
    "theme": ThemeFactory,
    "project": ProjectFactory,
    "milestone": MilestoneFactory,
    "event": EventFactory,
    "task": TaskFactory,
    "appearance": AppearanceFactory,
    "participation": ParticipationFactory,
    "groupmember": GroupMemberFactory,
    "meeting": MeetingFactory,
    "resolution": ResolutionFactory,
    "fundline": FundLineFactory,
    "expense": ExpenseFactory,
    "venue": VenueFactory,
    "booking": BookingFactory,
    "partnerschool": PartnerSchoolFactory,
    "course": CourseFactory,
    "lesson": LessonFactory,
    "board": BoardFactory,
    "edition": EditionFactory,
    "training": TrainingFactory,
    "survey": SurveyFactory,
}
