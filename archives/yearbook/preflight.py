"""编印前检查: what is still open before a yearbook is worth building; nothing here forbids to build."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from activities.events.chapter import BIG_EVENT
from activities.models import Edition as BoardEdition
from activities.models import Event, FundLine, Lesson, Plan, Project
from archives.dossiers.models import Dossier
from archives.materials.models import DESCRIBED, Material
from portal.contributions import Contribution, collect
from portal.models import Street
from troupes.models import Award, Troupe


@dataclass(frozen=True)
class Check:
    """One line of the list: `text` says how it stands, `state` in one word; `url` leads to what is open."""

    label: str
    text: str
    is_open: bool
    url: str = ""

    @property
    def state(self):
        return "待办" if self.is_open else "齐全"

    @property
    def tone(self):
        return "warn" if self.is_open else "good"


def checks(street, year: int) -> list[Check]:
    """The whole list in a constant number of queries."""
    rows = [_year_over(year)] if year >= timezone.localdate().year else []
    rows += [
        *_events(street, year),
        *_dossiers(street, year),
        *_photos(street, year),
        _chapters(street, year),
    ]
    return rows + [
        Check(gap.label, gap.sentence, True, gap.url) for gap in collect(Contribution.gaps, street, year)
    ]


def _year_over(year):
    return Check("记述年度", f"{year}年还没有结束，现在编印的是阶段稿，年后请再编印一版。", True)


def _list(name, **filters):
    return f"{reverse(name)}?{urlencode(filters)}"


def _events(street, year):
    events = Event.objects.filter(street=street).for_year(year)
    overdue = Q(status__in=[Event.Status.PLANNED, Event.Status.POSTPONED], ends_at__lt=timezone.now())
    count = events.aggregate(
        held=Count("pk", filter=Q(status=Event.Status.HELD)),
        closed=Count("pk", filter=Q(status=Event.Status.CLOSED)),
        overdue=Count("pk", filter=overdue),
    )
    took_place = count["held"] + count["closed"]
    text = f"已举办 {took_place} 场，已办结 {count['closed']} 场"
    text += f"，还有 {count['held']} 场没有办结" if count["held"] else ""
    yield Check(
        "活动办结", f"{text}。", bool(count["held"]), _list("activities:event-list", year=year, status="held")
    )
    if count["overdue"]:
        text = f"{count['overdue']} 场活动日期已过，还没有登记举办或取消，不会印入年鉴。"
        yield Check("活动登记", text, True, _list("activities:event-list", year=year, status="planned"))


def _dossiers(street, year):
    held = Event.objects.filter(street=street).for_year(year).held()
    count = held.aggregate(
        events=Count("pk"),
        accepted=Count("pk", filter=Q(dossier__status=Dossier.Status.ACCEPTED)),
        submitted=Count("pk", filter=Q(dossier__status=Dossier.Status.SUBMITTED)),
    )
    missing = count["events"] - count["accepted"] - count["submitted"]
    text = f"应有 {count['events']} 份，已通过 {count['accepted']} 份"
    text += f"，待审核 {count['submitted']} 份" if count["submitted"] else ""
    text += f"，未提交 {missing} 份" if missing else ""
    is_open = count["accepted"] < count["events"]
    yield Check("五有档案", f"{text}。", is_open, _list("archives:dossier-list", year=year, time="ended"))


def _photos(street, year):
    photos = Material.objects.photos().filter(
        dossier__event__street=street, dossier__event__starts_at__year=year
    )
    broken = Q(state=Material.State.BROKEN)
    count = photos.aggregate(
        usable=Count("pk", filter=~broken),
        described=Count("pk", filter=~broken & DESCRIBED),
        broken=Count("pk", filter=broken),
    )
    bare = count["usable"] - count["described"]
    text = f"可用 {count['usable']} 张" + (
        f"，{bare} 张没有写全题名、时间、地点、人物、摄影者" if bare else "，说明齐全"
    )
    yield Check(
        "照片说明", f"{text}。", bool(bare), _list("archives:photo-list", year=year, description="open")
    )
    if count["broken"]:
        yield Check(
            "照片原件",
            f"{count['broken']} 张打不开，不会印入年鉴，请重新上传。",
            True,
            _list("archives:dossier-list", year=year),
        )


def _chapters(street, year):
    """Which chapters would be left out for want of rows: one query over the tables behind them."""
    events = Event.objects.filter(street=OuterRef("pk")).for_year(year).held()
    photos = Material.objects.photos().usable().filter(dossier__event__street=OuterRef("pk"))
    sources = {
        "年度计划": Plan.objects.filter(street=OuterRef("pk"), community=None, year=year),
        "大事记": events.filter(Q(community=None) | Q(attendances__gte=BIG_EVENT)),
        "五个一工程": Project.objects.filter(street=OuterRef("pk"), year=year).exclude(
            kind=Project.Kind.BRAND
        ),
        "群众文化团队": Troupe.objects.filter(street=OuterRef("pk")).exclude(status=Troupe.Status.CLOSED),
        "获奖": Award.objects.filter(street=OuterRef("pk")).for_year(year),
        "经费": FundLine.objects.filter(street=OuterRef("pk")).for_year(year),
        "图片": photos.filter(dossier__event__starts_at__year=year, dossier__event__community=None),
    }
    boards = BoardEdition.objects.filter(board__street=OuterRef("pk"), published_on__year=year)
    lessons = Lesson.objects.filter(course__street=OuterRef("pk"), held_at__year=year)
    found = (
        Street.objects.filter(pk=street.pk)
        .annotate(**{f"has_{number}": Exists(rows) for number, rows in enumerate(sources.values())})
        .annotate(has_boards=Exists(boards), has_lessons=Exists(lessons))
        .get()
    )
    empty = [title for number, title in enumerate(sources) if not getattr(found, f"has_{number}")]
    if not (found.has_boards or found.has_lessons):
        empty.append("阵地与学校")
    if not empty:
        return Check("章节内容", "各章都有内容。", False)
    return Check("章节内容", f"没有资料、将不印出的章：{'、'.join(empty)}。", True)
