"""Rows of the plain rooms. Each factory accepts `community=`; `community=None, street=…` makes a street's row."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import (
    Board,
    Booking,
    Course,
    Edition,
    Expense,
    FundLine,
    GroupMember,
    Lesson,
    Meeting,
    PartnerSchool,
    Resolution,
    Survey,
    Training,
    Venue,
)
from tests.factories.portal import CommunityFactory, StreetFactory


def this_year():
    return timezone.localdate().year


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    community = factory.SubFactory(CommunityFactory)
    street = factory.LazyAttribute(lambda made: made.community.street if made.community else StreetFactory())


class GroupMemberFactory(OwnedFactory):
    class Meta:
        model = GroupMember

    year = factory.LazyFunction(this_year)
    post = "member"
    name = factory.Sequence(lambda number: f"组员{number}")
    position = "社区委员"


class MeetingFactory(OwnedFactory):
    class Meta:
        model = Meeting

    class Params:
        with_minutes = factory.Trait(minutes="会议研究了全年文体工作安排，明确了责任和时限。")

    title = factory.Sequence(lambda number: f"第{number}次文体工作专题会")
    held_at = factory.LazyFunction(timezone.now)


class ResolutionFactory(DjangoModelFactory):
    class Meta:
        model = Resolution

    class Params:
        community = factory.SubFactory(CommunityFactory)
        done = factory.Trait(done_on=factory.LazyFunction(timezone.localdate))

    meeting = factory.SubFactory(
        MeetingFactory, community=factory.SelfAttribute("..community"), with_minutes=True
    )
    title = factory.Sequence(lambda number: f"落实第{number}项议定事项")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))


class FundLineFactory(OwnedFactory):
    class Meta:
        model = FundLine

    year = factory.LazyFunction(this_year)
    channel = "street"
    source = factory.Sequence(lambda number: f"文化专项经费{number}")
    budget = Decimal(10000)
    received = Decimal(8000)


class ExpenseFactory(DjangoModelFactory):
    class Meta:
        model = Expense

    class Params:
        community = factory.SubFactory(CommunityFactory)
        without_voucher = factory.Trait(voucher_number="")

    line = factory.SubFactory(FundLineFactory, community=factory.SelfAttribute("..community"))
    spent_on = factory.LazyFunction(timezone.localdate)
    purpose = factory.Sequence(lambda number: f"活动用品{number}")
    amount = Decimal(500)
    voucher_number = factory.Sequence(lambda number: f"记{number:04d}")


class VenueFactory(OwnedFactory):
    class Meta:
        model = Venue

    class Params:
        shared = factory.Trait(
            kind="shared",
            unit="龙三小",
            agreed_from=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30)),
        )

    name = factory.Sequence(lambda number: f"第{number}活动室")
    kind = "room"


class BookingFactory(DjangoModelFactory):
    class Meta:
        model = Booking

    class Params:
        community = factory.SubFactory(CommunityFactory)

    venue = factory.SubFactory(VenueFactory, community=factory.SelfAttribute("..community"))
    purpose = "合唱排练"
    starts_at = factory.LazyFunction(timezone.now)
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=2))


class PartnerSchoolFactory(OwnedFactory):
    class Meta:
        model = PartnerSchool

    name = factory.Sequence(lambda number: f"第{number}小学")


class CourseFactory(OwnedFactory):
    class Meta:
        model = Course

    year = factory.LazyFunction(this_year)
    kind = "law"
    title = factory.Sequence(lambda number: f"法律常识第{number}讲")


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = Lesson

    class Params:
        community = factory.SubFactory(CommunityFactory)

    course = factory.SubFactory(CourseFactory, community=factory.SelfAttribute("..community"))
    held_at = factory.LazyFunction(timezone.now)
    topic = "婚姻家庭与继承"
    enrolled = 20
    attended = 15


class BoardFactory(OwnedFactory):
    class Meta:
        model = Board

    code = factory.Sequence(lambda number: f"B-{number}")
    kind = "blackboard"
    location = "党群服务中心门前"


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    class Params:
        community = factory.SubFactory(CommunityFactory)

    board = factory.SubFactory(BoardFactory, community=factory.SelfAttribute("..community"))
    issue = factory.Sequence(lambda number: f"第{number}期")
    theme = "邻里守望"
    pages = 4
    published_on = factory.LazyFunction(timezone.localdate)


class TrainingFactory(OwnedFactory):
    class Meta:
        model = Training

    title = "广场舞编排骨干培训"
    held_on = factory.LazyFunction(timezone.localdate)
    attendances = 12


class SurveyFactory(OwnedFactory):
    class Meta:
        model = Survey

    year = factory.LazyFunction(this_year)
    title = "群众文化满意度调查"
    held_on = factory.LazyFunction(timezone.localdate)
    sample = 100
    score = Decimal("91.50")


FACTORIES = {
    "groupmember": GroupMemberFactory,
    "meeting": MeetingFactory,
    "resolution": ResolutionFactory,
    "fundline": FundLineFactory,
    "expense": ExpenseFactory,
    "venue": VenueFactory,
    "booking": BookingFactory,
    "partnerschool": PartnerSchoolFactory,
    "course": CourseFactory,
    "lesson": LessonFactory,
    "board": BoardFactory,
    "edition": EditionFactory,
    "training": TrainingFactory,
    "survey": SurveyFactory,
}
