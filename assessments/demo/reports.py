from datetime import datetime, time, timedelta

from django.db.models import Count, Sum
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from activities.models import Event
from assessments.reports.models import PeriodReport
from assessments.reports.services import Due, period_of, plan_reports
from portal.models import User

OPENINGS = (
    "本期围绕年度计划，以社区群众文化团队为骨干，组织居民就近参加文体活动。",
    "本期把活动办到小区里、楼栋前，老年居民和青少年参加较多。",
    "本期着力抓好队伍排练和阵地更新，活动秩序平稳，没有发生安全问题。",
    "本期按照街道统一部署开展工作，各项任务按序时推进。",
)
PROBLEMS = (
    "室内场地偏紧，雨天排练要临时协调教室；年轻人参与偏少。",
    "个别活动的照片著录不及时，总结上交偏晚，需要专人盯住。",
    "部分宣传栏版面更换间隔偏长，内容以通知为主，文化味还不足。",
    "骨干年龄偏大，器乐和书画方面缺少能带队伍的老师。",
)
NEXT_STEPS = (
    "一是做好下期活动的场地预订和安全预案；二是请学校老师来上两次课；三是把缺的档案补齐。",
    "继续抓好每周固定排练，提前两周发布活动通知，争取更多在职居民参加。",
    "与辖区学校、单位再谈一处共享场地，更新两块宣传栏，准备街道会演的节目。",
    "抓紧办结已举办的活动，核对花名册，为下一阶段检查做好准备。",
)


def demo_reports(street, year, rng):
    """Quarters, half and year; this year the months too. Handed in up to today, mostly on time."""
    today = timezone.localdate()
    half_on, year_on = today.replace(year=year, month=7, day=10), today.replace(year=year, month=12, day=10)
    kinds = ["month", "quarter", "half", "year"] if year == today.year else ["quarter", "half", "year"]
    dues = plan_reports(year=year, kinds=kinds, day=5, half_on=half_on, year_on=year_on)
    months = _events_by_month(street, year)
    staff = staff_by_community(street)
    communities = list(street.communities.order_by("position"))
    rows = [
        _report(due, community, place, year, staff[community.pk], months, rng)
        for place, community in enumerate(communities)
        for due in dues
    ]
    if year == today.year and communities:
        _bring_forward(rows, communities[0], today)
    PeriodReport.objects.bulk_create(rows)


def _report(due: Due, community, place, year, writer, months, rng):
    row = PeriodReport(
        street_id=community.street_id, community=community, year=year, kind=due.kind, number=due.number,
        title=due.title, due_on=due.due_on,
    )  # fmt: skip
    days = _days_after(due, place, rng)
    handed_in = due.due_on + timedelta(days=days) if days is not None else None
    if handed_in and handed_in < timezone.localdate():
        moment = datetime.combine(handed_in, time(rng.randint(9, 16), rng.randint(0, 59)))
        row.submitted_at, row.submitted_by = timezone.make_aware(moment), writer
        row.body = _text(row, months.get(community.pk, {}), rng)
    return row


def _days_after(due, place, rng):
    """How many days after its due day a report came: the first community never late, a few others late
    or (months of this year) not at all."""
    if place and rng.random() < 0.06:
        return rng.randint(1, 6)
    if place and due.kind == PeriodReport.Kind.MONTH and rng.random() < 0.04:
        return None
    return -rng.randint(0, 4)


def _bring_forward(rows, community, today):
    """The first community always has one report that falls due soon."""
    open_rows = [row for row in rows if row.community == community and row.submitted_at is None]
    if open_rows and min(row.due_on for row in open_rows) > today + timedelta(days=10):
        min(open_rows, key=lambda row: row.due_on).due_on = today + timedelta(days=6)


def _text(row, months, rng):
    first, last = period_of(row)
    found = [months[month] for month in range(first.month, last.month + 1) if month in months]
    events, people = sum(count for count, _ in found), sum(total or 0 for _, total in found)
    return "\n".join(
        [
            "一、主要工作", rng.choice(OPENINGS), "",
            "二、工作数据", f"举办活动 {events} 场，参与 {people} 人次。", "",
            "三、存在的问题", rng.choice(PROBLEMS), "",
            "四、下一步打算", rng.choice(NEXT_STEPS),
        ]
    )  # fmt: skip


def _events_by_month(street, year):
    """{community id: {month: (events, 人次)}}, one query."""
    rows = (
        Event.objects.held()
        .filter(street=street, starts_at__year=year, community__isnull=False)
        .annotate(month=ExtractMonth("starts_at"))
        .order_by()
        .values("community", "month")
        .annotate(events=Count("pk"), people=Sum("attendances"))
    )
    months = {}
    for row in rows:
        months.setdefault(row["community"], {})[row["month"]] = (row["events"], row["people"])
    return months


def staff_by_community(street):
    """{community id: an account that writes for it}; the officer where a community has none."""
    officer = User.objects.filter(street=street, role=User.Role.OFFICER).order_by("pk").first()
    found = dict.fromkeys(street.communities.values_list("pk", flat=True), officer)
    staff = User.objects.filter(street=street, role=User.Role.STAFF).order_by("-pk")
    return found | {user.community_id: user for user in staff}
