"""Streets, communities, accounts, notices, jobs."""

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from portal.files.store import store_file
from portal.models import AuditEvent, Community, Job, Notice, Street, User
from tests.factories.portal_days import FACTORIES as HOLIDAYS

PASSWORD = "Longquan-2026"


class StreetFactory(DjangoModelFactory):
    class Meta:
        model = Street

    name = factory.Sequence(lambda number: f"第{number}街道")
    district = "龙泉驿区"


class CommunityFactory(DjangoModelFactory):
    class Meta:
        model = Community

    street = factory.SubFactory(StreetFactory)
    name = factory.Sequence(lambda number: f"第{number}社区")
    position = factory.Sequence(lambda number: number)


def street_of(community):
    """For the guards: a street is built with its community."""
    return community.street


class NeighbourFactory(CommunityFactory):
    """For the guards: one more community in the street of `community`."""

    class Params:
        community = factory.SubFactory(CommunityFactory)

    street = factory.SelfAttribute("community.street")


class UserFactory(DjangoModelFactory):
    """Staff of `community` unless a trait says otherwise. The password is `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        officer = factory.Trait(role="officer", community=None, post="文化员")
        leader = factory.Trait(role="leader", community=None, post="党工委委员")
        auditor = factory.Trait(role="auditor", community=None)
        admin = factory.Trait(role="admin", community=None)
        captain = factory.Trait(role="captain", post="队长")

    username = factory.Sequence(lambda number: f"user{number}")
    name = factory.Sequence(lambda number: f"测试员{number}")
    role = "staff"
    community = factory.SubFactory(CommunityFactory)
    street = factory.LazyAttribute(lambda made: made.community.street if made.community else StreetFactory())
    password = factory.django.Password(PASSWORD)


def staff_of(community):
    """The community's first staff account; a row that belongs to a person belongs to this one."""
    found = User.objects.filter(community=community, role="staff").order_by("pk").first()
    return found or UserFactory(community=community)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    class Params:
        community = factory.SubFactory(CommunityFactory)
        read = factory.Trait(read_at=factory.LazyFunction(timezone.now))

    user = factory.LazyAttribute(lambda made: staff_of(made.community))
    title = factory.Sequence(lambda number: f"第{number}号活动的资料已退回")
    url = "/"


class JobFactory(DjangoModelFactory):
    """A finished job with a result file, unless a trait says otherwise."""

    class Meta:
        model = Job

    class Params:
        queued = factory.Trait(status="queued", finished_at=None, result=None, result_name="")
        running = factory.Trait(
            status="running",
            finished_at=None,
            result=None,
            result_name="",
            done=3,
            total=12,
            started_at=factory.LazyFunction(timezone.now),
            heartbeat_at=factory.LazyFunction(timezone.now),
        )
        failed = factory.Trait(
            status="failed", result=None, result_name="", error="照片原件缺失，请补传后重试。"
        )

    community = factory.SubFactory(CommunityFactory)
    street = factory.SelfAttribute("community.street")
    created_by = factory.LazyAttribute(lambda made: staff_of(made.community))
    kind = "yearbook"
    title = factory.Sequence(lambda number: f"编印年鉴（第{number}稿）")
    task = "portal.tasks.fail_stale_jobs"
    status = "done"
    finished_at = factory.LazyFunction(timezone.now)
    result = factory.LazyFunction(
        lambda: store_file(ContentFile(b"%PDF-1.7"), content_type="application/pdf")
    )
    result_name = "年鉴.pdf"


class AuditEventFactory(DjangoModelFactory):
    class Meta:
        model = AuditEvent

    class Params:
        community = factory.SubFactory(CommunityFactory)

    kind = "export"
    street = factory.SelfAttribute("community.street")
    username = "staff"
    target = "团队"


FACTORIES = {
    "street": street_of,
    "community": NeighbourFactory,
    "user": UserFactory,
    "notice": NoticeFactory,
    "job": JobFactory,
    "auditevent": AuditEventFactory,
    **HOLIDAYS,
}
