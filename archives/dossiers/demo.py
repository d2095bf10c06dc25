"""Dossiers of one street and year: last year's accepted, this year's in every state that a home page shows."""

from dataclasses import dataclass
from datetime import timedelta

from activities.models import Event
from archives.dossiers import demo_texts as texts
from archives.dossiers.models import Dossier, Review

STATUS = Dossier.Status
FRESH = timedelta(days=20)  # events this young are still being worked on
LINGERING = 4  # the last community's newest dossiers that nobody works on
QUICK = 2  # the place of a community that has already handed in
HELD = (Event.Status.HELD, Event.Status.CLOSED)
SIGN_IN, PROGRAMME, NOTICE = "签到表", "节目单", "通知"


@dataclass
class Fate:
    """What becomes of one event's dossier."""

    status: str = STATUS.ACCEPTED
    photos: int = 3
    papers: tuple = (SIGN_IN,)
    written: bool = True
    described: float = 0.95  # share of photos with a whole description
    was_returned: bool = False


def fill(ground) -> list[tuple[Dossier, Fate]]:
    """Dossiers with their reviews, and the events closed whose dossier was accepted. Those of held events are
    given back with what they still are to be filled with."""
    if ground.officer is None:
        return []
    events = _events(ground)
    fates = _fates(ground, events)
    dossiers = Dossier.objects.bulk_create(_dossier(ground, event, fates.get(event.pk)) for event in events)
    held = [(dossier, fates[dossier.event_id]) for dossier in dossiers if dossier.event_id in fates]
    _review(ground, held)
    _close_events([dossier for dossier, _ in held])
    return held


def teams_at(event) -> list[str]:
    return list(dict.fromkeys(row.troupe.name for row in event.appearances.all()))


def keeper_of(ground, event):
    return event.responsible or ground.keeper_of(event.community)


def _events(ground):
    rows = Event.objects.filter(street=ground.street).for_year(ground.year)
    rows = rows.exclude(status__in=[Event.Status.DRAFT, Event.Status.CANCELLED])
    rows = rows.select_related("community", "responsible").prefetch_related("appearances__troupe")
    return list(rows.order_by("ends_at", "pk"))


# Fates ----------------------------------------------------------------------------------------
def _fates(ground, events):
    """{event id: Fate} of the events that took place."""
    held = [event for event in events if event.status in HELD]
    places = {community.pk: place for place, community in enumerate(ground.communities)}
    fates = {event.pk: _ordinary(ground, places.get(event.community_id)) for event in held}
    if ground.is_running:
        for community, rows in _open_events(held).items():
            for rank, event in enumerate(rows):
                _work_on(ground, fates[event.pk], event, places.get(community), rank)
    return fates


def _open_events(held):
    """{community id, or None for the street: its events not yet closed}, the newest first."""
    found = {}
    for event in reversed(held):
        if event.status == Event.Status.HELD:
            found.setdefault(event.community_id, []).append(event)
    return found


def _ordinary(ground, place):
    """An accepted dossier. Two photos each, a third for the street's own events and for last year's of the
    candidate community."""
    rng = ground.rng
    more = rng.choice([PROGRAMME, NOTICE]) if rng.random() < 0.6 else None
    return Fate(
        photos=3 if place is None or (place == 0 and not ground.is_running) else 2,
        papers=(SIGN_IN, more) if more else (SIGN_IN,),
        described=1.0 if place in (None, 0) else 0.98 - 0.03 * (place % 7),
        was_returned=rng.random() < 0.12,
    )


def _work_on(ground, fate, event, place, rank):
    """What is still open today: gaps and a return in the candidate community, one handed in elsewhere, one
    community that lags behind; everything else older than FRESH has been accepted."""
    last = len(ground.communities) - 1
    if place == 0 and rank == 0:
        _set(fate, status=STATUS.OPEN, papers=(), written=False, described=0.3)
    elif place == 0 and rank == 1:
        _set(fate, status=STATUS.RETURNED, described=0.4)
    elif place == QUICK and rank == 0:
        _set(fate, status=STATUS.SUBMITTED)
    elif place == last and rank < LINGERING:
        papers = () if rank % 2 else (SIGN_IN,)
        _set(fate, status=STATUS.OPEN, written=False, papers=papers, photos=1 + rank % 2, described=0.4)
    elif place is None and rank == 0:
        _set(fate, status=STATUS.OPEN, written=False)
    elif event.ends_at >= ground.now - FRESH:
        _leave_half_done(ground.rng, fate)


def _leave_half_done(rng, fate):
    fate.status = STATUS.OPEN
    fate.written = rng.random() < 0.4
    fate.papers = (SIGN_IN,) if rng.random() < 0.7 else ()
    fate.photos = rng.choice([0, 2, 2])


def _set(fate, **values):
    for name, value in values.items():
        setattr(fate, name, value)


# Dossiers -------------------------------------------------------------------------------------
def _dossier(ground, event, fate):
    """Without a fate, the empty dossier of an event that has not taken place."""
    dossier = Dossier(event=event)
    if fate is None:
        return dossier
    dossier.status = fate.status
    if fate.written:
        _set(dossier, **texts.summary(ground, event, teams_at(event)))
    if fate.status == STATUS.ACCEPTED:
        _accept(ground, dossier)
    elif fate.status != STATUS.OPEN:  # handed in these days, whenever the event was
        days = timedelta(days=ground.rng.randint(2, 4))
        dossier.submitted_at = max(event.ends_at, ground.now - days)
    if fate.status != STATUS.OPEN:
        dossier.submitted_by = keeper_of(ground, event)
    return dossier


def _accept(ground, dossier):
    event, rng = dossier.event, ground.rng
    late = timedelta(days=rng.randint(6, 28))
    dossier.accepted_at = event.closed_at or min(event.ends_at + late, ground.now - timedelta(hours=3))
    pause = min((dossier.accepted_at - event.ends_at) / 4, timedelta(days=rng.randint(1, 4)))
    dossier.submitted_at = dossier.accepted_at - pause


def _review(ground, held):
    reviews = [review for dossier, fate in held for review in _reviews(ground, dossier, fate)]
    moments = [min(review.at, ground.now - timedelta(minutes=30)) for review in reviews]
    Review.objects.bulk_create(reviews)
    for review, moment in zip(reviews, moments, strict=True):
        review.at = moment  # the database stamps the moment of the insert
    Review.objects.bulk_update(reviews, ["at"], batch_size=500)


def _reviews(ground, dossier, fate):
    accepted = fate.status == STATUS.ACCEPTED
    if fate.status == STATUS.RETURNED:
        yield _returned(ground, dossier, texts.RETURN_REASONS[0], dossier.submitted_at + timedelta(hours=20))
    if accepted and fate.was_returned:
        yield _returned(ground, dossier, texts.RETURN_REASONS[1], dossier.submitted_at - timedelta(hours=9))
    if accepted:
        yield Review(
            dossier=dossier, decision=Review.Decision.ACCEPTED, by=ground.officer, at=dossier.accepted_at
        )


def _returned(ground, dossier, reason, at):
    return Review(dossier=dossier, decision=Review.Decision.RETURNED, reason=reason, by=ground.officer, at=at)


def _close_events(dossiers):
    """Acceptance closes the event, as `services.accept_dossier` does it."""
    closed = []
    for dossier in dossiers:
        if dossier.status == STATUS.ACCEPTED and dossier.event.status == Event.Status.HELD:
            dossier.event.status, dossier.event.closed_at = Event.Status.CLOSED, dossier.accepted_at
            closed.append(dossier.event)
    Event.objects.bulk_update(closed, ["status", "closed_at"])
