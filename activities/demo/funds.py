from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from activities.events.models import Event
from activities.funds.models import Expense, FundLine
from activities.projects.models import Project

CHANNEL = FundLine.Channel
PURPOSES = ["音响和舞台租赁", "活动奖品", "服装租用", "横幅海报印制", "评委和主持劳务", "参赛保险", "茶水和志愿者补贴", "活动摄影摄像"]  # fmt: skip
UPKEEP = [
    "文化长廊版面更换",
    "乐器维修和琴弦",
    "活动室桌椅维修",
    "黑板报粉笔颜料",
    "书画用纸和墨汁",
    "健身器材检修",
]
CORRIDOR_WORKS = [(6, 18, "文化长廊新建段落施工", "0.35"), (9, 24, "第三季度版面更换", "0.1")]
OVERSPENT = 4  # the community (by position) that spends above what it received in the running year


def fill_funds(ground):
    """Lines in three channels for street and communities, with expenses tied to the events held."""
    lines = [
        *_street_lines(ground),
        *(line for one in ground.communities for line in _community_lines(ground, one)),
    ]
    FundLine.objects.bulk_create(lines)
    events = _held_events(ground)
    spenders = {}
    for line in lines:
        spenders.setdefault(line.community_id, []).append(line)
    expenses = [
        row for owner, own in spenders.items() for row in _expenses(ground, own, events.get(owner, []))
    ]
    Expense.objects.bulk_create(_numbered(ground, expenses))


def _line(ground, community, channel, source, document, budget, share, project=None):
    received = (Decimal(budget) * Decimal(str(share))).quantize(Decimal(100))
    return FundLine(
        street=ground.street, community=community, year=ground.year, channel=channel, source=source,
        document_number=document, project=project, budget=Decimal(budget), received=received,
    )  # fmt: skip


def _street_lines(ground):
    year, scale = ground.year, 1 if ground.is_large else Decimal("0.2")
    projects = {
        row.kind: row for row in Project.objects.filter(street=ground.street, year=year, community=None)
    }
    late, office = "0.8" if ground.is_running else "1", _office(ground)
    rows = [
        (CHANNEL.UPPER, "区文化和旅游局（公共文化补助）", f"区文旅〔{year}〕7号", 120000, late, None),
        (CHANNEL.UPPER, "区体育事业发展中心（全民健身）", f"区体〔{year}〕15号", 60000, "1", "games"),
        (CHANNEL.STREET, "街道文化专项经费", f"{office}〔{year}〕12号", 180000, "1", None),
        (CHANNEL.STREET, "街道财政（桃花节）", f"{office}〔{year}〕18号", 120000, "1", "festival"),
        (CHANNEL.OWN, "辖区企业支持桃花节", "", 60000, "0.9", "festival"),
        (
            CHANNEL.OWN,
            "商户联合会支持社区运动会",
            "",
            35000,
            "1" if not ground.is_running else "0.7",
            "games",
        ),
        (CHANNEL.UPPER, "区民政局（先进社区创建补助）", f"区民〔{year}〕9号", 40000, late, "pioneer"),
        (CHANNEL.STREET, "街道财政（先进社区创建）", f"{office}〔{year}〕21号", 20000, "1", "pioneer"),
        (CHANNEL.STREET, "街道财政（市民学校）", f"{office}〔{year}〕22号", 72000, "1", "school"),
        (CHANNEL.OWN, "合作学校承担教材和师资", "", 24000, "1", "school"),
        (CHANNEL.UPPER, "区委宣传部（宣传阵地建设）", f"区宣〔{year}〕5号", 50000, late, "corridor"),
        (CHANNEL.STREET, "街道财政（文化长廊）", f"{office}〔{year}〕24号", 70000, "1", "corridor"),
    ]
    return [
        _line(ground, None, channel, source, document, int(budget * scale), share, projects.get(kind))
        for channel, source, document, budget, share, kind in rows
        if ground.is_large or kind in (None, "festival", "pioneer")
    ]


def _office(ground):
    """The short name in the numbers of the street's papers: 龙街办."""
    return f"{ground.street.name[0]}街办"


