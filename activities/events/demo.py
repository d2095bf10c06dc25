"""Events of the street and its communities, each in the state that today's date gives it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from activities.events import demo_parts
from activities.events import demo_texts as texts
from activities.events.demo_calendar import day_in, lines_of
from activities.events.models import Event
from activities.plans.demo import hand_in, plans_of
from activities.projects.demo import projects_of, themes_of
from activities.projects.models import Project
from activities.venues.models import Venue
from portal.demo.ground import Ground, moment

STATUS = Event.Status
CANDIDATE_EVENTS, FEWEST, MOST = 15, 11, 14  # a year, of one community
SHORT, SHORT_EVENTS = 11, 9  # the last community stays below ten
SMALL_STREET_EVENTS = 5
FRESH = timedelta(days=60)  # events younger than this are not yet closed
PERMIT_FROM = 1000  # people expected


@dataclass(frozen=True)
class Year:
    """What the events of one year hang on, by the id of their community (None: the street)."""

    ground: Ground
    plans: dict
    themes: dict
    projects: dict  # by kind
    brands: dict
    venues: dict  # by (community id, kind); the first year of the demo has none yet
    before: dict  # last year's events by (community id, title as this year would write it)


@dataclass(frozen=True)
class Occasion:
    event: Event
    kind: str
    invites: bool = False


def fill(ground):
    """The events with their tasks, troupes and communities; then the plans, which list them, are handed in."""
    year = _year(ground)
    occasions = [
        occasion
        for place, one in enumerate(ground.communities)
        for occasion in _of_community(year, place, one)
    ]
    occasions += [_of_street(year, line) for line in _street_lines(ground)]
    occasions += _open_ends(year)
    for occasion in occasions:
        occasion.event.copied_from = year.before.get((occasion.event.community_id, occasion.event.title))
    Event.objects.bulk_create(occasion.event for occasion in occasions)
    demo_parts.fill(ground, occasions)
    hand_in(ground)


def _year(ground):
    projects = projects_of(ground)
    last = Event.objects.filter(street=ground.street, starts_at__year=ground.year - 1)
    return Year(
        ground=ground,
        plans=plans_of(ground),
        themes=themes_of(ground),
        projects={project.kind: project for project in projects if project.community_id is None},
        brands={project.community_id: project for project in projects if project.kind == Project.Kind.BRAND},
        venues={(row.community_id, row.kind): row for row in Venue.objects.filter(street=ground.street)},
        before={(row.community_id, _this_year(row.title, ground.year)): row for row in last},
    )


def _this_year(title, year):
    return title.replace(str(year - 1), str(year))


# The calendar --------------------------------------------------------------------------------
def _of_community(year, place, community):
    ground, lines = year.ground, lines_of("demo_community_year")
    strength = 0.62 + 0.07 * ((place * 5 + ground.year) % 10)
    for position, at in enumerate(_chosen(ground, lines, place)):
        line = lines[at]
        occasion = _occasion(
            year,
            community,
            line,
            day=day_in(ground.year, line.day) + timedelta(days=_shift(line, place)),
            title=line.titles[(place + at + ground.year) % len(line.titles)],
            venue=line.places[(place + at) % len(line.places)].format(community=community.name),
            people=ground.rng.randrange(*line.people, 10),
        )
        event = occasion.event
        event.theme = _theme(year.themes[community.pk], position)
        event.project = year.brands.get(community.pk) if line.project == "brand" else event.project
        event.venue = year.venues.get((community.pk, _kind_of_venue(event)))
        event.is_unplanned = ground.is_running and "unplanned" in line.marks
        _settle(ground, event, line.turnover * strength)
        yield occasion


def _chosen(ground, lines, place):
    """Which lines a community holds, in the order of the year: those that all hold, and some others."""
    count = _how_many(ground, place)
    always = [at for at, line in enumerate(lines) if "always" in line.marks]
    others = [at for at, line in enumerate(lines) if "always" not in line.marks]
    return sorted([*always[:count], *ground.rng.sample(others, max(0, count - len(always)))])


def _how_many(ground, place):
    if not ground.is_large:
        return SMALL_STREET_EVENTS
    given = {0: CANDIDATE_EVENTS, SHORT: SHORT_EVENTS}
    return given.get(place) or ground.rng.randint(FEWEST, MOST)


def _shift(line, place):
    """Communities do not all hold theirs on the same day, but keep to the feast."""
    return place % 5 - 2 if line.day[0].isdigit() else place % 3 - 1


def _theme(themes, position):
    """Two of three events carry a theme; the second theme, if any, takes every third."""
    return (themes[0], themes[-1], None)[position % 3]


def _kind_of_venue(event):
    return Venue.Kind.SQUARE if "广场" in event.place else Venue.Kind.ROOM


def _street_lines(ground):
    lines = lines_of("demo_street_year")
    return lines if ground.is_large else lines[:3]


def _of_street(year, line):
    ground = year.ground
    names = {
        "year": ground.year,
        "street": ground.street.name.removesuffix("街道"),
        "candidate": ground.candidate.name,
    }
    occasion = _occasion(
        year,
        None,
        line,
        day=day_in(ground.year, line.day),
        title=line.titles[0].format(**names),
        venue=line.places[0].format(**names),
        people=line.people[0] // (1 if ground.is_large else 10),
    )
    event, themes = occasion.event, year.themes[None]
    event.theme = {"sport": themes[1], "festival": themes[0], "show": themes[0]}.get(line.kind)
    if event.expected_people >= PERMIT_FROM:
        event.permit_number = f"公大型活动许字〔{ground.year}〕{11 if line.kind == 'festival' else 37}号"
    _settle(ground, event, line.turnover)
    return occasion


def _occasion(year, community, line, *, day, title, venue, people):
    """An unsaved draft."""
    event = _event(
        year,
        community,
        line.kind,
        title=title,
        place=venue,
        expected_people=people,
        starts_at=moment(day, line.hour),
        ends_at=moment(day + timedelta(days=line.days - 1), line.hour + line.hours),
    )
    event.project = year.projects.get(line.project)
    return Occasion(event, line.kind, "invites" in line.marks)


def _event(year, community, kind, **facts):
    ground = year.ground
    purposes = texts.PURPOSES[kind]
    return Event(
        street=ground.street,
        community=community,
        plan=year.plans[community.pk if community else None],
        responsible=ground.keeper_of(community),
        purpose=purposes[ground.rng.randrange(12) % len(purposes)],
        arrangement=texts.ARRANGEMENTS[kind],
        **facts,
    )


# What became of them -------------------------------------------------------------------------
def _settle(ground, event, turnover):
    """Status, times and 人次 from the event's date and today's."""
    if event.ends_at > ground.now:
        _announce(ground, event)
    else:
        _hold(ground, event, turnover)


def _announce(ground, event):
    soon = event.starts_at < ground.now + 2 * FRESH
    event.status = STATUS.PLANNED if soon or ground.rng.random() < 0.75 else STATUS.DRAFT
    if event.status == STATUS.PLANNED:
        event.published_at = min(ground.now, event.starts_at) - timedelta(days=ground.rng.randint(8, 20))


def _hold(ground, event, turnover):
    rng, now = ground.rng, ground.now
    event.attendances = round(event.expected_people * turnover * rng.uniform(0.85, 1.15))
    event.people = round(event.attendances * rng.uniform(0.45, 0.8))
    event.published_at = event.starts_at - timedelta(days=rng.randint(12, 30))
    event.held_at = min(event.ends_at + timedelta(days=rng.randint(0, 3), hours=2), now)
    event.status = STATUS.HELD
    if not ground.is_running or event.ends_at < now - FRESH:
        event.status = STATUS.CLOSED
        event.closed_at = min(event.ends_at + timedelta(days=rng.randint(9, 34)), now - timedelta(hours=2))


def _open_ends(year):
    """This year: what waits for somebody, whatever the day. Days that fall outside the year are left out."""
    ground = year.ground
    if not (ground.is_running and ground.is_large):
        return []
    rows = [_ahead(year, *row) for row in texts.OPEN_ENDS]
    return [row for row in rows if timezone.localdate(row.event.starts_at).year == ground.year]


def _ahead(year, place, offset, kind, title, venue, people, status):
    ground = year.ground
    community = None if place is None else ground.communities[place]
    day = ground.today + timedelta(days=offset)
    event = _event(
        year,
        community,
        kind,
        title=title.format(season=texts.season_of(day)),
        place=venue.format(community=community),
        expected_people=people,
        starts_at=moment(day, 14),
        ends_at=moment(day, 16),
        status=status,
        reason=texts.REASONS.get(status, ""),
        is_unplanned=community is not None,
    )
    if status != STATUS.DRAFT:
        event.published_at = min(ground.now, event.starts_at) - timedelta(days=10)
    return Occasion(event, kind, invites=community is None)
