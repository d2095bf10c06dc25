from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from assessments.demo.reports import staff_by_community
from assessments.demo.texts import BONUSES, DEDUCTIONS, OVERRIDES, REVIEW_REASONS, SELF_REASONS
from assessments.marking.measuring import measure
from assessments.marking.models import Adjustment, Assessment, Score, Step
from assessments.marking.scheme_steps import open_assessments
from assessments.marking.totals import refresh_totals
from assessments.results.models import Outcome
from assessments.results.steps import decide
from assessments.schemes.models import Scheme
from assessments.schemes.services import fill_scheme
from portal.models import User

Status = Assessment.Status
SHARES = [Decimal(share) for share in ("0.6", "0.7", "0.8", "0.8", "0.9", "0.9", "1")]


def demo_assessment(street, year, rng):
    today = timezone.localdate()
    scheme = _scheme(street, year, today)
    open_assessments(scheme=scheme)
    rows = list(scheme.assessments.select_related("community", "scheme").order_by("community__position"))
    if year < today.year:
        _last_year(scheme, rows, rng)
    else:
        _this_year(scheme, rows, today, rng)


def _scheme(street, year, today):
    past = year < today.year
    scheme = Scheme.objects.create(
        street=street, year=year, title=f"{year}年{street}社区文化体育工作考核办法", status=Scheme.Status.IN_FORCE,
        self_due_on=date(year, 12, 15) if past else today + timedelta(days=12),
        review_due_on=date(year, 12, 25) if past else today + timedelta(days=30),
    )  # fmt: skip
    fill_scheme(scheme=scheme, source=Scheme.objects.filter(street=street, year=year - 1).first())
    return scheme


def _moment(day, rng):
    return timezone.make_aware(datetime.combine(day, time(rng.randint(9, 17), rng.randint(0, 59))))


# Last year: the whole way ---------------------------------------------------------------------
def _last_year(scheme, rows, rng):
    year = scheme.year
    measure(scheme=scheme, until=date(year, 12, 15))
    scores = _scores(rows)
    _self_score(scores, rng)
    _review(scores, rng, _officer(scheme))
    _adjust(rows, rng, _officer(scheme))
    staff = staff_by_community(scheme.street)
    for row in rows:
        row.measured_at = row.self_submitted_at = _moment(date(year, 12, rng.randint(8, 15)), rng)
        row.reviewed_at, row.status = _moment(date(year, 12, rng.randint(18, 24)), rng), Status.REVIEWED
    Assessment.objects.bulk_update(rows, ["measured_at", "self_submitted_at", "reviewed_at", "status"])
    _steps(rows, staff, _officer(scheme))
    refresh_totals(rows)
    leader = User.objects.filter(street=scheme.street, role=User.Role.LEADER).order_by("pk").first()
    decide(scheme=scheme, rows=rows, by=leader or _officer(scheme), at=_moment(date(year, 12, 29), rng))
    _outcomes(sorted(rows, key=lambda row: row.rank), year)


def _officer(scheme):
    return User.objects.filter(street=scheme.street, role=User.Role.OFFICER).order_by("pk").first()


def _scores(rows):
    by_pk = {row.pk: row for row in rows}
    scores = list(Score.objects.filter(assessment__in=rows).select_related("indicator"))
    for score in scores:
        score.assessment = by_pk[score.assessment_id]
    return scores


def _self_score(scores, rng):
    for score in scores:
        if score.indicator.is_hand:
            score.self_points = (score.indicator.weight * rng.choice(SHARES[2:])).quantize(Decimal("0.1"))
            score.self_reason = rng.choice(SELF_REASONS[score.indicator.code])
        else:
            score.self_points = score.measured
    Score.objects.bulk_update(scores, ["self_points", "self_reason"], batch_size=500)


def _review(scores, rng, officer):
    """Hand marks near the community's own; a few measured marks overridden with a reason."""
    for score in scores:
        indicator = score.indicator
        if indicator.is_hand:
            share = rng.choice(SHARES)
            score.review_points = min((indicator.weight * share).quantize(Decimal("0.1")), score.self_points)
            score.reviewed_by = officer
            if score.is_gap_wide:
                score.review_reason = rng.choice(REVIEW_REASONS[indicator.code])
        elif indicator.code in OVERRIDES and score.measured >= 1 and rng.random() < 0.12:
            score.review_points = score.measured - Decimal("0.5")
            score.review_reason, score.reviewed_by = OVERRIDES[indicator.code], officer
    Score.objects.bulk_update(scores, ["review_points", "review_reason", "reviewed_by"], batch_size=500)