def _community_lines(ground, community):
    rng, year, office = ground.rng, ground.year, _office(ground)
    return [
        _line(
            ground, community, CHANNEL.UPPER, "区文化和旅游局（基层文化补助）", f"区文旅〔{year}〕23号",
            rng.randrange(8, 16) * 1000, rng.choice(["0.8", "1"]) if ground.is_running else "1",
        ),
        _line(
            ground, community, CHANNEL.STREET, "街道文化专项经费（社区）", f"{office}〔{year}〕20号",
            rng.randrange(16, 26) * 1000, "1",
        ),
        _line(
            ground, community, CHANNEL.OWN, rng.choice(["居民捐助和驻区单位支持", "社区集体经济列支", "物业公司共建经费"]), "",
            rng.randrange(5, 11) * 1000, rng.choice(["0.6", "0.8", "1"]),
        ),
    ]  # fmt: skip


def _held_events(ground):
    """{community pk or None: events that took place}, oldest first."""
    rows = Event.objects.filter(street=ground.street).for_year(ground.year).held().order_by("starts_at")
    found = {}
    for event in rows:
        found.setdefault(event.community_id, []).append(event)
    return found


def _expenses(ground, lines, events):
    """Expenses of one owner, spread over its lines as far as the money received goes."""
    left = {line: line.received for line in lines}
    community = lines[0].community
    unit = 100 if community else 1000
    yield from _works(ground, left)
    for event in events:
        for purpose in ground.rng.sample(PURPOSES, 2):
            yield from _expense(ground, left, event, purpose, ground.rng.randrange(6, 22) * unit)
    for month in range(2, 12, 3):
        day = ground.day(month, ground.rng.randrange(3, 27))
        if ground.past(day):
            yield from _expense(
                ground, left, None, ground.rng.choice(UPKEEP), ground.rng.randrange(4, 16) * unit, day
            )
    if ground.is_running and community and community.position == OVERSPENT:
        line = lines[-1]
        day = min(ground.today, ground.day(12, 20)) - timedelta(days=3)
        yield _row(
            ground, line, None, "追加演出服装一批", left[line] + Decimal(860), max(day, ground.day(1, 1))
        )


def _works(ground, left):
    """The corridor is built and changed without any event."""
    for line in left:
        works = CORRIDOR_WORKS if line.project_id and line.project.kind == Project.Kind.CORRIDOR else ()
        for month, day, purpose, share in works:
            if ground.past(ground.day(month, day)):
                amount = (line.budget * Decimal(share)).quantize(Decimal(100))
                left[line] -= amount
                yield _row(ground, line, None, purpose, amount, ground.day(month, day))


def _expense(ground, left, event, purpose, amount, day=None):
    """From the lines of the event's project, as far as they go; without such, from those for no project."""
    project = event.project_id if event else None
    own = [line for line in left if project and line.project_id == project]
    general = [line for line in left if line.project_id is None]
    line = max(own or general, key=lambda one: left[one] / one.received if one.received else 0)
    if left[line] < amount:
        return
    left[line] -= Decimal(amount)
    yield _row(ground, line, event, purpose, Decimal(amount), day or _day_of(ground, event))


def _day_of(ground, event):
    day = timezone.localdate(event.starts_at) + timedelta(days=ground.rng.randrange(-4, 9))
    return max(min(day, ground.today, ground.day(12, 31)), ground.day(1, 1))


def _row(ground, line, event, purpose, amount, day):
    community = line.community
    approver = community.secretary if community else (ground.leader.name if ground.leader else "卓远航")
    return Expense(
        line=line, event=event, spent_on=day, purpose=purpose, amount=amount,
        handler=ground.handler_of(community), approver=approver,
    )  # fmt: skip


def _numbered(ground, expenses):
    """Voucher numbers in date order; in the running year the communities' newest days and a few others still
    lack one."""
    recent = ground.today - timedelta(days=9)
    rows = sorted(expenses, key=lambda row: (row.spent_on, row.purpose))
    newest = {row.line.community_id: row for row in rows}
    for number, row in enumerate(rows, start=1):
        community = row.line.community
        is_newest = community is not None and community.position % 2 == 0 and row is newest[community.pk]
        late = community and (row.spent_on > recent or is_newest or ground.rng.random() < 0.03)
        row.voucher_number = "" if ground.is_running and late else f"{row.spent_on:%Y%m}-{number:04d}"
        yield row
