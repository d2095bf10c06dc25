"""Events of the street and its communities, each in the state that today's date gives it."""

from datetime import timedelta

from django.utils import timezone

from activities.demo import core_demo_titles as lines
from activities.events.models import Event
from activities.venues.models import Venue

ALWAYS = (1, 2, 4, 9, 12, 16, 17, 22, 23)  # every community holds these
CANDIDATE_EVENTS, FEWEST, MOST = 15, 11, 14
SHORT, SHORT_EVENTS = 11, 9  # the last community stays below ten
FRESH = timedelta(days=60)  # events younger than this are not yet closed
PROJECT_OF = {"festival": "festival", "class": "school"}


def make_events(world):
    venues = _venues(world)
    rows = [row for n, one in enumerate(world.communities) for row in _of_community(world, n, one, venues)]
    rows += [_of_street(world, line) for line in _street_lines(world)]
    rows += _open_ends(world)
    _link_copies(world, rows)
    Event.objects.bulk_create(rows)
    return rows


def _venues(world):
    """Rooms and squares by (community, kind); the first year of the demo has none yet."""
    return {(venue.community_id, venue.kind): venue for venue in Venue.objects.filter(street=world.street)}


def _of_community(world, n, community, venues):
    count = _how_many(world, n)
    others = [at for at in range(len(lines.COMMUNITY_LINES)) if at not in ALWAYS]
    chosen = [*ALWAYS[:count], *world.rng.sample(others, max(0, count - len(ALWAYS)))]
    strength = 0.62 + 0.07 * ((n * 5 + world.year) % 10)
    for position, at in enumerate(sorted(chosen)):
        day, hour, hours, days, kind, people, factor, titles, places = lines.COMMUNITY_LINES[at]
        event = _event(
            world, community, _own_day(world, day, n), (hour, hours, days), kind,
            title=titles[(n + at + world.year) % len(titles)],
            place=places[(n + at) % len(places)].format(c=community.name),
            expected=world.rng.randrange(people[0], people[1], 10),
        )  # fmt: skip
        event.theme = _theme(world, community, position)
        event.project = world.projects.get(PROJECT_OF.get(kind)) or (
            world.brands.get(community.pk) if at in (12, 20) else None
        )
        event.venue = venues.get((community.pk, "square" if "广场" in event.place else "room"))
        event.is_unplanned = world.is_current and at % 11 == 8
        _settle(world, event, factor * strength)
        yield event


def _how_many(world, n):
    if world.is_small:
        return 5
    return CANDIDATE_EVENTS if n == 0 else SHORT_EVENTS if n == SHORT else world.rng.randint(FEWEST, MOST)


def _own_day(world, wanted, n):
    """Communities do not all hold theirs on the same day, but keep to the feast."""
    spread = (n % 5 - 2) if isinstance(wanted[0], int) else (n % 3 - 1)
    return lines.day_of(wanted, world.year) + timedelta(days=spread)


def _theme(world, community, position):
    """Two of three events carry a theme; the second theme, if any, takes every third."""
    themes = world.themes[community.pk]
    return None if position % 3 == 2 else themes[1] if position % 3 == 1 and len(themes) > 1 else themes[0]


def _street_lines(world):
    return lines.STREET_LINES[:3] if world.is_small else lines.STREET_LINES


def _of_street(world, line):
    day, hour, hours, days, kind, people, factor, title, place, project, invited = line
    names = {
        "year": world.year,
        "street": world.street.name.removesuffix("街道"),
        "candidate": world.candidate.name,
    }
    event = _event(
        world, None, lines.day_of(day, world.year), (hour, hours, days), kind, title=title.format(**names),
        place=place.format(**names), expected=people // 10 if world.is_small else people,
    )  # fmt: skip
    event.project = world.projects.get(project)
    event.theme = (
        world.themes[None][1 if kind == "sport" else 0] if kind in ("sport", "festival", "show") else None
    )
    event.invites = invited
    if event.expected_people >= 1000:
        event.permit_number = f"公大型活动许字〔{world.year}〕{11 if kind == 'festival' else 37}号"
    _settle(world, event, factor)
    return event


