"""Duties: somebody's dated piece of work (任务, 节点, 议定事项).

One shape for all of them: a title, a person, a day it is due, the day it was done. A noun's duty subclasses
Duty and says what it belongs to::

    class Milestone(Duty):
        OWNER = "project"
        project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="milestones")
        objects = MilestoneQuerySet.as_manager()  # a DutyQuerySet with its community_path

Where its title or its person is called otherwise, it declares that field again.
"""

from django.db import models
from django.utils import timezone

from portal.access import ScopedQuerySet
from portal.quotes import quoted


class DutyQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(done_on__isnull=True)

    def overdue(self):
        return self.open().filter(due_on__lt=timezone.localdate())

    def in_hands_of(self, user):
        return self.filter(responsible=user)


class Duty(models.Model):
    """Open until `done_on` names a day; overdue from the day after `due_on`."""

    OWNER = ""  # the ForeignKey to the row it belongs to, an Owned, on whose page it stands
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

    def get_absolute_url(self):
        """The page of what it belongs to."""
        return self.owner.get_absolute_url()

    @property
    def owner(self):
        """The row it belongs to: the event, the project, the meeting."""
        return getattr(self, self.OWNER)

    @property
    def anchor(self):
        """The id of its line on its owner's page."""
        return f"{self._meta.model_name}-{self.pk}"

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

    @property
    def named(self):
        """Kind and title, for sentences: 任务“布置场地”."""
        return f"{self._meta.verbose_name}{quoted(self.title)}"

    @property
    def assignment(self):
        """The sentence to whom it is handed out."""
        return f"您是{self.named}的责任人，期限{self.due_on:%Y-%m-%d}"
