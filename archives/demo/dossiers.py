"""Dossiers of one street and year: last year's accepted, this year's in every state that a home page shows."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from activities.models import Event
from archives.demo.camera import Shot, take_photos
from archives.demo.papers import make_paper
from archives.demo.texts import CROWDS, RETURN_REASONS, caption, summary
from archives.dossiers.models import Dossier, Review, Slot
from archives.materials.models import Material
from portal.files.store import store_derivatives, store_file
from portal.models import Blob, User

STATE = Dossier.Status
FRESH = timedelta(days=20)  # events this young are still being worked on
PHOTO_FONT = 3  # settings.YEARBOOK_FONTS: the bold face of headings


@dataclass
class Fate:
    """What becomes of one event's dossier."""

    status: str = STATE.ACCEPTED
    photos: int = 3
    papers: tuple = ("签到表",)
    written: bool = True
    described: float = 0.95  # share of photos with a whole description
    was_returned: bool = False
    materials: list = field(default_factory=list)


@dataclass
class World:
    street: object
    year: int
    rng: object
    now: object
    officer: object
    staff: dict  # community id → the account that keeps its dossiers
    places: list  # community ids in the street's order

    @property
    def is_current(self):
        return self.year == timezone.localtime(self.now).year

    def keeper(self, event):
        return event.responsible or self.staff.get(event.community_id) or self.officer


def build_dossiers(street, year, rng) -> None:
    """Fill dossiers, photos, papers and reviews; close the events whose dossier was accepted."""
    world = _world(street, year, rng)
    rows = Event.objects.filter(street=street).for_year(year).exclude(status__in=["draft", "cancelled"])
    events = list(
        rows.select_related("community", "responsible")
        .prefetch_related("appearances__troupe").order_by("ends_at", "pk")
    )  # fmt: skip
    if not events or world.officer is None:
        return
    fates = _fates(world, events)
    dossiers = Dossier.objects.bulk_create(_dossier(world, event, fates.get(event.pk)) for event in events)
    held = [dossier for dossier in dossiers if dossier.event_id in fates]
    _make_photos(world, held, fates)
    _make_papers(world, held, fates)
    _make_reviews(world, held, fates)
    _close_events(held)


def _world(street, year, rng):
    people = list(User.objects.filter(street=street, is_active=True).order_by("pk"))
    return World(
        street=street, year=year, rng=rng, now=timezone.now(),
        officer=next((one for one in people if one.role == User.Role.OFFICER), None),
        staff={one.community_id: one for one in reversed(people) if one.role == User.Role.STAFF},
        places=list(street.communities.order_by("position").values_list("pk", flat=True)),
    )  # fmt: skip


# Fates --------------------------------------------------------------------------------------
def _fates(world, events):
    """{event id: Fate} of the events that took place."""
    held = [event for event in events if event.status in (Event.Status.HELD, Event.Status.CLOSED)]
    fates = {event.pk: _ordinary(world, event) for event in held}
    if not world.is_current:
        return fates
    recent = {}
    for event in reversed(held):  # the newest first
        if event.status == Event.Status.HELD:
            recent.setdefault(event.community_id, []).append(event)
    for community, rows in recent.items():
        place = world.places.index(community) if community else None
        for rank, event in enumerate(rows):
            _work_on(world, fates[event.pk], event, place, rank)
    return fates


def _ordinary(world, event):
    """An accepted dossier. Two photos each, a third for the street's own events and for last year's of the
    candidate community: painting more would only make the demo slow."""
    rng = world.rng
    place = world.places.index(event.community_id) if event.community_id else None
    photos = 3 if place is None or (place == 0 and not world.is_current) else 2
    return Fate(
        photos=photos, papers=("签到表", rng.choice(["节目单", "通知"])) if rng.random() < 0.6 else ("签到表",),
        described=1.0 if place in (None, 0) else 0.98 - 0.03 * (place % 7), was_returned=rng.random() < 0.12,
    )  # fmt: skip


