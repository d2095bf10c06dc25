from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

from portal.audit.history import tracked
from portal.links import link


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Accounts an account may see: administrators manage those of their street (all streets when
        they belong to none); officers and leaders see their street's colleagues; others themselves."""
        if not user.is_authenticated:
            return self.none()
        if user.role == user.Role.ADMIN:
            return self.filter(street=user.street_id) if user.street_id else self
        if user.role in (user.Role.OFFICER, user.Role.LEADER):
            return self.filter(street=user.street_id)
        return self.filter(pk=user.pk)

    def editable_by(self, user):
        return (
            self.visible_to(user) if user.is_authenticated and user.role == user.Role.ADMIN else self.none()
        )

    def active(self):
        return self.filter(is_active=True)

    def officers_of(self, street):
        """街道文化员 of a street (row or pk), in service."""
        return self.active().filter(role=User.Role.OFFICER, street=street)

    def leaders_of(self, street):
        """街道领导 of a street (row or pk), in service."""
        return self.active().filter(role=User.Role.LEADER, street=street)

    def staff_of(self, communities):
        """社区文体干部 of a community (row or pk) or of several, in service."""
        path = "community" if isinstance(communities, models.Model | int) else "community__in"
        return self.active().filter(role=User.Role.STAFF, **{path: communities})

    def keepers_of(self, row):
        """Who keeps an owned row: the community's staff, or the officers for the street's own."""
        return self.staff_of(row.community_id) if row.community_id else self.officers_of(row.street_id)

    def colleagues_of(self, user):
        """Active accounts to whom work can be handed: the own street's, for staff the own community's."""
        people = self.filter(is_active=True, street=user.street_id).exclude(
            role__in=[User.Role.ADMIN, User.Role.AUDITOR]
        )
        if user.role in (user.Role.STAFF, user.Role.CAPTAIN):
            return people.filter(Q(community=user.community_id) | Q(pk=user.pk))
        return people


class AccountManager(UserManager.from_queryset(UserQuerySet)):
    pass


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """An account is a post (岗位) held by a person; to-dos follow the post when it is handed over."""

    class Role(models.TextChoices):
        OFFICER = "officer", "街道文化员"
        STAFF = "staff", "社区文体干部"
        CAPTAIN = "captain", "团队负责人"
        LEADER = "leader", "街道领导"
        AUDITOR = "auditor", "审计员"
        ADMIN = "admin", "系统管理员"

    first_name = last_name = None
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("角色", max_length=10, choices=Role.choices)
    street = models.ForeignKey(
        "portal.Street", models.PROTECT, verbose_name="街道", null=True, blank=True, related_name="users"
    )
    community = models.ForeignKey(
        "portal.Community", models.PROTECT, verbose_name="社区", null=True, blank=True, related_name="users"
    )
    post = models.CharField("职务", max_length=40, blank=True)
    large_type = models.BooleanField("大字版", default=False)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    successor = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="接任者", null=True, blank=True, related_name="predecessors"
    )

    objects = AccountManager()
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["street", "role", "username"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role="staff") | Q(community__isnull=False),
                name="user_staff_has_community",
                violation_error_message="社区文体干部必须选定社区。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["admin", "auditor"]) | Q(street__isnull=False),
                name="user_belongs_to_street",
                violation_error_message="该角色必须选定街道。",
            ),
        ]

    def __str__(self):
        return self.name or self.username

    def get_absolute_url(self):
        return link("user-detail", self.pk)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def place_name(self):
        """Where the post sits: the community, else the street, else the whole deployment."""
        return str(self.community or self.street or "全部街道")

    @property
    def is_officer(self):
        return self.role == self.Role.OFFICER

    @property
    def is_staff_member(self):
        return self.role == self.Role.STAFF

    @property
    def is_captain(self):
        return self.role == self.Role.CAPTAIN

    @property
    def is_leader(self):
        return self.role == self.Role.LEADER

    @property
    def is_auditor(self):
        return self.role == self.Role.AUDITOR

    @property
    def is_administrator(self):
        return self.role == self.Role.ADMIN

    @property
    def works_with_troupes(self):
        """Everybody of a street but those who keep accounts or read the audit trail."""
        return bool(self.street_id) and not (self.is_administrator or self.is_auditor)

    @property
    def follows_the_year(self):
        """街道文化员, 社区文体干部 and 街道领导: they plan, hold and judge the year."""
        return self.is_officer or self.is_staff_member or self.is_leader
