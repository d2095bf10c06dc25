"""Who sees which rows, written once.

A model's QuerySet only names the way to its community::

    class RehearsalQuerySet(ScopedQuerySet):
        community_path = "troupe__community"
        captain_path = "troupe__captain"

The street of a row lies beside its community (`troupe__street`). A row without a community belongs
to the street itself (街道本级): every account of the street may read it, only the officer changes it.
Filters compare foreign keys; they never join to-many relations, so they never need `distinct()`.
"""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce

STREET_ITSELF = "street"  # 街道本级, as filters and addresses name it


class ScopedQuerySet(models.QuerySet):
    community_path = "community"
    captain_path = ""  # path to the User who leads the troupe; empty: captains do not see such rows
    captain_edits = False
    street_rows_for_staff = True  # whether community staff read the street's own rows

    def visible_to(self, user):
        """Rows that `user` may read; nothing for anonymous users, auditors and administrators."""
        if not user.is_authenticated or not user.street_id:
            return self.none()
        if user.role in (user.Role.OFFICER, user.Role.LEADER):
            return self.filter(self._in_street(user))
        if user.role == user.Role.STAFF:
            return self.filter(self._readable_by_staff(user))
        if user.role == user.Role.CAPTAIN:
            return self._of_captain(user)
        return self.none()

    def editable_by(self, user):
        """Rows that `user` may change: the officer's whole street, the staff's own community, the
        captain's own troupes where the model says so. Leaders decide through verbs, not by editing."""
        if not user.is_authenticated or not user.street_id:
            return self.none()
        if user.role == user.Role.OFFICER:
            return self.filter(self._in_street(user))
        if user.role == user.Role.STAFF:
            return self.filter(**{f"{self.community_path}": user.community_id})
        if user.role == user.Role.CAPTAIN and self.captain_edits:
            return self._of_captain(user)
        return self.none()

    @property
    def street_path(self):
        return self.community_path.removesuffix("community") + "street"

    def _in_street(self, user):
        return Q(**{self.street_path: user.street_id})

    def _readable_by_staff(self, user):
        own = Q(**{self.community_path: user.community_id})
        if not self.street_rows_for_staff:
            return own
        return own | Q(**{self.street_path: user.street_id, f"{self.community_path}__isnull": True})

    def _of_captain(self, user):
        return self.filter(**{self.captain_path: user.pk}) if self.captain_path else self.none()


def visible(rows, user):
    """`rows.visible_to(user)` as a function, for those who are handed a scope (Step.reach)."""
    return rows.visible_to(user)


def editable(rows, user):
    """`rows.editable_by(user)` as a function."""
    return rows.editable_by(user)


class YearQuerySet(ScopedQuerySet):
    """Rows of a calendar year. `year_path` is a field that holds the year, or a date's (`held_on__year`)."""

    year_path = "year"

    def for_year(self, year):
        return self.filter(**{self.year_path: year})


class Owned(models.Model):
    """A row that belongs to a community, or to the street itself when `community` is empty."""

    street = models.ForeignKey("portal.Street", models.PROTECT, verbose_name="街道", related_name="+")
    community = models.ForeignKey(
        "portal.Community", models.PROTECT, verbose_name="社区", related_name="+", null=True, blank=True
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.community_id:
            self.street_id = self.community.street_id
        super().save(*args, **kwargs)

    @property
    def owner_name(self):
        return self.community.name if self.community_id else "街道本级"


def counted(rows, by):
    """How many of `rows`, a queryset that refers to its outer row, as a subquery: unlike a joined Count it
    keeps the default ordering and is computed for the rows of the page only. `by` is the field that groups."""
    counts = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts), 0)


def can_edit(user, row) -> bool:
    """街道文化员 edits every row of the street, 社区文体干部 those of the own community."""
    if user.street_id is None or row.street_id != user.street_id:
        return False
    return user.is_officer or (user.is_staff_member and row.community_id == user.community_id)


def demand_editable(user, row) -> None:
    """For services: raise PermissionDenied unless `user` may change the stored `row`."""
    if not type(row).objects.editable_by(user).filter(pk=row.pk).exists():
        raise PermissionDenied("您的岗位不办理这项工作。")


def own_level(queryset, user):
    """The rows of the user's own level: the community's for staff, the street's own for the officer."""
    return queryset.filter(**{queryset.community_path: user.community_id})


def place_of(user) -> object:
    """The user's own level as the filters of the lists name it."""
    return user.community_id or STREET_ITSELF
