from django.core.validators import RegexValidator
from django.db import models

from portal.access import ScopedQuerySet
from portal.audit.history import tracked
from portal.links import link


class StreetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own street to its officer, leaders and administrators; all streets to an administrator
        who belongs to none."""
        if not user.is_authenticated:
            return self.none()
        if user.role == user.Role.ADMIN and not user.street_id:
            return self.all()
        if user.role in (user.Role.OFFICER, user.Role.LEADER, user.Role.ADMIN):
            return self.filter(pk=user.street_id)
        return self.none()

    def editable_by(self, user):
        """Leaders read; the officer's form offers the introduction (概况) only."""
        if user.is_authenticated and user.role == user.Role.LEADER:
            return self.none()
        return self.visible_to(user)

    def with_community_count(self):
        return self.annotate(community_count=models.Count("communities"))


@tracked
class Street(models.Model):
    """街道办事处: one tenant of the deployment."""

    name = models.CharField("名称", max_length=40, unique=True)
    district = models.CharField("所属区", max_length=40, blank=True)
    fonds_code = models.CharField(
        "全宗号",
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d{3}$", "全宗号是一个大写字母加三位数字，例如 Z109。")],
        help_text="由区档案馆分配（DA/T 13-2022），未分配时留空。",
    )
    introduction = models.TextField("概况", blank=True, help_text="年鉴“概况”一章的开头。")

    objects = StreetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "街道"
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return link("street-detail", self.pk)


class CommunityQuerySet(ScopedQuerySet):
    """`visible_to` says whose business an account reads: none for administrators. Who keeps the master
    data is another question, answered by `editable_by`."""

    community_path = "pk"
    street_rows_for_staff = False

    @property
    def street_path(self):
        return "street"

    def editable_by(self, user):
        """Who keeps the street keeps its communities: its officer and its administrators, not the
        community's own staff."""
        return self.filter(street__in=Street.objects.editable_by(user))


@tracked
class Community(models.Model):
    """社区居委会."""

    street = models.ForeignKey(Street, models.PROTECT, verbose_name="街道", related_name="communities")
    name = models.CharField("名称", max_length=40)
    position = models.PositiveSmallIntegerField("排序", default=0)
    households = models.PositiveIntegerField("户数", null=True, blank=True)
    population = models.PositiveIntegerField("人口", null=True, blank=True)
    secretary = models.CharField("书记、主任", max_length=20, blank=True)
    introduction = models.TextField("简介", blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "社区"
        ordering = ["street", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["street", "name"],
                name="community_name_once_per_street",
                violation_error_message="本街道已有同名社区。",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return link("community-detail", self.pk)
