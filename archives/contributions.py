"""What archives contributes: the dossiers with their photos, and the yearbook."""

from archives.dossiers import contributions as dossiers
from archives.materials import demo as material_demo
from archives.yearbook import contributions as yearbooks
from archives.yearbook import demo as yearbook_demo

year_state = dossiers.year_state
search = dossiers.search
metrics = dossiers.metrics
hand_over = dossiers.hand_over
event_published = dossiers.event_published
event_obstacles = dossiers.event_obstacles
event_panels = dossiers.event_panels
demo_finish = yearbook_demo.finish


def menu(user):
    return [*dossiers.menu(user), *yearbooks.menu(user)]


def todos(user):
    return [*dossiers.todos(user), *yearbooks.todos(user)]


def yearbook(street, year):
    return [*dossiers.yearbook(street, year), *yearbooks.yearbook(street, year)]


def demo(ground):
    material_demo.fill(ground)
    yearbook_demo.fill(ground)
