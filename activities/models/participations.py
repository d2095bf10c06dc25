from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.models.events import Event
from portal.access import Owned
from portal.audit import tracked


@tracked
class Participation(Owned):
    """参加街道活动: how one community took part in an event of the street (考核 D4)."""

    class State(models.TextChoices):
        INVITED = "invited", "待反馈"
        PRESENT = "present", "参加"
        EXCUSED = "excused", "请假"
        ABSENT = "absent", "缺席"

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="活动", related_name="participations")
    state = models.CharField("参加情况", max_length=10, choices=State.choices, default=State.INVITED)
    people = models.PositiveIntegerField("组织人数", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "社区参加情况"
        ordering = ["event", "community__position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "community"], name="participation_once"),
            models.CheckConstraint(condition=Q(community__isnull=False), name="participation_has_community"),
        ]

    def __str__(self):
        return f"{self.community} {self.get_state_display()}"

    @property
    def state_tone(self):
        return {"present": "good", "excused": "warn", "absent": "bad"}.get(self.state, "muted")

    def get_absolute_url(self):
        return reverse("activities:event-detail", args=[self.event_id])
