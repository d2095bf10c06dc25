"""Fills plans, targets, themes, projects, events and what hangs on them for one street and year.

Deterministic through `rng` and today's date; everything is written in bulk. Last year is whole; this year
reaches up to today, with something left to do for every role.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from django.utils import timezone

from activities.demo import core_demo_events, core_demo_parts, core_demo_plans, core_demo_projects
from portal.models import Community, Street, User
from troupes.models import Programme, Troupe


@dataclass
class World:
    """What all parts of the demo need to know."""

    street: Street
    year: int
    rng: Random
    today: date
    communities: list[Community]
    officer: User | None
    leader: User | None
    staff: dict[int, User]
    troupes: dict[int, list[Troupe]]
    programmes: dict[int, list[Programme]]
    plans: dict = field(default_factory=dict)  # community id or None → Plan
    themes: dict = field(default_factory=dict)  # community id or None → [Theme]
    projects: dict = field(default_factory=dict)  # kind → Project
    brands: dict = field(default_factory=dict)  # community id → Project

    @property
    def is_current(self) -> bool:
        return self.year == self.today.year

    @property
    def is_small(self) -> bool:
        """The second street: a handful of everything."""
        return len(self.communities) < 6

    @property
    def candidate(self) -> Community:
        return self.communities[0]

    def owner(self, community):
        """Who keeps the rows of `community`; of the street when it is None."""
        return (self.staff.get(community.pk) if community else None) or self.officer

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def fill(street, year, rng):
    world = _world(street, year, rng)
    if not world.communities:
        return
    core_demo_plans.make_plans(world)
    core_demo_projects.make_projects(world)
    events = core_demo_events.make_events(world)
    core_demo_parts.make_parts(world, events)
    core_demo_plans.make_rounds(world)


def _world(street, year, rng):
    people = list(User.objects.filter(street=street, is_active=True).order_by("pk"))
    troupes, programmes = {}, {}
    for troupe in Troupe.objects.filter(street=street).active().order_by("pk"):
        troupes.setdefault(troupe.community_id, []).append(troupe)
    for piece in Programme.objects.filter(troupe__street=street).order_by("pk"):
        programmes.setdefault(piece.troupe_id, []).append(piece)
    return World(
        street=street, year=year, rng=rng, today=timezone.localdate(),
        communities=list(street.communities.order_by("position")),
        officer=next((one for one in people if one.role == User.Role.OFFICER), None),
        leader=next((one for one in people if one.role == User.Role.LEADER), None),
        staff={one.community_id: one for one in reversed(people) if one.role == User.Role.STAFF},
        troupes=troupes, programmes=programmes,
    )  # fmt: skip
