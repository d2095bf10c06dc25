"""What the street and its communities spent: on events, on upkeep, on the corridor."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from activities.events.models import Event
from activities.funds.models import Expense
from activities.projects.models import Project
from portal.demo.tables import words

PURPOSES = words(
    "音响和舞台租赁 活动奖品 服装租用 横幅海报印制 评委和主持劳务 参赛保险 茶水和志愿者补贴 活动摄影摄像"
)
UPKEEP = words("文化长廊版面更换 乐器维修和琴弦 活动室桌椅维修 黑板报粉笔颜料 书画用纸和墨汁 健身器材检修")
CORRIDOR_WORKS = [(6, 18, "文化长廊新建段落施工", "0.35"), (9, 24, "第三季度版面更换", "0.1")]
OVERSPENT = 4  # the community (by position) that spends above what it received in the running year
EXCESS = Decimal(860)
RECENT = timedelta(days=9)  # vouchers of the running year that are still missing


def expenses_of(ground, lines):
    """Expenses tied to the events held, with their vouchers."""
    events, owners = _held_events(ground), {}
    for line in lines:
        owners.setdefault(line.community_id, []).append(line)
    expenses = [row for owner, own in owners.items() for row in _spent(ground, own, events.get(owner, []))]
    return _numbered(ground, expenses)


def _held_events(ground):
    """{community id, or None for the street: events that took place}, oldest first."""
    rows = Event.objects.filter(street=ground.street).for_year(ground.year).held().order_by("starts_at")
    found = {}
    for event in rows:
        found.setdefault(event.community_id, []).append(event)
    return found


def _spent(ground, lines, events):
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
            purpose, amount = ground.rng.choice(UPKEEP), ground.rng.randrange(4, 16) * unit
            yield from _expense(ground, left, None, purpose, amount, day)
    if ground.is_running and community and community.position == OVERSPENT:
        day = max(min(ground.today, ground.day(12, 20)) - timedelta(days=3), ground.day(1, 1))
        yield _row(ground, lines[-1], None, "追加演出服装一批", left[lines[-1]] + EXCESS, day)


def _works(ground, left):
    """The corridor is built and changed without any event."""
    for line in left:
        works = CORRIDOR_WORKS if line.project and line.project.kind == Project.Kind.CORRIDOR else ()
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
    if left[line] >= amount:
        left[line] -= amount
        yield _row(ground, line, event, purpose, Decimal(amount), day or _day_of(ground, event))


def _day_of(ground, event):
    day = timezone.localdate(event.starts_at) + timedelta(days=ground.rng.randrange(-4, 9))
    return max(min(day, ground.today, ground.day(12, 31)), ground.day(1, 1))


def _row(ground, line, event, purpose, amount, day):
    return Expense(
        line=line,
        event=event,
        spent_on=day,
        purpose=purpose,
        amount=amount,
        handler=ground.handler_of(line.community),
        approver=line.community.secretary if line.community else ground.leader_name,
    )


def _numbered(ground, expenses):
    """Voucher numbers in date order; in the running year the communities' newest days and a few others still
    lack one."""
    rows = sorted(expenses, key=lambda row: (row.spent_on, row.purpose))
    newest = {row.line.community_id: row for row in rows}
    for number, row in enumerate(rows, start=1):
        community = row.line.community
        is_newest = community is not None and community.position % 2 == 0 and row is newest[community.pk]
        is_recent = row.spent_on > ground.today - RECENT
        late = community and (is_recent or is_newest or ground.rng.random() < 0.03)
        row.voucher_number = "" if ground.is_running and late else f"{row.spent_on:%Y%m}-{number:04d}"
        yield row
