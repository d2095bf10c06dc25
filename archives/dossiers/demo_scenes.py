"""What an occasion looks like, by what it is called: the views that a photographer takes of it.

A view is the beginning of the names of its photos in `archives/materials/demo_photos`.
"""

import re

from portal.demo.tables import several, table

CAPTIONS = {
    "blossom_stage": "开幕演出",
    "blossom_walk": "居民在桃林中赏花",
    "fan_dance": "扇子舞表演",
    "square_dance": "广场舞方阵表演",
    "drum_dance": "腰鼓表演",
    "choir": "合唱表演",
    "stage_solo": "节目表演",
    "group_photo": "参加人员合影",
    "close_up": "居民在活动现场",
    "sign_in": "居民在签到处签到",
    "night_film": "居民观看露天电影",
    "taiji": "太极拳集体展示",
    "track": "居民参加径赛项目",
    "ball_court": "比赛现场",
    "tables": "居民现场动手制作",
    "classroom": "主讲人与居民交流",
    "corridor": "居民观看展板",
}
KINDS = {  # of occasions whose first view is this; all others are shows
    "blossom_stage": "festival",
    "taiji": "sport",
    "track": "sport",
    "ball_court": "sport",
    "tables": "craft",
    "classroom": "talk",
    "corridor": "exhibit",
}


def views_of(title: str) -> list[str]:
    """The views of an occasion, the best first: of the first row whose pattern the title fits."""
    rows = table(__file__, "demo_scenes")
    return next(several(row["views"]) for row in rows if re.search(row["titles"], title))


def view_of(title: str, number: int) -> str:
    views = views_of(title)
    return views[number % len(views)]


def kind_of(title: str) -> str:
    return KINDS.get(views_of(title)[0], "show")


def caption_of(title: str, number: int) -> str:
    """题名 of photo `number`: the occasion and what is seen."""
    return f"{title}：{CAPTIONS[view_of(title, number)]}"[:100]
