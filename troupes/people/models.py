from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from encrypted_fields.fields import EncryptedCharField

from portal.access import Owned, ScopedQuerySet
from portal.audit.history import tracked
from portal.links import link
from troupes.people.names import initials_of, pinyin_of
from troupes.people.privacy import fingerprint, mask_identity, mask_phone


class PersonQuerySet(ScopedQuerySet):
    street_rows_for_staff = False

    def visible_to(self, user):
        """Residents of the own community, and whoever belongs to one of its troupes: people are kept
        once, memberships are many. Captains see the members of their own troupes."""

        scoped = super().visible_to(user)
        if user.is_authenticated and user.role in (user.Role.STAFF, user.Role.CAPTAIN):
            members = Membership.objects.visible_to(user).values("person")
            return self.filter(Q(pk__in=scoped.values("pk")) | Q(pk__in=members))
        return scoped

    def editable_by(self, user):
        """Captains keep the roster of their own troupes, so they edit its people too."""
        if user.is_authenticated and user.role in (user.Role.STAFF, user.Role.CAPTAIN):
            return self.visible_to(user)
        return super().editable_by(user)

    def matching(self, text):
        """Name, pinyin or pinyin initials that contain `text`."""
        return self.filter(
            Q(name__icontains=text) | Q(pinyin__icontains=text) | Q(initials__istartswith=text)
        )

    def complete(self):
        """Everything a roster must say is known: 性别, 出生年, 联系电话."""
        return self.exclude(self._gaps())

    def incomplete(self):
        return self.filter(self._gaps())

    @staticmethod
    def _gaps():
        return Q(gender="") | Q(birth_year__isnull=True) | Q(phone_digest="")

    def namesakes(self, name, birth_year):
        """Same name, and no known birth year that speaks against it."""
        same_age = Q(birth_year=birth_year) | Q(birth_year__isnull=True) if birth_year else Q()
        return self.filter(same_age, name=name)

    def without_private_fields(self):
        """For pages that show names only: nothing is decrypted."""
        return self.defer("phone", "id_number")


