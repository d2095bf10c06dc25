"""Tasks, appearing troupes and participating communities of the demo's events."""

from datetime import timedelta

from django.utils import timezone

from activities.events.demo_texts import ABSENT_NOTE, EXCUSES, REPORT_TASK, TASKS
from activities.events.models import Appearance, Event, Participation, Task
from troupes.models import Programme, Troupe

STAGE_KINDS = ("show", "festival")
OPEN = (Event.Status.PLANNED, Event.Status.POSTPONED)
WITHOUT_TASKS = (Event.Status.DRAFT, Event.Status.CANCELLED)
NEAR = timedelta(days=21)  # work on an event is handed out this long before it
MOST_OF_COMMUNITY, MOST_OF_STREET = 5, 9  # troupes on one stage
STATE = Participation.State


def fill(ground, occasions):
    Task.objects.bulk_create(row for one in occasions for row in _tasks(ground, one))
    troupes, programmes = _troupes(ground), _programmes(ground)
    on_stage = [one for one in occasions if one.kind in STAGE_KINDS]
    Appearance.objects.bulk_create(
        row
        for one in on_stage
        if one.event.status != Event.Status.CANCELLED
        for row in _appearances(ground, one.event, troupes, programmes)
    )
    Participation.objects.bulk_create(
        row for one in occasions if one.invites for row in _participations(ground, one.event)
    )


def _tasks(ground, occasion):
    event = occasion.event
    if event.status in WITHOUT_TASKS or _is_far(ground, event):
        return
    is_open = event.status in OPEN
    first = ground.rng.randrange(len(TASKS))
    for number in range(1 if is_open else ground.rng.randint(2, 4)):
        due = _day_of(event) - timedelta(days=2 + 2 * number)
        is_done = due < ground.today or not is_open
        yield Task(
            event=event,
            title=TASKS[(first + number) % len(TASKS)],
            responsible=event.responsible,
            due_on=due,
            done_on=min(due, ground.today) if is_done else None,
        )
    if is_open and occasion.invites:
        due = max(_day_of(event) - timedelta(days=7), ground.today + timedelta(days=2))
        yield Task(event=event, title=REPORT_TASK, responsible=ground.keeper_of(ground.candidate), due_on=due)


def _day_of(event):
    return timezone.localdate(event.starts_at)


def _is_far(ground, event):
    return _day_of(event) > ground.today + NEAR


# Troupes -------------------------------------------------------------------------------------
def _troupes(ground):
    """{community id: its troupes}."""
    found = {}
    for troupe in Troupe.objects.filter(street=ground.street).active().order_by("pk"):
        found.setdefault(troupe.community_id, []).append(troupe)
    return found


def _programmes(ground):
    """{troupe id: its programmes}."""
    found = {}
    for programme in Programme.objects.filter(troupe__street=ground.street).order_by("pk"):
        found.setdefault(programme.troupe_id, []).append(programme)
    return found


def _appearances(ground, event, troupes, programmes):
    """Own troupes for a community's stage, a choice of the whole street's for the street's."""
    own = troupes.get(event.community_id, [])[:MOST_OF_COMMUNITY]
    chosen = own if event.community_id else _of_street(ground, troupes)
    for position, troupe in enumerate(chosen, start=1):
        pieces = programmes.get(troupe.pk)
        piece = ground.rng.choice(pieces) if pieces else None
        performers = piece and piece.performers or ground.rng.randint(8, 24)
        yield Appearance(
            event=event, troupe=troupe, programme=piece, position=position, performers=performers
        )


def _of_street(ground, troupes):
    """The candidate's troupe with a captain's account is always among them."""
    every = [troupe for own in troupes.values() for troupe in own]
    chosen = ground.rng.sample(every, min(MOST_OF_STREET, len(every)))
    led = [one for one in troupes.get(ground.candidate.pk, []) if one.captain_id]
    return [*(one for one in led if one not in chosen), *chosen]


# Communities ---------------------------------------------------------------------------------
def _participations(ground, event):
    for place, community in enumerate(ground.communities):
        state, people, note = _answer(ground, event, place)
        yield Participation(
            event=event, street=ground.street, community=community, state=state, people=people, note=note
        )


def _answer(ground, event, place):
    """Most take part, few excuse themselves, very few stay away; ahead of the day some have not yet replied,
    the candidate community not before the event is near."""
    luck, people = ground.rng.random(), ground.rng.randint(12, 60)
    if event.status in OPEN:
        has_answered = luck < 0.5 if place else _is_far(ground, event)
        return (STATE.PRESENT, people, "") if has_answered else (STATE.INVITED, None, "")
    if place == 0 or luck < 0.9:
        return STATE.PRESENT, people, ""
    if luck < 0.96:
        return STATE.EXCUSED, None, ground.rng.choice(EXCUSES)
    return STATE.ABSENT, None, ABSENT_NOTE
