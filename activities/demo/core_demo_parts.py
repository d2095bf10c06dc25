"""Tasks, appearing troupes and participating communities of the demo's events."""

from datetime import timedelta

from django.utils import timezone

from activities.demo.core_demo_titles import EXCUSES, TASKS
from activities.events.models import Appearance, Event, Participation, Task

STAGE_KINDS = ("show", "festival")
OPEN = (Event.Status.PLANNED, Event.Status.POSTPONED)
NEAR = timedelta(days=21)  # work on an event is handed out this long before it


def make_parts(world, events):
    Task.objects.bulk_create([task for event in events for task in _tasks(world, event)])
    Appearance.objects.bulk_create([row for event in events for row in _appearances(world, event)])
    Participation.objects.bulk_create(
        [row for event in events if event.invites for row in _participations(world, event)]
    )


def _tasks(world, event):
    if event.status in (Event.Status.DRAFT, Event.Status.CANCELLED) or _is_far(world, event):
        return
    first = world.rng.randrange(len(TASKS))
    for n in range(1 if event.status in OPEN else world.rng.randint(2, 4)):
        due = timezone.localdate(event.starts_at) - timedelta(days=2 + 2 * n)
        finished = due < world.today or event.status not in OPEN
        yield Task(
            event=event, title=TASKS[(first + n) % len(TASKS)], responsible=event.responsible, due_on=due,
            done_on=min(due, world.today) if finished else None,
        )  # fmt: skip
    if event.community_id is None and event.invites and event.status in OPEN:
        yield Task(
            event=event, title="报送节目和参演人数", responsible=world.owner(world.candidate),
            due_on=max(timezone.localdate(event.starts_at) - timedelta(days=7), world.today + timedelta(days=2)),
        )  # fmt: skip


def _is_far(world, event):
    return timezone.localdate(event.starts_at) > world.today + NEAR


def _appearances(world, event):
    """Own troupes for a community's stage, a choice of the whole street's for the street's; the candidate's
    dance troupe is always among the latter."""
    if event.kind not in STAGE_KINDS or event.status == Event.Status.CANCELLED:
        return
    if event.community_id:
        troupes = world.troupes.get(event.community_id, [])[:5]
    else:
        troupes = _of_street(world)
    for position, troupe in enumerate(troupes, start=1):
        pieces = world.programmes.get(troupe.pk, [])
        piece = world.rng.choice(pieces) if pieces else None
        people = piece.performers if piece and piece.performers else world.rng.randint(8, 24)
        yield Appearance(event=event, troupe=troupe, programme=piece, position=position, performers=people)


def _of_street(world):
    every = [troupe for troupes in world.troupes.values() for troupe in troupes]
    chosen = world.rng.sample(every, min(9, len(every)))
    dancers = [one for one in world.troupes.get(world.candidate.pk, []) if one.captain_id]
    return [*(one for one in dancers if one not in chosen), *chosen]


def _participations(world, event):
    for n, community in enumerate(world.communities):
        state, people, note = _state(world, event, n)
        yield Participation(
            event=event, street=world.street, community=community, state=state, people=people, note=note
        )


def _state(world, event, n):
    """Most take part, few excuse themselves, very few stay away; ahead of the day some have not yet replied."""
    luck = world.rng.random()
    people = world.rng.randint(12, 60)
    if event.status in OPEN:
        answered = luck < 0.5 if n else _is_far(world, event)
        return ("present", people, "") if answered else ("invited", None, "")
    if n == 0 or luck < 0.9:
        return "present", people, ""
    return (
        ("excused", None, world.rng.choice(EXCUSES)) if luck < 0.96 else ("absent", None, "未到场，也未说明")
    )