@tracked
class Person(Owned):
    """A resident who takes part (群众文艺骨干、队员). Phone and identity number are encrypted at rest,
    shown masked, and searchable only by a keyed fingerprint; the identity number is optional (最小必要)."""

    class Gender(models.TextChoices):
        FEMALE = "F", "女"
        MALE = "M", "男"

    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("拼音", max_length=120, blank=True, editable=False, db_index=True)
    initials = models.CharField("拼音首字母", max_length=40, blank=True, editable=False, db_index=True)
    gender = models.CharField("性别", max_length=1, choices=Gender.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        "出生年", null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    birth_month = models.PositiveSmallIntegerField(
        "出生月", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    phone = EncryptedCharField("联系电话", max_length=20, blank=True, null=True)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    id_number = EncryptedCharField("身份证号", max_length=20, blank=True, null=True)
    id_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    specialty = models.CharField("特长", max_length=80, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["pinyin", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_month__range=(1, 12)),
                name="person_birth_month_valid",
                violation_error_message="出生月应在 1 到 12 之间。",
            ),
            models.UniqueConstraint(
                fields=["street", "id_digest"],
                condition=~Q(id_digest=""),
                name="person_id_once_per_street",
                violation_error_message="这个身份证号已登记在另一人名下。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return link("troupes:person-detail", self.pk)

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self):
        """Derived columns; bulk writers call it themselves."""
        self.pinyin = pinyin_of(self.name)
        self.initials = initials_of(self.name)
        self.phone_digest = fingerprint(self.phone)
        self.id_digest = fingerprint(self.id_number)

    @property
    def masked_phone(self):
        return mask_phone(self.phone)

    @property
    def masked_id_number(self):
        return mask_identity(self.id_number)

    @property
    def born(self):
        """出生年月 as rosters write it: 1965.03, 1965, or empty."""
        if not self.birth_year:
            return ""
        return f"{self.birth_year}.{self.birth_month:02d}" if self.birth_month else str(self.birth_year)

    @property
    def gaps(self):
        """What the roster still misses, in words; see PersonQuerySet.complete()."""
        known = {"性别": self.gender, "出生年": self.birth_year, "联系电话": self.phone_digest}
        return [label for label, value in known.items() if not value]


class OfPersonQuerySet(ScopedQuerySet):
    """Rows about a person: who reads the person reads them, who keeps the person keeps them."""

    community_path = "person__community"

    def visible_to(self, user):
        return self.filter(person__in=Person.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(person__in=Person.objects.editable_by(user))


@tracked
class Talent(models.Model):
    """人才库: what somebody can teach, lead or perform."""

    class Level(models.TextChoices):
        AMATEUR = "amateur", "业余"
        SKILLED = "skilled", "骨干"
        EXPERT = "expert", "专业"

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人员", related_name="talents")
    field = models.CharField("专长", max_length=40)
    level = models.CharField("水平", max_length=10, choices=Level.choices, default=Level.SKILLED)
    can_teach = models.BooleanField("可授课", default=False)
    description = models.CharField("说明", max_length=200, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文体人才"
        ordering = ["field", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"],
                name="talent_field_once",
                violation_error_message="此人的这项专长已入库。",
            )
        ]

    def __str__(self):
        return f"{self.person} {self.field}"

    def get_absolute_url(self):
        return link("troupes:person-detail", self.person_id)


class ConsentQuerySet(OfPersonQuerySet):
    def in_force(self):
        return self.filter(withdrawn_on__isnull=True)


@tracked
class Consent(models.Model):
    """个人信息保护法: what a person (or guardian, under 14) agreed to, until withdrawn."""

    class Scope(models.TextChoices):
        ROSTER = "roster", "登记花名册"
        PHOTO_INTERNAL = "photo_internal", "照片内部存档"
        PHOTO_PUBLIC = "photo_public", "照片公开使用"

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人员", related_name="consents")
    scope = models.CharField("范围", max_length=20, choices=Scope.choices)
    guardian = models.CharField("监护人", max_length=40, blank=True)
    given_on = models.DateField("同意日期")
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "同意书"
        ordering = ["-given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message="撤回日期不能早于同意日期。",
            )
        ]

    def __str__(self):
        return f"{self.person} {self.get_scope_display()}"

    def get_absolute_url(self):
        return link("troupes:person-detail", self.person_id)


class MembershipQuerySet(ScopedQuerySet):
    community_path = "troupe__community"
    captain_path = "troupe__captain"
    captain_edits = True

    def current(self, day=None):
        """Memberships that hold on `day` (today by default)."""
        day = day or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def former(self, day=None):
        """Memberships that had ended before `day`."""
        return self.filter(until__lt=day or timezone.localdate())

    def in_roster_order(self):
        """Leaders first, then deputies, core members and members, each by pinyin of the name."""
        rank = Case(*(When(post=post, then=Value(n)) for n, post in enumerate(Membership.Post.values)))
        return self.order_by("troupe", rank, "person__pinyin", "pk")

    def with_phone(self):
        """The person beside each membership with the phone, which rosters show masked."""
        return self.select_related("person").defer("person__id_number")

    def with_person(self):
        """The person beside each membership, without anything that must be decrypted."""
        return self.select_related("person").defer("person__phone", "person__id_number")


@tracked
class Membership(models.Model):
    """Somebody's time in a troupe. Ended by a date, never deleted, so that rosters of past years survive."""

    class Post(models.TextChoices):
        LEADER = "leader", "负责人"
        DEPUTY = "deputy", "副负责人"
        CORE = "core", "骨干"
        MEMBER = "member", "队员"

    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人员", related_name="memberships")
    troupe = models.ForeignKey(
        "troupes.Troupe", models.PROTECT, verbose_name="团队", related_name="memberships"
    )
    post = models.CharField("队内职务", max_length=10, choices=Post.choices, default=Post.MEMBER)
    since = models.DateField("入队日期")
    until = models.DateField("离队日期", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "队员"
        ordering = ["troupe", "post", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_dates_in_order",
                violation_error_message="离队日期不能早于入队日期。",
            ),
            models.UniqueConstraint(
                fields=["person", "troupe"],
                condition=Q(until__isnull=True),
                name="membership_open_once",
                violation_error_message="此人已在这个团队的花名册上。",
            ),
        ]

    def __str__(self):
        return f"{self.person}（{self.troupe}）"

    def get_absolute_url(self):
        return link("troupes:troupe-detail", self.troupe_id)
