from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from archives.dossiers.models import Dossier, OfDossierQuerySet, Slot
from portal.audit.history import tracked
from portal.files.derive import LARGE
from portal.links import link
from portal.models import Blob

# 题名、时间、地点、人物、摄影者 all given (DA/T 50-2014; 考核 G2).
DESCRIBED = Q(taken_at__isnull=False) & ~(Q(title="") | Q(place="") | Q(people="") | Q(photographer=""))

TIME_TOLERANCE = timedelta(days=1)  # rehearsal the evening before, clearing up the day after


class MaterialQuerySet(OfDossierQuerySet):
    def photos(self):
        return self.filter(kind=Material.Kind.PHOTO)

    def pictures(self):
        """Whatever has a thumbnail: photos, and scans among the documents."""
        return self.filter(blob__content_type__startswith="image/")

    def with_twins(self):
        """Adds `used_elsewhere`: whether another dossier offers the very same file as its proof."""
        twins = Material.objects.filter(blob=OuterRef("blob")).exclude(dossier=OuterRef("dossier"))
        return self.annotate(used_elsewhere=Exists(twins))

    def pending(self):
        return self.filter(state=Material.State.PENDING)

    def usable(self):
        return self.exclude(state=Material.State.BROKEN)

    def described(self):
        return self.photos().filter(DESCRIBED)

    def undescribed(self):
        return self.photos().exclude(DESCRIBED)


@tracked
class Material(models.Model):
    """One file in a slot. A photo archive is image + EXIF + caption (DA/T 50-2014)."""

    class Kind(models.TextChoices):
        PHOTO = "photo", "照片"
        DOCUMENT = "document", "文件"
        VIDEO = "video", "音像"

    class State(models.TextChoices):
        PENDING = "pending", "处理中"
        READY = "ready", "正常"
        BROKEN = "broken", "打不开"

    class TimeSource(models.TextChoices):
        EXIF = "exif", "照片自带"
        NAME = "name", "文件名"
        EVENT = "event", "活动时间"
        HAND = "hand", "人工填写"

    dossier = models.ForeignKey(Dossier, models.CASCADE, verbose_name="档案", related_name="materials")
    slot = models.CharField("类目", max_length=12, choices=Slot.choices)
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    blob = models.ForeignKey(Blob, models.PROTECT, verbose_name="原件", related_name="+")
    filename = models.CharField("原文件名", max_length=150)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PENDING)
    title = models.CharField("题名", max_length=100, blank=True)
    taken_at = models.DateTimeField("时间", null=True, blank=True)
    time_source = models.CharField("时间来源", max_length=10, choices=TimeSource.choices, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    people = models.CharField("人物", max_length=200, blank=True)
    cause = models.CharField("事由", max_length=200, blank=True)
    photographer = models.CharField("摄影者", max_length=40, blank=True)
    width = models.PositiveIntegerField("宽", null=True, blank=True)
    height = models.PositiveIntegerField("高", null=True, blank=True)
    uploaded_by = models.ForeignKey("portal.User", models.PROTECT, verbose_name="上传人", related_name="+")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "档案材料"
        ordering = ["slot", "taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "slot", "blob"],
                name="material_once_per_slot",
                violation_error_message="这个文件已经在档案里了。",
            )
        ]

    def __str__(self):
        return self.title or self.filename

    def get_absolute_url(self):
        return link("archives:material-detail", self.pk)

    @property
    def thumb_url(self):
        return link("archives:material-thumb", self.pk)

    @property
    def large_url(self):
        return link("archives:material-large", self.pk)

    @property
    def is_described(self):
        return bool(self.title and self.taken_at and self.place and self.people and self.photographer)

    @property
    def is_photo(self):
        return self.kind == self.Kind.PHOTO

    @property
    def is_picture(self):
        return self.blob.content_type.startswith("image/")

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    @property
    def is_broken(self):
        return self.state == self.State.BROKEN

    @property
    def status_tone(self):
        return {"ready": "good", "broken": "bad"}.get(self.state, "info")

    @property
    def is_far_from_event(self):
        """Whether the capture time lies outside the event: flagged for a second look, never refused, because
        WeChat names give the time of saving and cameras have wrong clocks."""
        if self.taken_at is None or self.time_source == self.TimeSource.EVENT:
            return False
        event = self.dossier.event
        return not event.starts_at - TIME_TOLERANCE <= self.taken_at <= event.ends_at + TIME_TOLERANCE

    @property
    def missing_words(self):
        """Which of the five entries of a photo's description are still empty."""
        entries = {
            "题名": self.title,
            "时间": self.taken_at,
            "地点": self.place,
            "人物": self.people,
            "摄影者": self.photographer,
        }
        return "、".join(label for label, value in entries.items() if not value)

    @property
    def large_size(self):
        """(width, height) of the derivative `large`, as the album must know it beforehand."""
        if not self.width or not self.height:
            return LARGE, round(LARGE * 2 / 3)
        scale = min(1, LARGE / max(self.width, self.height))
        return round(self.width * scale), round(self.height * scale)

    @property
    def caption(self):
        """题名 first, then when, where, who and by whom, as far as known."""
        day = timezone.localtime(self.taken_at).strftime("%Y-%m-%d") if self.taken_at else ""
        by = f"摄影 {self.photographer}" if self.photographer else ""
        return " · ".join(filter(None, [str(self), day, self.place, self.people, by]))