def _adjust(rows, rng, officer):
    """Honours for the first community (the candidate for 市先进社区) and some others; one deduction."""
    picked = [(row, bonus) for row in rows[1:] for bonus in rng.sample(BONUSES, rng.choice([0, 1, 1, 2]))]
    picked += [(rows[0], bonus) for bonus in BONUSES] if rows else []
    adjustments = [
        Adjustment(
            assessment=row, kind="bonus", title=title, points=Decimal(points), evidence=evidence, by=officer
        )
        for row, (title, points, evidence) in picked
    ]
    if len(rows) > 3:
        title, points, evidence = rng.choice(DEDUCTIONS)
        adjustments.append(
            Adjustment(
                assessment=rows[-2],
                kind="deduction",
                title=title,
                points=Decimal(points),
                evidence=evidence,
                by=officer,
            )
        )
    made = Adjustment.objects.bulk_create(adjustments)
    day = (
        timezone.make_aware(datetime.combine(date(rows[0].scheme.year, 12, 22), time(15, 30)))
        if rows
        else None
    )
    Adjustment.objects.filter(pk__in=[row.pk for row in made]).update(at=day)


def _steps(rows, staff, officer):
    steps = []
    for row in rows:
        own = {"assessment": row}
        steps.append(
            Step(kind=Step.Kind.SUBMITTED, by=staff[row.community_id], at=row.self_submitted_at, **own)
        )
        if row.reviewed_at:
            steps.append(Step(kind=Step.Kind.REVIEWED, by=officer, at=row.reviewed_at, **own))
    Step.objects.bulk_create(steps)


def _outcomes(ranked, year):
    """Prizes for the excellent, a recommendation for the first, a rectification still open for the last."""
    decided = date(year, 12, 30)
    kinds = Outcome.Kind
    rows = [
        Outcome(
            assessment=row,
            kind=kinds.AWARD,
            content="年度考核优秀，以奖代补",
            amount=Decimal(8000 - 1000 * place),
            decided_on=decided,
        )
        for place, row in enumerate(row for row in ranked if row.grade == "excellent")
    ]
    rows.append(
        Outcome(
            assessment=ranked[0],
            kind=kinds.PRAISE,
            content="年度考核第一名，街道通报表扬",
            decided_on=decided,
        )
    )
    if ranked[0].grade in ("excellent", "good"):
        rows.append(
            Outcome(
                assessment=ranked[0],
                kind=kinds.RECOMMEND,
                content="推荐申报市先进文化社区",
                decided_on=decided,
            )
        )
    if len(ranked) > 3:
        last = ranked[-1]
        rows += [
            Outcome(
                assessment=last, kind=kinds.RECTIFY, content="补齐全年活动档案，宣传栏按期更换",
                decided_on=decided, due_on=timezone.localdate() + timedelta(days=9),
            ),
            Outcome(assessment=last, kind=kinds.TALK, content="分管领导约谈社区负责人", decided_on=decided),
            Outcome(
                assessment=ranked[-2], kind=kinds.RECTIFY, content="核对并更新团队花名册", decided_on=decided,
                due_on=date(year + 1, 1, 31), done_on=min(date(year + 1, 1, 20), timezone.localdate()),
            ),
        ]  # fmt: skip
    Outcome.objects.bulk_create(rows)


# This year: 自评 under way ---------------------------------------------------------------------
def _this_year(scheme, rows, today, rng):
    """Two communities have handed in (one in a small street); the first has a draft half filled."""
    measure(scheme=scheme, until=today)
    handed_in = [row for place, row in enumerate(rows) if place in (2, 6)]
    scores = _scores([*handed_in, *rows[:1]])
    _self_score(scores, rng)
    draft = [score for score in scores if score.assessment_id == rows[0].pk and score.indicator.code > "C"]
    for score in draft:
        score.self_points, score.self_reason = None, ""
    Score.objects.bulk_update(draft, ["self_points", "self_reason"])
    for days, row in enumerate(handed_in, start=1):
        row.self_submitted_at = row.measured_at = _moment(today - timedelta(days=days), rng)
        row.status = Status.REVIEW
    Assessment.objects.bulk_update(handed_in, ["self_submitted_at", "measured_at", "status"])
    _steps(handed_in, staff_by_community(scheme.street), _officer(scheme))
    refresh_totals(rows)
