"""Materials: taken in by content, prepared by the worker, described by people."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from archives.dossiers.models import Slot
from archives.dossiers.services import lock_to_fill
from archives.materials.models import Material
from portal.files import derive, sniff
from portal.files.store import store_derivatives, store_file
from portal.jobs.queue import send
from portal.notices.services import notify

log = logging.getLogger("portal.archives")

DERIVATIVES_TASK = "archives.tasks.make_derivatives"

PENDING_PATIENCE = timedelta(minutes=2)

DESCRIPTION = ("title", "place", "people", "cause", "photographer")


@transaction.atomic
def add_material(*, dossier, slot, file, by) -> tuple[Material, bool]:
    """Take `file` (an uploaded Django File with a name) into `slot`; (material, whether it is new).

    Only the first bytes are looked at; the worker decodes pictures. The same bytes twice in one slot are one
    material. Raises ValidationError with a sentence that names the file, and as `lock_to_fill` does.
    """
    dossier = lock_to_fill(dossier, by=by)
    kind = _accepted_type(file, slot)
    blob = store_file(file, content_type=kind.content_type)
    material, created = Material.objects.get_or_create(
        dossier=dossier,
        slot=slot,
        blob=blob,
        defaults=_first_entries(dossier, slot, file.name, kind) | {"uploaded_by": by},
    )
    if created and material.is_pending or material.is_broken:
        _prepare_after_commit(material)
    return material, created


def _accepted_type(file, slot):
    if file.size > settings.MAX_UPLOAD_BYTES:
        limit = filesizeformat(settings.MAX_UPLOAD_BYTES)
        raise ValidationError(
            f"“{file.name}”有 {filesizeformat(file.size)}，超过单个文件 {limit} 的上限，请压缩后再传。"
        )
    try:
        kind = sniff.sniff(file, file.name)
    except sniff.UnacceptableFile as refusal:
        raise ValidationError(f"“{file.name}”{refusal}") from None
    if slot == Slot.MEDIA and kind.kind == "document":
        raise ValidationError(f"“{file.name}”是文件；“素材”只收照片和音像，请传到“资料”。")
    if slot != Slot.MEDIA and kind.kind in ("video", "audio"):
        raise ValidationError(f"“{file.name}”是音像；请传到“素材”。")
    return kind


def _first_entries(dossier, slot, filename, kind):
    """What the portal already knows: place and cause from the event; a picture's time waits for its EXIF."""
    photo = kind.kind == "image" and slot == Slot.MEDIA
    picture = kind.kind == "image"
    entries = {
        "kind": Material.Kind.PHOTO
        if photo
        else Material.Kind.DOCUMENT
        if slot != Slot.MEDIA
        else Material.Kind.VIDEO,
        "filename": short_name(filename),
        "state": Material.State.PENDING if picture else Material.State.READY,
    }
    if slot == Slot.MEDIA:
        entries |= {"place": dossier.event.place, "cause": dossier.event.title[:200]}
        if not picture:
            entries |= dict(
                zip(("taken_at", "time_source"), find_time(None, filename, dossier.event), strict=True)
            )
    return entries


def short_name(filename: str, limit: int = 150) -> str:
    """The name at most `limit` characters long, its ending kept."""
    stem, dot, ending = filename.rpartition(".")
    return filename if len(filename) <= limit else f"{stem[: limit - len(ending) - 1]}{dot}{ending}"[-limit:]


def find_time(from_exif, filename, event):
    """The time ladder, with its source: EXIF, then the file name, then the event."""
    if from_exif:
        return from_exif, Material.TimeSource.EXIF
    if from_name := derive.time_from_name(filename):
        return from_name, Material.TimeSource.NAME
    return event.starts_at, Material.TimeSource.EVENT


def prepare_material(material_id: int) -> None:
    """Decode a pending picture, store its derivatives, note size and time. A broken one is marked, and
    named to who uploaded it. A material deleted in the meantime is left alone."""
    rows = Material.objects.select_related("blob", "dossier__event", "uploaded_by")
    material = rows.filter(pk=material_id, state=Material.State.PENDING).first()
    if material is None:
        return
    try:
        with default_storage.open(material.blob.path) as original:
            picture = derive.prepare_picture(original)
    except (derive.BrokenPicture, FileNotFoundError) as problem:
        log.info("material %s cannot be shown: %r", material_id, problem)
        _mark_broken(material, str(problem) if isinstance(problem, derive.BrokenPicture) else "原件没有存好")
        return
    store_derivatives(material.blob, thumb=picture.thumb, large=picture.large)
    _note_picture(material, picture)


def _note_picture(material, picture):
    found = {"state": Material.State.READY, "width": picture.width, "height": picture.height}
    rows = Material.objects.filter(pk=material.pk)
    if material.slot == Slot.MEDIA:
        taken_at, source = find_time(picture.taken_at, material.filename, material.dossier.event)
        # Whoever typed a time while the picture was still waiting knows better.
        rows.filter(taken_at__isnull=True).update(taken_at=taken_at, time_source=source)
    rows.update(**found)


def _mark_broken(material, why):
    Material.objects.filter(pk=material.pk).update(state=Material.State.BROKEN)
    notify(
        [material.uploaded_by],
        f"“{material.filename}”打不开（{why}），请在《{material.dossier.event.title}》档案中重新上传原图",
        f"{material.dossier.get_absolute_url()}#slot-{material.slot}",
    )


def _prepare_after_commit(material):
    Material.objects.filter(pk=material.pk).update(state=Material.State.PENDING)
    material.state = Material.State.PENDING
    transaction.on_commit(lambda: send(DERIVATIVES_TASK, material.pk))


def enqueue_pending() -> int:
    """Ask again for pictures that have been waiting for more than two minutes; returns how many."""
    stale = Material.objects.pending().filter(uploaded_at__lt=timezone.now() - PENDING_PATIENCE)
    ids = list(stale.order_by("pk").values_list("pk", flat=True)[:500])
    for material_id in ids:
        send(DERIVATIVES_TASK, material_id)
    return len(ids)


@transaction.atomic
def describe_materials(*, dossier, materials, entries: dict[str, str], overwrite: bool, by) -> int:
    """Write the given entries (题名 地点 人物 事由 摄影者; empty ones say nothing) into many photos, only into
    empty fields unless `overwrite`. Returns how many photos changed."""
    lock_to_fill(dossier, by=by)
    given = {name: text for name, text in entries.items() if name in DESCRIPTION and text}
    changed = []
    for material in materials:
        news = {name: text for name, text in given.items() if overwrite or not getattr(material, name)}
        if any(getattr(material, name) != text for name, text in news.items()):
            for name, text in news.items():
                setattr(material, name, text)
            changed.append(material)
    Material.objects.bulk_update(changed, list(DESCRIPTION))
    return len(changed)


@transaction.atomic
def choose_cover(*, material, by) -> None:
    """The photo that stands for the event in lists and in the book."""
    dossier = lock_to_fill(material.dossier, by=by)
    if not material.is_photo or material.state != Material.State.READY:
        raise ValidationError("只有能正常打开的照片可以作封面。")
    dossier.cover = material
    dossier.save(update_fields=["cover"])
