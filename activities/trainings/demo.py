"""骨干培训: two or three trainings of each community a year, and the street's own two."""

from datetime import timedelta
from decimal import Decimal

from activities.trainings.models import Training
from troupes.models import Troupe

TITLES = [
    ("广场舞编排骨干培训", "区文化馆"),
    ("合唱指挥与声部训练", "街道综合文化站"),
    ("社会体育指导员培训", "区体育事业发展中心"),
    ("太极拳二十四式教学培训", "区体育事业发展中心"),
    ("活动摄影与档案整理培训", "街道综合文化站"),
    ("腰鼓队形与节奏训练", "街道综合文化站"),
]


def fill(ground):
    troupes = {}
    for troupe in Troupe.objects.filter(street=ground.street).order_by("pk"):
        troupes.setdefault(troupe.community_id, []).append(troupe)
    rows = [_training(ground, None, month, None) for month in (4, 9)]
    rows += [
        _training(ground, community, month, troupes.get(community.pk))
        for community in ground.communities
        for month in ground.rng.sample(range(3, 12), ground.rng.choice([2, 2, 3]) if ground.is_large else 1)
    ]
    Training.objects.bulk_create(row for row in rows if ground.past(row.held_on))


def _training(ground, community, month, troupes):
    title, organiser = ground.rng.choice(TITLES)
    return Training(
        street=ground.street,
        community=community,
        title=title,
        held_on=ground.day(month, 2) + timedelta(days=ground.rng.randrange(0, 25)),
        organiser=organiser,
        teacher=ground.person(),
        hours=ground.rng.choice([Decimal(4), Decimal(6), Decimal(8), Decimal(12)]),
        troupe=ground.rng.choice(troupes) if troupes else None,
        attendances=ground.rng.randrange(6, 25) if community else ground.rng.randrange(60, 110),
    )