def _event(world, community, day, span, kind, *, title, place, expected):
    """An unsaved draft; `span` is (hour, hours, days)."""
    hour, hours, days = span
    turn = world.rng.randrange(12)
    purposes = lines.PURPOSES[kind]
    event = Event(
        street=world.street, community=community, plan=world.plans[community.pk if community else None], title=title,
        starts_at=world.moment(day, hour), ends_at=world.moment(day + timedelta(days=days - 1), hour + hours),
        place=place, responsible=world.owner(community), expected_people=expected,
        purpose=purposes[turn % len(purposes)], arrangement=lines.ARRANGEMENTS[kind],
    )  # fmt: skip
    event.kind, event.invites = kind, False
    return event


def _settle(world, event, factor):
    """Status, times and 人次 from the event's date and today's."""
    now = timezone.now()
    if event.ends_at > now:
        soon = event.starts_at < now + 2 * FRESH
        event.status = Event.Status.PLANNED if soon or world.rng.random() < 0.75 else Event.Status.DRAFT
        if event.status == Event.Status.PLANNED:
            event.published_at = min(now, event.starts_at) - timedelta(days=world.rng.randint(8, 20))
        return
    times = round(event.expected_people * factor * world.rng.uniform(0.85, 1.15))
    event.attendances, event.people = times, round(times * world.rng.uniform(0.45, 0.8))
    event.published_at = event.starts_at - timedelta(days=world.rng.randint(12, 30))
    event.held_at = min(event.ends_at + timedelta(days=world.rng.randint(0, 3), hours=2), now)
    event.status = Event.Status.HELD
    if not world.is_current or event.ends_at < now - FRESH:
        event.status = Event.Status.CLOSED
        event.closed_at = min(
            event.ends_at + timedelta(days=world.rng.randint(9, 34)), now - timedelta(hours=2)
        )


def _open_ends(world):
    """This year: what waits for somebody, whatever the day. Days that fall outside the year are left out."""
    if not world.is_current or world.is_small:
        return []
    first, second, third = world.communities[0], world.communities[1], world.communities[4]
    rows = [
        _ahead(world, first, -3, "talk", "{season}健康知识讲座", "{c}文体活动室", 90, "planned"),
        _ahead(world, first, 9, "craft", "{season}亲子手工课堂", "{c}文体活动室", 60, "draft"),
        _ahead(world, first, 17, "show", "滨河大舞台{season}专场", "{c}居民大舞台", 320, "planned"),
        _ahead(world, second, 5, "sport", "{season}健步走", "桃花公园", 160, "postponed"),
        _ahead(world, third, -9, "game", "{season}邻里游园会", "{c}文体广场", 260, "cancelled"),
        _ahead(world, None, 20, "show", "社区文化团队{season}展演", "街道文化中心剧场", 480, "planned"),
    ]
    return [row for row in rows if timezone.localdate(row.starts_at).year == world.year]


def _ahead(world, community, offset, kind, title, place, expected, status):
    day = world.today + timedelta(days=offset)
    name = community.name if community else ""
    event = _event(
        world, community, day, (14, 2, 1), kind, title=title.format(season=lines.SEASONS[day.month]),
        place=place.format(c=name), expected=expected,
    )  # fmt: skip
    event.status, event.invites = status, community is None
    if status != Event.Status.DRAFT:
        event.published_at = min(timezone.now(), event.starts_at) - timedelta(days=10)
    event.reason = {"postponed": lines.POSTPONE_REASON, "cancelled": lines.CANCEL_REASON}.get(status, "")
    event.is_unplanned = community is not None
    return event


def _link_copies(world, rows):
    """This year's events come from last year's of the same name and owner."""
    before = {
        (event.community_id, event.title.replace(str(world.year - 1), str(world.year))): event
        for event in Event.objects.filter(street=world.street, starts_at__year=world.year - 1)
    }
    for row in rows:
        row.copied_from = before.get((row.community_id, row.title))
