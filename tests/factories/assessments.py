"""Schemes, assessments and what hangs on them. Every factory accepts `community=`."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import Adjustment, Assessment, Indicator, Outcome, PeriodReport, Scheme, Score
from tests.factories.portal import CommunityFactory, UserFactory

LATE = [
    {
        "metric": "reports_late",
        "rule": "penalty",
        "points": "60",
        "per": "10",
        "also": "reports_missing",
        "also_per": "20",
    }
]


def officer_of(street):
    found = street.users.filter(role="officer").first()
    return found or UserFactory(officer=True, street=street)


class SchemeFactory(DjangoModelFactory):
    """A draft without indicators; `published` is in force, `small` has two indicators of 60 and 40 points."""

    class Meta:
        model = Scheme
        skip_postgeneration_save = True

    class Params:
        community = factory.SubFactory(CommunityFactory)
        published = factory.Trait(status="in_force")

    street = factory.SelfAttribute("community.street")
    year = factory.Sequence(lambda number: 1950 + number % 70)
    title = factory.LazyAttribute(lambda made: f"{made.year}年考核办法")
    self_due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))

    @factory.post_generation
    def small(self, create, extracted, **kwargs):
        if extracted:
            IndicatorFactory(scheme=self, code="G1", section="G 档案", weight=60, formula=LATE, position=1)
            IndicatorFactory(
                scheme=self, code="H2", section="H 特色", kind="hand", weight=40, formula=[], position=2
            )


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    class Params:
        community = factory.SubFactory(CommunityFactory)

    scheme = factory.SubFactory(SchemeFactory, community=factory.SelfAttribute("..community"))
    section = "A 组织领导"
    code = factory.Sequence(lambda number: f"A{number % 99 + 1}")
    title = "工作报送及时率"
    kind = "measured"
    weight = Decimal(60)
    standard = "按期报送。"
    formula = LATE


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    class Params:
        reviewed = factory.Trait(
            status="reviewed", base=80, total=80, self_submitted_at=factory.LazyFunction(timezone.now)
        )
        final = factory.Trait(
            status="final",
            base=80,
            total=80,
            grade="good",
            rank=1,
            finalised_at=factory.LazyFunction(timezone.now),
        )

    community = factory.SubFactory(CommunityFactory)
    street = factory.SelfAttribute("community.street")
    scheme = factory.SubFactory(SchemeFactory, community=factory.SelfAttribute("..community"), published=True)


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = Score

    class Params:
        community = factory.SubFactory(CommunityFactory)

    assessment = factory.SubFactory(AssessmentFactory, community=factory.SelfAttribute("..community"))
    indicator = factory.SubFactory(IndicatorFactory, scheme=factory.SelfAttribute("..assessment.scheme"))


class AdjustmentFactory(DjangoModelFactory):
    class Meta:
        model = Adjustment

    class Params:
        community = factory.SubFactory(CommunityFactory)
        veto = factory.Trait(kind="veto", points=0, title="重大安全责任事故")

    assessment = factory.SubFactory(AssessmentFactory, community=factory.SelfAttribute("..community"))
    kind = "bonus"
    title = "区级舞蹈比赛一等奖"
    points = Decimal(2)
    evidence = "获奖证书"
    by = factory.LazyAttribute(lambda made: officer_of(made.assessment.street))


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    class Params:
        community = factory.SubFactory(CommunityFactory)

    assessment = factory.SubFactory(
        AssessmentFactory, community=factory.SelfAttribute("..community"), final=True
    )
    kind = "rectify"
    content = "补齐活动档案"
    decided_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=20))
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))


class PeriodReportFactory(DjangoModelFactory):
    """Open and not yet due, unless a trait says otherwise."""

    class Meta:
        model = PeriodReport

    class Params:
        on_time = factory.Trait(
            body="一、主要工作",
            due_on=date(2025, 4, 5),
            year=2025,
            submitted_at=factory.LazyFunction(lambda: noon(date(2025, 4, 5))),
        )
        late = factory.Trait(
            body="一、主要工作",
            due_on=date(2025, 4, 5),
            year=2025,
            submitted_at=factory.LazyFunction(lambda: noon(date(2025, 4, 6))),
        )
        missing = factory.Trait(due_on=date(2025, 4, 5), year=2025)  # fmt: skip

    community = factory.SubFactory(CommunityFactory)
    street = factory.SelfAttribute("community.street")
    year = factory.Sequence(lambda number: 1950 + number % 70)
    kind = "quarter"
    number = 1
    title = factory.LazyAttribute(lambda made: f"{made.year}年第一季度季报")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=5))


def noon(day):
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))


FACTORIES = {
    "scheme": SchemeFactory,
    "indicator": IndicatorFactory,
    "assessment": AssessmentFactory,
    "score": ScoreFactory,
    "adjustment": AdjustmentFactory,
    "outcome": OutcomeFactory,
    "periodreport": PeriodReportFactory,
}