def _work_on(world, fate, event, place, rank):
    """What is still open today: gaps and a return in the candidate community, one handed in elsewhere, one
    community that lags behind; everything else older than FRESH has been accepted."""
    old = event.ends_at < world.now - FRESH
    last = len(world.places) - 1
    if place == 0 and rank < 2:
        kept = (
            {"papers": (), "written": False, "described": 0.3}
            if rank == 0
            else {"status": STATE.RETURNED, "described": 0.4}
        )
        _set(fate, **({"status": STATE.OPEN} | kept))
    elif place == 2 and rank == 0:
        _set(fate, status=STATE.SUBMITTED)
    elif place == last and rank < 4:
        _set(
            fate,
            status=STATE.OPEN,
            written=False,
            papers=() if rank % 2 else ("签到表",),
            photos=1 + rank % 2,
            described=0.4,
        )
    elif place is None and rank == 0:
        _set(fate, status=STATE.OPEN, written=False)
    elif not old:
        whole = world.rng.random() < 0.4
        _set(
            fate,
            status=STATE.OPEN,
            written=whole,
            papers=("签到表",) if world.rng.random() < 0.7 else (),
            photos=world.rng.choice([0, 2, 2]),
        )


def _set(fate, **values):
    for name, value in values.items():
        setattr(fate, name, value)


def _dossier(world, event, fate):
    dossier = Dossier(event=event)
    if fate is None:
        return dossier
    dossier.status = fate.status
    if fate.written:
        teams = list(dict.fromkeys(row.troupe.name for row in event.appearances.all()))
        for heading, text in summary(event, teams, world.rng).items():
            setattr(dossier, heading, text)
    if fate.status == STATE.ACCEPTED:
        late = timedelta(days=world.rng.randint(6, 28))
        dossier.accepted_at = event.closed_at or min(event.ends_at + late, world.now - timedelta(hours=3))
        pause = min((dossier.accepted_at - event.ends_at) / 4, timedelta(days=world.rng.randint(1, 4)))
        dossier.submitted_at = dossier.accepted_at - pause
    elif fate.status != STATE.OPEN:  # handed in these days, whenever the event was
        dossier.submitted_at = max(event.ends_at, world.now - timedelta(days=world.rng.randint(2, 4)))
    if fate.status != STATE.OPEN:
        dossier.submitted_by = world.keeper(event)
    return dossier


# Photos -------------------------------------------------------------------------------------
def _make_photos(world, dossiers, fates):
    """Paint all photos, store them, and describe most of them."""
    materials, shots = [], []
    for dossier in dossiers:
        for number in range(fates[dossier.event_id].photos):
            material, shot = _photo(world, dossier, number, fates[dossier.event_id].described)
            materials.append(material)
            shots.append(shot)
    for material, taken in zip(
        materials, take_photos(shots, str(settings.YEARBOOK_FONTS[PHOTO_FONT])), strict=True
    ):
        material.blob = _stored(taken)
        material.width, material.height = taken.width, taken.height
    _save(materials)
    covers = {material.dossier_id: material for material in reversed(materials)}
    for dossier in dossiers:
        dossier.cover = covers.get(dossier.pk)
    Dossier.objects.bulk_update([dossier for dossier in dossiers if dossier.cover], ["cover"])


def _photo(world, dossier, number, described):
    rng, event = world.rng, dossier.event
    taken_at = _moment(world, event)
    by_messenger = rng.random() < 0.12
    posture = (
        rng.choice(["landscape"] * 6 + ["portrait", "turned"]) if number and not by_messenger else "landscape"
    )
    saved = taken_at + timedelta(minutes=rng.randint(3, 90))
    material = Material(
        dossier=dossier, slot=Slot.MEDIA, kind=Material.Kind.PHOTO, state=Material.State.READY, place=event.place,
        cause=event.title, taken_at=saved if by_messenger else taken_at,
        time_source=Material.TimeSource.NAME if by_messenger else Material.TimeSource.EXIF,
        filename=f"mmexport{int(saved.timestamp() * 1000)}.jpg" if by_messenger else f"IMG_{timezone.localtime(taken_at):%Y%m%d_%H%M%S}.jpg",
        uploaded_by=world.keeper(event),
    )  # fmt: skip
    material.uploaded_at = _uploaded(world, event)
    if rng.random() < described:
        teams = list(dict.fromkeys(row.troupe.name for row in event.appearances.all()))
        material.title = caption(event, number)
        material.people = f"{rng.choice(teams)}队员" if teams and number < 3 else rng.choice(CROWDS)
        material.photographer = world.keeper(event).name
    elif rng.random() < 0.5:
        material.title = caption(event, number)
    words = "" if by_messenger else f"{timezone.localtime(taken_at):%Y:%m:%d %H:%M:%S}"
    return material, Shot(event.title, number, rng.randrange(2**31), words, posture)


