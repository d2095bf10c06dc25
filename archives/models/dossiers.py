from datetime import timedelta

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Concat, Length
from django.urls import reverse
from django.utils import timezone

from activities.models import Event
from portal.access import ScopedQuerySet
from portal.audit import tracked
from portal.models import Blob


class Slot(models.TextChoices):
    """五有: 有计划、有安排、有资料、有素材、有总结."""

    PLAN = "plan", "计划"
    ARRANGEMENT = "arrangement", "安排"
    DOCUMENT = "document", "资料"
    MEDIA = "media", "素材"
    SUMMARY = "summary", "总结"


# Whitespace is not text: a slot filled with blanks stays empty.
TEXT = r"\S"


def _file_in(slot):
    usable = Material.objects.filter(dossier=OuterRef("pk"), slot=slot).usable()
    return Q(Exists(usable))


class DossierQuerySet(ScopedQuerySet):
    community_path = "event__community"

    def for_year(self, year):
        return self.filter(event__starts_at__year=year)

    def expected(self):
        """Dossiers of events that are on the calendar: no drafts, nothing cancelled."""
        return self.exclude(event__status__in=[Event.Status.DRAFT, Event.Status.CANCELLED])

    def ended(self):
        """Dossiers of events that took place."""
        return self.filter(event__status__in=[Event.Status.HELD, Event.Status.CLOSED])

    def overdue(self, days):
        return self.filter(self.late(days))

    @staticmethod
    def late(days):
        """The condition (Q): not handed in `days` after the end of an event that took place."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return Q(
            status__in=[Dossier.Status.OPEN, Dossier.Status.RETURNED],
            event__status__in=[Event.Status.HELD, Event.Status.CLOSED],
            event__ends_at__lt=midnight - timedelta(days=days),
        )

    def with_slots(self):
        """Adds `has_plan` … `has_summary` (bool) and `filled` (0–5): the one definition of a filled slot,
        in words in `rules.filled_slots`."""
        words = Length(Concat("basics", "practice", "problems", "next_steps"))
        rows = self.alias(words=words).annotate(
            has_plan=Q(event__purpose__regex=TEXT) | _file_in(Slot.PLAN),
            has_arrangement=Q(event__arrangement__regex=TEXT) | _file_in(Slot.ARRANGEMENT),
            has_document=_file_in(Slot.DOCUMENT),
            has_media=_file_in(Slot.MEDIA),
            has_summary=Q(basics__regex=TEXT, practice__regex=TEXT, words__gte=Dossier.SUMMARY_MINIMUM),
        )
        filled = [Case(When(**{f"has_{slot.value}": True}, then=1), default=0) for slot in Slot]
        return rows.annotate(filled=sum(filled[1:], filled[0]))

    def missing(self, slot=None):
        """Rows `with_slots()` that lack `slot`, or any slot."""
        return self.filter(**{f"has_{slot}": False}) if slot else self.filter(filled__lt=len(Slot))

    def with_photo_count(self):
        photos = Material.objects.filter(dossier=OuterRef("pk")).photos().usable()
        counted = photos.order_by().values("dossier").annotate(total=Count("pk")).values("total")
        return self.annotate(photo_count=Coalesce(Subquery(counted), 0))


@tracked
class Dossier(models.Model):
    """五有档案 of one event, filled in five slots; the same dossier is reopened when it is returned."""

    class Status(models.TextChoices):
        OPEN = "open", "整理中"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "已退回"
        ACCEPTED = "accepted", "已通过"

    SUMMARY_MINIMUM = 50  # characters of the four headings together: less says nothing

    event = models.OneToOneField(Event, models.CASCADE, verbose_name="活动", related_name="dossier")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.OPEN)
    basics = models.TextField("基本情况", blank=True)
    practice = models.TextField("主要做法与成效", blank=True)
    problems = models.TextField("存在问题", blank=True)
    next_steps = models.TextField("下步打算", blank=True)
    cover = models.ForeignKey(
        "archives.Material", models.SET_NULL, verbose_name="封面照片", null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name="提交人", null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField("通过时间", null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "五有档案"
        ordering = ["-event__starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(accepted_at__isnull=False),
                name="dossier_accepted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status="open") | Q(submitted_at__isnull=False), name="dossier_submitted_has_time"
            ),
        ]

    def __str__(self):
        return f"{self.event}档案"

    def get_absolute_url(self):
        return reverse("archives:dossier-detail", args=[self.pk])

    @property
    def status_tone(self):
        return {"accepted": "good", "submitted": "info", "returned": "warn"}.get(self.status, "muted")

    @property
    def is_editable(self):
        return self.status in (self.Status.OPEN, self.Status.RETURNED)

    @property
    def summary_words(self):
        """Characters of the four headings together."""
        return sum(len(text) for text in (self.basics, self.practice, self.problems, self.next_steps))

    @property
    def light_tone(self):
        """The completeness light of a row loaded `with_slots()`; before the event nothing is late."""
        if self.filled == len(Slot):
            return "good"
        if not self.event.is_over:
            return "muted"
        return "warn" if self.filled >= 3 else "bad"


class OfDossierQuerySet(ScopedQuerySet):
    community_path = "dossier__event__community"


@tracked
class Review(models.Model):
    """审核 of a dossier: every round is kept."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "通过"
        RETURNED = "returned", "退回"

    dossier = models.ForeignKey(Dossier, models.CASCADE, verbose_name="档案", related_name="reviews")
    decision = models.CharField("决定", max_length=10, choices=Decision.choices)
    reason = models.TextField("意见", blank=True)
    by = models.ForeignKey("portal.User", models.PROTECT, verbose_name="审核人", related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "档案审核"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="returned") | ~Q(reason=""),
                name="review_return_has_reason",
                violation_error_message="退回时请写明理由。",
            )
        ]

    def __str__(self):
        return f"{self.dossier} {self.get_decision_display()}"

    def get_absolute_url(self):
        return reverse("archives:dossier-detail", args=[self.dossier_id])


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
        return reverse("archives:material-detail", args=[self.pk])

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
            "题名": self.title, "时间": self.taken_at, "地点": self.place, "人物": self.people,
            "摄影者": self.photographer,
        }  # fmt: skip
        return "、".join(label for label, value in entries.items() if not value)

    @property
    def large_size(self):
        """(width, height) of the derivative `large`, as the album must know it beforehand."""
        if not self.width or not self.height:
            return (1600, 1067)
        scale = min(1, 1600 / max(self.width, self.height))
        return round(self.width * scale), round(self.height * scale)

    @property
    def caption(self):
        """题名 first, then when, where, who and by whom, as far as known."""
        day = timezone.localtime(self.taken_at).strftime("%Y-%m-%d") if self.taken_at else ""
        by = f"摄影 {self.photographer}" if self.photographer else ""
        return " · ".join(filter(None, [str(self), day, self.place, self.people, by]))
