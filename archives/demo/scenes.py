"""Which views of an occasion the photographer takes, by what the occasion is called."""

import re

from archives.demo.canvas import Canvas
from archives.demo.indoor import ball_court, choir, classroom, night_film, stage_solo, tables
from archives.demo.outdoor import (  # fmt: skip
    blossom_stage,
    blossom_walk,
    close_up,
    corridor,
    drum_dance,
    fan_dance,
    group_photo,
    sign_in,
    square_dance,
    taiji,
    track,
)

# A pattern of the title → the views, the best first. The first pattern that fits decides.
SHOTS = [
    (r"春联|福字|翰墨|笔会|书画|书法|插花|香囊|五彩绳|月饼|饺子|汤圆|粽", [tables, close_up, tables, group_photo]),
    (r"桃花|赏花", [blossom_stage, blossom_walk, fan_dance, group_photo, close_up]),
    (r"电影|纳凉", [night_film, sign_in, night_film, close_up]),
    (r"腰鼓|锣鼓|舞龙|舞狮", [drum_dance, close_up, drum_dance, group_photo]),
    (r"太极|健身操|晨练|瑜伽|八段锦|广场操|健身日", [taiji, close_up, taiji, group_photo]),
    (r"运动会|健步|长跑|趣味", [track, ball_court, group_photo, track]),
    (r"球|拔河|跳绳|毽|选拔|联赛|邀请赛", [ball_court, sign_in, ball_court, group_photo]),
    (r"剪纸|棋|手工|手作|义诊|咨询|便民|志愿|茶话|宴|市集|市|灯谜|灯会|赏花灯", [tables, close_up, sign_in, group_photo]),
    (r"讲座|讲堂|培训|课|学校|读书|好书|故事会|宣讲|科普|教育|清明|先烈|诵读|法律|消防|沙龙|座谈|现场会", [classroom, sign_in, classroom, close_up]),
    (r"长廊|展览|作品展|汇报展|橱窗|板报|摄影|照片", [corridor, tables, corridor, group_photo]),
    (r"歌|唱|戏|曲|京剧|器乐|音乐|民乐|朗诵|诗", [choir, stage_solo, choir, group_photo]),
    (r"舞|旗袍|巾帼|文化周", [fan_dance, square_dance, close_up, group_photo]),
    (r"晚会|联欢|文艺|汇演|演出|展演|村晚|庆|节", [choir, stage_solo, square_dance, group_photo]),
    (r"", [square_dance, sign_in, group_photo, close_up]),
]  # fmt: skip


def shots_for(title: str):
    return next(views for pattern, views in SHOTS if re.search(pattern, title))


def paint(title: str, number: int, rng, *, upright: bool = False):
    """View `number` of the occasion `title`, 1200 × 800 or upright 800 × 1200; deterministic through `rng`."""
    views = shots_for(title)
    canvas = Canvas()
    views[number % len(views)](canvas, rng, short_words(title))
    share = rng.choice([1.0, 1.0, 0.92, 0.84, 0.76]) if number else 1.0
    return canvas.finished((share, rng.uniform(0.2, 0.8), rng.uniform(0.35, 0.9)), upright=upright)


def short_words(title: str) -> str:
    """What fits on a banner: the title without quotation marks and years."""
    return re.sub(r"[“”《》]|\d{4}年", "", title)[:18]
