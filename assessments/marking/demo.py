"""Last year assessed and reviewed, this year in 自评. Marks are measured by the real metrics, so all other rows
of the year must be there."""

from datetime import date, timedelta
from decimal import Decimal

from assessments.marking import demo_texts as texts
from assessments.marking.measuring import measure
from assessments.marking.models import Adjustment, Assessment, Score, Step
from assessments.marking.scheme_steps import open_assessments
from assessments.marking.totals import refresh_totals
from assessments.schemes.models import Scheme
from portal.demo.ground import moment

STATUS = Assessment.Status
SHARES = [
    Decimal(share) for share in ("0.6", "0.7", "0.8", "0.8", "0.9", "0.9", "1")
]  # of an indicator's weight
TENTH, HALF = Decimal("0.1"), Decimal("0.5")
HANDED_IN = (2, 6)  # this year: places of the communities that were quick
DRAFTED_UP_TO = "C"  # this year: how far the first community has come, by code of the indicator


def fill(ground):
    scheme = Scheme.objects.get(street=ground.street, year=ground.year)
    open_assessments(scheme=scheme)
    rows = list(scheme.assessments.select_related("community", "scheme").order_by("community__position"))
    if ground.is_running:
        _this_year(ground, scheme, rows)
    else:
        _last_year(ground, scheme, rows)


def at_work(ground, day: date):
    """Some moment of a working day."""
    return moment(day, ground.rng.randint(9, 17), ground.rng.randint(0, 59))


def _last_year(ground, scheme, rows):
    measure(scheme=scheme, until=ground.day(12, 15))
    scores = _scores(rows)
    _self_score(ground, scores)
    _review(ground, scores)
    _adjust(ground, rows)
    for row in rows:
        row.measured_at = row.self_submitted_at = at_work(ground, ground.day(12, ground.rng.randint(8, 15)))
        row.reviewed_at = at_work(ground, ground.day(12, ground.rng.randint(18, 24)))
        row.status = STATUS.REVIEWED
    Assessment.objects.bulk_update(rows, ["measured_at", "self_submitted_at", "reviewed_at", "status"])
    _steps(ground, rows)
    refresh_totals(rows)


def _this_year(ground, scheme, rows):
    """Two communities have handed in (one in a small street); the first has a draft half filled."""
    measure(scheme=scheme, until=ground.today)
    handed_in = [row for place, row in enumerate(rows) if place in HANDED_IN]
    scores = _scores([*handed_in, *rows[:1]])
    _self_score(ground, scores)
    _forget_rest(score for score in scores if score.assessment_id == rows[0].pk)
    for days, row in enumerate(handed_in, start=1):
        row.self_submitted_at = row.measured_at = at_work(ground, ground.today - timedelta(days=days))
        row.status = STATUS.REVIEW
    Assessment.objects.bulk_update(handed_in, ["self_submitted_at", "measured_at", "status"])
    _steps(ground, handed_in)
    refresh_totals(rows)


def _scores(rows):
    by_pk = {row.pk: row for row in rows}
    scores = list(Score.objects.filter(assessment__in=rows).select_related("indicator"))
    for score in scores:
        score.assessment = by_pk[score.assessment_id]
    return scores


def _self_score(ground, scores):
    for score in scores:
        indicator = score.indicator
        score.self_points = score.measured
        if indicator.is_hand:
            score.self_points = (indicator.weight * ground.rng.choice(SHARES[2:])).quantize(TENTH)
            score.self_reason = ground.rng.choice(texts.SELF_REASONS[indicator.code])
    Score.objects.bulk_update(scores, ["self_points", "self_reason"], batch_size=500)


def _forget_rest(scores):
    rest = [score for score in scores if score.indicator.code > DRAFTED_UP_TO]
    for score in rest:
        score.self_points, score.self_reason = None, ""
    Score.objects.bulk_update(rest, ["self_points", "self_reason"])


def _review(ground, scores):
    """Hand marks near the community's own; a few measured marks overridden with a reason."""
    for score in scores:
        code = score.indicator.code
        if score.indicator.is_hand:
            _review_by_hand(ground, score)
        elif code in texts.OVERRIDES and score.measured >= 1 and ground.rng.random() < 0.12:
            score.review_points, score.review_reason = score.measured - HALF, texts.OVERRIDES[code]
            score.reviewed_by = ground.officer
    Score.objects.bulk_update(scores, ["review_points", "review_reason", "reviewed_by"], batch_size=500)


def _review_by_hand(ground, score):
    points = (score.indicator.weight * ground.rng.choice(SHARES)).quantize(TENTH)
    score.review_points, score.reviewed_by = min(points, score.self_points), ground.officer
    if score.is_gap_wide:
        score.review_reason = ground.rng.choice(texts.REVIEW_REASONS[score.indicator.code])


def _adjust(ground, rows):
    """Honours for the first community (the candidate for 市先进社区) and some others; one deduction."""
    rng = ground.rng
    rewarded = [
        (row, bonus) for row in rows[1:] for bonus in rng.sample(texts.BONUSES, rng.choice([0, 1, 1, 2]))
    ]
    rewarded += [(row, bonus) for row in rows[:1] for bonus in texts.BONUSES]
    adjustments = [_adjustment(ground, row, "bonus", words) for row, words in rewarded]
    if len(rows) > 3:
        adjustments.append(_adjustment(ground, rows[-2], "deduction", rng.choice(texts.DEDUCTIONS)))
    made = Adjustment.objects.bulk_create(adjustments)
    day = moment(ground.day(12, 22), 15, 30)  # the database stamps the moment of the insert
    Adjustment.objects.filter(pk__in=[row.pk for row in made]).update(at=day)


def _adjustment(ground, row, kind, words):
    title, points, evidence = words
    return Adjustment(
        assessment=row, kind=kind, title=title, points=Decimal(points), evidence=evidence, by=ground.officer
    )


def _steps(ground, rows):
    Step.objects.bulk_create(step for row in rows for step in _steps_of(ground, row))


def _steps_of(ground, row):
    by = ground.keeper_of(row.community)
    yield Step(assessment=row, kind=Step.Kind.SUBMITTED, by=by, at=row.self_submitted_at)
    if row.reviewed_at:
        yield Step(assessment=row, kind=Step.Kind.REVIEWED, by=ground.officer, at=row.reviewed_at)
