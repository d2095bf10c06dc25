from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

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


class DossierQuerySet(ScopedQuerySet):
    community_path = "event__community"

    def for_year(self, year):
        return self.filter(event__starts_at__year=year)

    def with_counts(self):
        """Adds `documents` and `photos` (usable ones) and supplements of plan and arrangement, so that
        `filled_slots` needs no further query."""
        usable = ~Q(materials__state=Material.State.BROKEN)

        def of(slot):
            return Count("materials", filter=Q(materials__slot=slot) & usable)

        return self.annotate(
            plan_files=of(Slot.PLAN),
            arrangement_files=of(Slot.ARRANGEMENT),
            documents=of(Slot.DOCUMENT),
            media=of(Slot.MEDIA),
            summary_files=of(Slot.SUMMARY),
        )


@tracked
class Dossier(models.Model):
    """五有档案 of one event, filled in five slots; the same dossier is reopened when it is returned."""

    class Status(models.TextChoices):
        OPEN = "open", "整理中"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "已退回"
        ACCEPTED = "accepted", "已通过"

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
                condition=~Q(status="accepted") | Q(accepted_at__isnull=False), name="dossier_accepted_has_time"
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


class MaterialQuerySet(OfDossierQuerySet):
    def photos(self):
        return self.filter(kind=Material.Kind.PHOTO)

    def usable(self):
        return self.exclude(state=Material.State.BROKEN)

    def described(self):
        """Photos with 题名、时间、地点、人物、摄影者 (DA/T 50-2014; 考核 G2)."""
        return self.photos().filter(taken_at__isnull=False).exclude(
            Q(title="") | Q(place="") | Q(people="") | Q(photographer="")
        )


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
