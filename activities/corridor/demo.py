"""文化长廊 and 黑板报: boards (made once) and the issues that go round them."""

from datetime import date, timedelta
from decimal import Decimal

from activities.corridor.models import Board, Edition
from portal.demo.tables import words

KIND = Board.Kind
THEMES = words("""
邻里守望 反诈宣传 健康生活方式 文明养犬 垃圾分类进家庭 身边好人榜 家风家训 全民健身 书画作品选登
市民学校课表 志愿服务 消防安全 民法典问答 文艺团队展示 网络文明 图书推荐 养生保健 科普园地
""")
SEASONAL = words("""
迎新春书画专版 我们的节日·春节 桃花节专版 我们的节日·清明 劳动者风采 我们的节日·端午
暑期青少年活动 防汛避险常识 我们的节日·中秋 社区运动会风采 冬季防火 年度文化活动回顾
""")
CORRIDORS = words("""
滨河步道南段 桃园入口至亲水平台 街道办事处西侧围墙 东门老街骑楼 西苑健身广场 桥南小游园
环湖步道 新华书画长廊 实验学校围墙 锦绣中央绿地 金港篮球场边 云岭村口至文化站
""")
BLACKBOARD_SPOTS = ["党群服务中心门前", "一号楼山墙", "居民活动中心门厅"]
NOTICE_SPOTS = ["二号楼东侧", "菜场入口", "公交站旁", "老年活动中心外墙"]
# Share of the thousand pages a year that a community reaches, by place; and its metres of corridor.
PAGES = [1.04, 1.0, 0.97, 0.9, 0.86, 0.94, 0.74, 0.98, 1.05, 0.88, 0.68, 0.61]
METRES = ["12.0", "10.5", "9.0", "8.0", "7.5", "8.5", "6.0", "9.5", "10.0", "7.0", "6.5", "5.5"]
WEEKS, SMALL_STREET_WEEKS = 50, 12
FEWEST_PAGES, STREET_PAGES = 12, 24
STALE_FROM = {5: 78, 11: 95}  # communities (by position) whose third board rests for that many days


def fill(ground):
    boards = list(Board.objects.filter(street=ground.street).order_by("code")) or _build(ground)
    own = {}
    for board in boards:
        own.setdefault(board.community_id, []).append(board)
    Edition.objects.bulk_create(
        edition
        for place, community in enumerate(ground.communities)
        for edition in _issues(ground, own[community.pk], PAGES[place % len(PAGES)], community)
    )
    if None in own:
        Edition.objects.bulk_create(_street_issues(ground, own[None][0]))


# Boards ---------------------------------------------------------------------------------------
def _build(ground):
    rows = [row for place, one in enumerate(ground.communities) for row in _boards(ground, place, one)]
    if ground.is_large:
        spot = (KIND.CORRIDOR, "桃园路沿河段", "36")
        rows.append(
            _board(ground, None, "00-1", spot, date(ground.year - 2, 10, 18), ground.handler_of(None))
        )
    return Board.objects.bulk_create(rows)


def _boards(ground, place, community):
    keeper = ground.handler_of(community)
    built_on = date(ground.year - 2, 5, 10) + timedelta(days=9 * place)
    spots = [
        (KIND.CORRIDOR, CORRIDORS[place % len(CORRIDORS)], METRES[place % len(METRES)]),
        (KIND.BLACKBOARD, ground.rng.choice(BLACKBOARD_SPOTS), "4.0"),
        (KIND.NOTICE, ground.rng.choice(NOTICE_SPOTS), "3.0"),
        (KIND.SCREEN, "便民服务大厅", "2.0"),
    ]
    for step, spot in enumerate(spots[: 3 if place % 3 else 4], start=1):
        yield _board(ground, community, f"{community.position:02d}-{step}", spot, built_on, keeper)


def _board(ground, community, code, spot, built_on, keeper):
    kind, location, length = spot
    return Board(
        street=ground.street,
        community=community,
        code=code,
        kind=kind,
        location=location,
        length=Decimal(length),
        built_on=built_on,
        keeper=keeper,
    )


# Issues ---------------------------------------------------------------------------------------
def _issues(ground, boards, share, community):
    """Fifty weeks, one board after the other, each issue of 12 to 24 pages."""
    average = 1000 * share / WEEKS
    rest = STALE_FROM.get(community.position) if ground.is_running and ground.is_large else None
    for week in range(WEEKS if ground.is_large else SMALL_STREET_WEEKS):
        day = ground.day(1, 5) + timedelta(days=7 * week)
        board = boards[week % len(boards)]
        rests = rest and board is boards[2] and day > ground.today - timedelta(days=rest)
        if ground.past(day) and not rests:
            pages = max(FEWEST_PAGES, round(average + ground.rng.randrange(-3, 4)))
            yield _issue(ground, board, week + 1, day, pages)


def _street_issues(ground, board):
    for month in range(1, 13):
        day = ground.day(month, 8)
        if ground.past(day):
            yield _issue(ground, board, month, day, STREET_PAGES)


def _issue(ground, board, number, day, pages):
    is_seasonal = ground.rng.random() < 0.3
    return Edition(
        board=board,
        issue=f"{ground.year}-{number:02d}",
        theme=SEASONAL[day.month - 1] if is_seasonal else ground.rng.choice(THEMES),
        pages=pages,
        published_on=day,
        editor=board.keeper,
    )
