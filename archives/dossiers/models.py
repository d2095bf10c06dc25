from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Concat, Length
from django.utils import timezone

from activities.event_states import is_counted, took_place
from activities.models import Event
from portal.access import ScopedQuerySet, YearQuerySet
from portal.audit.history import tracked
from portal.links import link


class Slot(models.TextChoices):
    """五有: 有计划、有安排、有资料、有素材、有总结."""

    PLAN = "plan", "计划"
    ARRANGEMENT = "arrangement", "安排"
    DOCUMENT = "document", "资料"
    MEDIA = "media", "素材"
    SUMMARY = "summary", "总结"


# Whitespace is not text: a slot filled with blanks stays empty.
TEXT = r"\S"


def _materials():
    """Materials of the outer dossier; their noun stands above this one and is reached through the relation."""
    return Dossier._meta.get_field("materials").related_model.objects.filter(dossier=OuterRef("pk"))


@cache
def _file_in(slot):
    return Q(Exists(_materials().filter(slot=slot).usable()))


class DossierQuerySet(YearQuerySet):
    year_path = "event__starts_at__year"
    community_path = "event__community"

    def expected(self):
        """Dossiers of events that are on the calendar: no drafts, nothing cancelled."""
        return self.filter(is_counted("event__"))

    def ended(self):
        """Dossiers of events that took place."""
        return self.filter(took_place("event__"))

    def overdue(self, days):
        return self.filter(self.late(days))

    @staticmethod
    def late(days):
        """The condition (Q): not handed in `days` after the end of an event that took place."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return took_place("event__") & Q(
            status__in=[Dossier.Status.OPEN, Dossier.Status.RETURNED],
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
        filled = [Cast(f"has_{slot.value}", models.IntegerField()) for slot in Slot]
        return rows.annotate(filled=sum(filled[1:], filled[0]))

    def missing(self, slot=None):
        """Rows `with_slots()` that lack `slot`, or any slot."""
        return self.filter(**{f"has_{slot}": False}) if slot else self.filter(filled__lt=len(Slot))

    def with_photo_count(self):
        photos = _materials().photos().usable()
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
        return link("archives:dossier-detail", self.pk)

    @property
    def status_tone(self):
        return {"accepted": "good", "submitted": "info", "returned": "warn"}.get(self.status, "muted")

    @property
    def is_editable(self):
        return self.status in (self.Status.OPEN, self.Status.RETURNED)

    @property
    def due_on(self):
        """The day by which it is to be handed in (考核 G3: 结束后30日内办结归档)."""
        return timezone.localdate(self.event.ends_at) + timedelta(days=settings.DOSSIER_DAYS)

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

    TONES = {Decision.ACCEPTED: "good", Decision.RETURNED: "warn"}

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
        return link("archives:dossier-detail", self.dossier_id)

    @property
    def status_tone(self):
        return self.TONES[self.decision]
