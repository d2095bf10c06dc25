"""满意度调查: one survey of each community a year."""

from datetime import timedelta
from decimal import Decimal

from activities.surveys.models import Survey

FINDINGS = [
    "居民对节庆活动和文艺演出比较满意；希望增加青少年周末活动，活动通知再早几天。",
    "对市民学校的手机课反响好；建议活动室增设储物柜，延长晚间开放时间。",
    "广场舞音量仍有意见；希望长廊多刊登居民自己的作品。",
    "老年居民希望多组织棋牌、戏曲类活动；建议改善活动室通风。",
    "年轻家庭希望增加亲子运动项目；对运动会组织评价较高。",
]
METHODS = ["入户问卷", "微信问卷", "活动现场发放", "入户与现场结合"]
SMALL = 7  # the community (by position) whose sample is too small to count


def fill(ground):
    """In November, or in June while November is still ahead."""
    month = 11 if ground.past(ground.day(11, 20)) else 6
    rows = [_survey(ground, community, month) for community in ground.communities]
    Survey.objects.bulk_create(row for row in rows if ground.past(row.held_on))


def _survey(ground, community, month):
    small = ground.is_large and community.position == SMALL
    half = "" if month == 11 else "上半年"
    return Survey(
        street=ground.street,
        community=community,
        year=ground.year,
        title=f"{ground.year}年{half}群众文化满意度调查",
        held_on=ground.day(month, 8) + timedelta(days=ground.rng.randrange(0, 10)),
        method=ground.rng.choice(METHODS),
        sample=25 if small else ground.rng.randrange(60, 220),
        score=Decimal(ground.rng.randrange(8100, 9750)) / 100,
        findings=ground.rng.choice(FINDINGS),
    )
