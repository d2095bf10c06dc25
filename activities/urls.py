"""Addresses of the app, noun by noun. /plans/copy/ stands before /plans/<pk>/ only in reading order: a word is no pk."""

from activities.copying import urls as copying
from activities.corridor import urls as corridor
from activities.events import urls as events
from activities.funds import urls as funds
from activities.leading_group import urls as leading_group
from activities.meetings import urls as meetings
from activities.plans import urls as plans
from activities.projects import urls as projects
from activities.school import urls as school
from activities.surveys import urls as surveys
from activities.trainings import urls as trainings
from activities.venues import urls as venues

app_name = "activities"
NOUNS = [
    plans,
    projects,
    venues,
    events,
    funds,
    meetings,
    leading_group,
    corridor,
    trainings,
    surveys,
    school,
    copying,
]
urlpatterns = [pattern for noun in NOUNS for pattern in noun.urlpatterns]
