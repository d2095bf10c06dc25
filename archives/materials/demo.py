"""Photos and small papers of the demo's dossiers, which are made on the way: both are filled event by event."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from archives.dossiers import demo as dossiers
from archives.dossiers.demo_scenes import caption_of, view_of
from archives.dossiers.models import Dossier, Slot
from archives.materials.demo_camera import Shot, take_all
from archives.materials.demo_papers import make_paper
from archives.materials.models import Material
from archives.materials.services import store_derivatives
from portal.files.models import Blob
from portal.files.store import store_file

KIND, STATE, SOURCE = Material.Kind, Material.State, Material.TimeSource
CROWDS = ("社区居民", "居民代表、志愿者", "社区居民和辖区学生", "文体骨干和社区居民")
POSTURES = [*["landscape"] * 6, "portrait", "turned"]
BY_MESSENGER = 0.12  # share of photos that came through a messenger, which throws the EXIF away


def fill(ground):
    """Dossiers, then their photos with a cover each, then their papers."""
    held = dossiers.fill(ground)
    taking = [
        _photo(ground, dossier, number, fate.described)
        for dossier, fate in held
        for number in range(fate.photos)
    ]
    photos, shots = [photo for photo, _ in taking], [shot for _, shot in taking]
    for photo, taken in zip(photos, take_all(shots), strict=True):
        _store(photo, taken)
    _save(photos)
    _choose_covers([dossier for dossier, _ in held], photos)
    _save(_papers(ground, held))


def _save(materials):
    """`uploaded_at` is set by the database on insert; the demo's past is written over it."""
    moments = [material.uploaded_at for material in materials]
    Material.objects.bulk_create(materials)
    for material, moment in zip(materials, moments, strict=True):
        material.uploaded_at = moment
    Material.objects.bulk_update(materials, ["uploaded_at"], batch_size=500)


def _choose_covers(dossiers, photos):
    covers = {photo.dossier_id: photo for photo in reversed(photos)}
    for dossier in dossiers:
        dossier.cover = covers.get(dossier.pk)
    Dossier.objects.bulk_update([dossier for dossier in dossiers if dossier.cover], ["cover"])


def _uploaded(ground, event):
    late = timedelta(hours=ground.rng.randint(2, 60))
    return min(event.ends_at + late, ground.now - timedelta(minutes=5))


# Photos ---------------------------------------------------------------------------------------
def _photo(ground, dossier, number, described):
    """(unsaved photo without its file, the shot that makes the file)."""
    rng, event = ground.rng, dossier.event
    taken_at = _moment(ground, event)
    by_messenger = rng.random() < BY_MESSENGER
    posture = rng.choice(POSTURES) if number and not by_messenger else "landscape"
    saved_at = taken_at + timedelta(minutes=rng.randint(3, 90))
    photo = Material(
        dossier=dossier,
        slot=Slot.MEDIA,
        kind=KIND.PHOTO,
        state=STATE.READY,
        place=event.place,
        cause=event.title,
        uploaded_by=dossiers.keeper_of(ground, event),
        uploaded_at=_uploaded(ground, event),
        **_origin(taken_at, saved_at, by_messenger=by_messenger),
    )
    _describe(ground, photo, number, described)
    exif = "" if by_messenger else f"{timezone.localtime(taken_at):%Y:%m:%d %H:%M:%S}"
    return photo, Shot(view_of(event.title, number), rng.randrange(2**31), exif, posture)


def _origin(taken_at, saved_at, *, by_messenger):
    """What is known of the time, and the name that a camera or a messenger gave the file."""
    if by_messenger:
        name = f"mmexport{int(saved_at.timestamp() * 1000)}.jpg"
        return {"taken_at": saved_at, "time_source": SOURCE.NAME, "filename": name}
    name = f"IMG_{timezone.localtime(taken_at):%Y%m%d_%H%M%S}.jpg"
    return {"taken_at": taken_at, "time_source": SOURCE.EXIF, "filename": name}


def _moment(ground, event):
    """A time within the event, on its first day or, of several, on any."""
    days = (event.ends_at - event.starts_at).days
    start = event.starts_at + timedelta(days=ground.rng.randint(0, days))
    length = max(timedelta(minutes=30), min(timedelta(hours=3), event.ends_at - event.starts_at))
    seconds = ground.rng.randint(120, int(length.total_seconds()) - 60)
    return min(start + timedelta(seconds=seconds), event.ends_at).replace(microsecond=0)


def _describe(ground, photo, number, described):
    """Most photos have a whole description, of the others every second a title."""
    rng, event = ground.rng, photo.dossier.event
    if rng.random() < described:
        teams = dossiers.teams_at(event)
        photo.title = caption_of(event.title, number)
        photo.people = f"{rng.choice(teams)}队员" if teams and number < 3 else rng.choice(CROWDS)
        photo.photographer = photo.uploaded_by.name
    elif rng.random() < 0.5:
        photo.title = caption_of(event.title, number)


def _store(photo, taken):
    photo.width, photo.height = taken.width, taken.height
    photo.blob, _ = Blob.objects.get_or_create(
        sha256=taken.sha256, defaults={"size": len(taken.original), "content_type": "image/jpeg"}
    )
    if not default_storage.exists(photo.blob.path):
        default_storage.save(photo.blob.path, ContentFile(taken.original))
    store_derivatives(photo.blob, thumb=taken.thumb, large=taken.large)


# Papers ---------------------------------------------------------------------------------------
def _papers(ground, held):
    """One file of each kind and owner serves all events."""
    made, papers = {}, []
    for dossier, fate in held:
        event = dossier.event
        owner = event.owner_name.replace("街道本级", ground.street.name)
        for kind in fate.papers:
            if (kind, owner) not in made:
                content = make_paper(kind, owner, ground.year, turn=len(made))
                made[kind, owner] = store_file(ContentFile(content), content_type="application/pdf")
            papers.append(_paper(ground, dossier, kind, made[kind, owner]))
    return papers


def _paper(ground, dossier, kind, blob):
    return Material(
        dossier=dossier,
        slot=Slot.DOCUMENT,
        kind=KIND.DOCUMENT,
        state=STATE.READY,
        blob=blob,
        filename=f"{kind}.pdf",
        title=kind,
        uploaded_by=dossiers.keeper_of(ground, dossier.event),
        uploaded_at=_uploaded(ground, dossier.event),
    )
