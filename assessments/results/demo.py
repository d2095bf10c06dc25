"""Last year's decision and what followed from it: prizes, praise, rectifications still open."""

from datetime import date, timedelta
from decimal import Decimal

from assessments.marking.demo import at_work
from assessments.results.models import Outcome
from assessments.results.steps import decide
from assessments.schemes.models import Scheme
from portal.demo.ground import Ground

KIND = Outcome.Kind
SMALL = 3  # with so few communities nobody is rebuked
GOOD = ("excellent", "good")


def fill(ground):
    if ground.is_running:
        return
    scheme = Scheme.objects.get(street=ground.street, year=ground.year)
    rows = list(scheme.assessments.select_related("community", "scheme").order_by("community__position"))
    decided_at = at_work(ground, ground.day(12, 29))
    decide(scheme=scheme, rows=rows, by=ground.leader or ground.officer, at=decided_at)
    ranked = sorted(rows, key=lambda row: row.rank)
    outcomes = [
        *_prizes(ranked),
        *_honours(ranked[0]),
        *(_rebukes(ground, ranked) if len(ranked) > SMALL else ()),
    ]
    for outcome in outcomes:
        outcome.decided_on = ground.day(12, 30)
    Outcome.objects.bulk_create(outcomes)


def _prizes(ranked):
    for place, row in enumerate(row for row in ranked if row.grade == "excellent"):
        amount = Decimal(8000 - 1000 * place)
        yield Outcome(assessment=row, kind=KIND.AWARD, content="年度考核优秀，以奖代补", amount=amount)


def _honours(first):
    yield Outcome(assessment=first, kind=KIND.PRAISE, content="年度考核第一名，街道通报表扬")
    if first.grade in GOOD:
        yield Outcome(assessment=first, kind=KIND.RECOMMEND, content="推荐申报市先进文化社区")


def _rebukes(ground: Ground, ranked):
    *_, second_last, last = ranked
    next_january = date(ground.year + 1, 1, 20)
    yield Outcome(
        assessment=last,
        kind=KIND.RECTIFY,
        content="补齐全年活动档案，宣传栏按期更换",
        due_on=ground.today + timedelta(days=9),
    )
    yield Outcome(assessment=last, kind=KIND.TALK, content="分管领导约谈社区负责人")
    yield Outcome(
        assessment=second_last,
        kind=KIND.RECTIFY,
        content="核对并更新团队花名册",
        due_on=date(ground.year + 1, 1, 31),
        done_on=min(next_january, ground.today),
    )
