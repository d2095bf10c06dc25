"""What archives contributes: the dossiers with their photos, and the yearbook."""

from archives.dossiers import contributions as dossiers
from archives.yearbook import contributions as yearbooks

year_state = dossiers.year_state
search = dossiers.search
metrics = dossiers.metrics
hand_over = dossiers.hand_over
event_published = dossiers.event_published
event_obstacles = dossiers.event_obstacles
event_panels = dossiers.event_panels


def menu(user):
    return [*dossiers.menu(user), *yearbooks.menu(user)]


def todos(user):
    return [*dossiers.todos(user), *yearbooks.todos(user)]


def yearbook(street, year):
    return [*dossiers.yearbook(street, year), *yearbooks.yearbook(street, year)]