def _moment(world, event):
    """A time within the event, on its first day or, of several, on any."""
    days = (event.ends_at - event.starts_at).days
    start = event.starts_at + timedelta(days=world.rng.randint(0, days))
    length = max(timedelta(minutes=30), min(timedelta(hours=3), event.ends_at - event.starts_at))
    seconds = world.rng.randint(120, int(length.total_seconds()) - 60)
    return min(start + timedelta(seconds=seconds), event.ends_at).replace(microsecond=0)


def _uploaded(world, event):
    return min(event.ends_at + timedelta(hours=world.rng.randint(2, 60)), world.now - timedelta(minutes=5))


def _stored(taken):
    blob, created = Blob.objects.get_or_create(
        sha256=taken.sha256, defaults={"size": len(taken.original), "content_type": "image/jpeg"}
    )
    if not default_storage.exists(blob.path):
        default_storage.save(blob.path, ContentFile(taken.original))
    store_derivatives(blob, thumb=taken.thumb, large=taken.large)
    return blob


def _save(materials):
    """`uploaded_at` is set by the database on insert; the demo's past is written over it."""
    moments = [material.uploaded_at for material in materials]
    Material.objects.bulk_create(materials)
    for material, moment in zip(materials, moments, strict=True):
        material.uploaded_at = moment
    Material.objects.bulk_update(materials, ["uploaded_at"], batch_size=500)


# Papers and reviews ---------------------------------------------------------------------------
def _make_papers(world, dossiers, fates):
    made, materials = {}, []
    for dossier in dossiers:
        event, owner = dossier.event, dossier.event.owner_name.replace("街道本级", world.street.name)
        for kind in fates[event.pk].papers:
            if (kind, owner) not in made:
                content = make_paper(kind, owner, world.year, turn=len(made))
                made[kind, owner] = store_file(ContentFile(content), content_type="application/pdf")
            material = Material(
                dossier=dossier, slot=Slot.DOCUMENT, kind=Material.Kind.DOCUMENT, state=Material.State.READY,
                blob=made[kind, owner], filename=f"{kind}.pdf", title=kind, uploaded_by=world.keeper(event),
            )  # fmt: skip
            material.uploaded_at = _uploaded(world, event)
            materials.append(material)
    _save(materials)


def _make_reviews(world, dossiers, fates):
    reviews = []
    for dossier in dossiers:
        fate = fates[dossier.event_id]
        if fate.status == STATE.RETURNED or (fate.was_returned and fate.status == STATE.ACCEPTED):
            returned = (
                dossier.submitted_at + timedelta(hours=20)
                if fate.status == STATE.RETURNED
                else dossier.submitted_at - timedelta(hours=9)
            )
            reason = RETURN_REASONS[fate.status == STATE.ACCEPTED]
            reviews.append(
                (
                    Review(
                        dossier=dossier, decision=Review.Decision.RETURNED, reason=reason, by=world.officer
                    ),
                    returned,
                )
            )
        if fate.status == STATE.ACCEPTED:
            reviews.append(
                (
                    Review(dossier=dossier, decision=Review.Decision.ACCEPTED, by=world.officer),
                    dossier.accepted_at,
                )
            )
    rows = Review.objects.bulk_create(review for review, _ in reviews)
    for row, (_, moment) in zip(rows, reviews, strict=True):
        row.at = min(moment, world.now - timedelta(minutes=30))
    Review.objects.bulk_update(rows, ["at"], batch_size=500)


def _close_events(dossiers):
    """Acceptance closes the event, as services.dossiers.accept_dossier does it."""
    closed = [
        dossier
        for dossier in dossiers
        if dossier.status == STATE.ACCEPTED and dossier.event.status == Event.Status.HELD
    ]
    for dossier in closed:
        dossier.event.status, dossier.event.closed_at = Event.Status.CLOSED, dossier.accepted_at
    Event.objects.bulk_update([dossier.event for dossier in closed], ["status", "closed_at"])
