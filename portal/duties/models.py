"""Duties: somebody's dated piece of work (任务, 节点, 议定事项).

One shape for all of them: a title, a person, a day it is due, the day it was done. A noun's duty subclasses
Duty, says what it belongs to, and what its title and its person are called.
"""

from django.db import models
from django.utils import timezone

from portal.access import ScopedQuerySet


class DutyQuerySet(ScopedQuerySet):
    captain_path = "responsible"

    def open(self):
        return self.filter(done_on__isnull=True)

    def overdue(self):
        return self.open().filter(due_on__lt=timezone.localdate())

    def in_hands_of(self, user):
        return self.filter(responsible=user)


class Duty(models.Model):
    """Open until `done_on` names a day; overdue from the day after `due_on`."""

    OPEN_WORD, DONE_WORD = "进行中", "已完成"

    title = models.CharField("事项", max_length=200)
    responsible = models.ForeignKey(
        "portal.User",
        models.SET_NULL,
        verbose_name="责任人",
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    due_on = models.DateField("期限")
    done_on = models.DateField("完成日期", null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.title

    @property
    def is_done(self):
        return self.done_on is not None

    @property
    def is_overdue(self):
        return self.done_on is None and self.due_on < timezone.localdate()

    @property
    def state(self):
        return self.DONE_WORD if self.is_done else "已逾期" if self.is_overdue else self.OPEN_WORD

    @property
    def status_tone(self):
        return "good" if self.is_done else "bad" if self.is_overdue else "info"
