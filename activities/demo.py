"""The app's demo rows, in the order in which they build on one another (`portal.demo.build`)."""

from activities.corridor import demo as corridor
from activities.events import demo as events
from activities.funds import demo as funds
from activities.leading_group import demo as leading_group
from activities.meetings import demo as meetings
from activities.plans import demo as plans
from activities.projects import demo as projects
from activities.school import demo as school
from activities.surveys import demo as surveys
from activities.trainings import demo as trainings
from activities.venues import demo as venues

STREAM = "activities.contributions"  # of chance; another name draws other rows
FILLS = [
    plans.fill,
    projects.fill,
    events.fill,
    leading_group.fill,
    meetings.fill,
    funds.fill,
    venues.fill,
    school.fill,
    corridor.fill,
    trainings.fill,
    surveys.fill,
]
