"""节目 of the troupes, made once, and each year's awards."""

from datetime import timedelta

from portal.demo.tables import table
from troupes.groups.models import Troupe
from troupes.honours import demo_texts as texts
from troupes.honours.models import Award, Programme

LOCAL = ("龙泉", "桃")  # signs of a piece that was written here
SIGNS = {"省": "province", "市": "city", "区": "district"}  # what a contest begins with


def fill(ground):
    if Programme.objects.filter(troupe__street=ground.street).exists():
        return
    troupes = Troupe.objects.filter(street=ground.street).order_by("pk")
    Programme.objects.bulk_create(row for troupe in troupes for row in _programmes(ground, troupe))


def _programmes(ground, troupe):
    rng = ground.rng
    offered = [row for row in table(__file__, "demo_programmes") if row["category"] == troupe.category]
    for row in rng.sample(offered, min(len(offered), rng.randint(1, 3))):
        yield Programme(
            troupe=troupe,
            title=row["title"],
            genre=row["genre"],
            minutes=rng.randint(3, 9),
            performers=rng.randint(8, 24),
            is_original=any(sign in row["title"] for sign in LOCAL),
            is_ready=rng.random() < 0.6,
        )


def award(ground):
    """About one award for two troupes, more often near home than far away, and one for a community."""
    troupes = list(Troupe.objects.filter(street=ground.street).select_related("community").order_by("pk"))
    first = ground.day(1, 10)
    span = (min(ground.day(12, 20), ground.today) - first).days
    if span <= 0:
        return
    lucky = troupes[:1] + ground.rng.sample(troupes[1:], (len(troupes) - 1) // 2)
    awards = [_award(ground, troupe, first, span) for troupe in lucky]
    Award.objects.bulk_create(
        [*awards, _community_award(ground, troupes[0], first + timedelta(days=span // 2))]
    )


def _award(ground, troupe, first, span):
    rng = ground.rng
    contest = rng.choice(texts.CONTESTS[troupe.category])
    level = SIGNS.get(contest[0], "street")
    return Award(
        street=ground.street,
        community=troupe.community,
        troupe=troupe,
        contest=f"{ground.year}年{contest}",
        title=rng.choice(texts.TITLES),
        level=level,
        issuer=texts.ISSUERS[level],
        awarded_on=first + timedelta(days=rng.randint(0, span)),
    )


def _community_award(ground, troupe, day):
    return Award(
        street=ground.street,
        community=troupe.community,
        contest=f"{ground.year}年区社区文化建设评比",
        title="优秀组织奖" if ground.is_running else "先进集体",
        level="district",
        issuer=texts.ISSUERS["district"],
        awarded_on=day,
    )
