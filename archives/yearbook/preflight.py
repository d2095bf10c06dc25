"""编印前检查: what is still open before a yearbook is worth building; nothing here forbids to build."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from activities.events.forms import OVERDUE
from activities.models import Event
from archives.dossiers.models import Dossier
from archives.materials.models import DESCRIBED, Material
from portal.contributions import Contribution, collect
from portal.links import link


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
    """The whole list in a constant number of queries; every figure leads to as many rows as it says."""
    gaps = collect(Contribution.gaps, street, year)
    return [
        *_year_over(year),
        *_events(street, year),
        *_dossiers(street, year),
        *_photos(street, year),
        *(Check(gap.label, gap.sentence, True, gap.url) for gap in gaps),
        *([] if gaps else [Check("章节内容", "各章都有内容。", False)]),
    ]


def _year_over(year):
    if year >= timezone.localdate().year:
        yield Check("记述年度", f"{year}年还没有结束，现在编印的是阶段稿，年后请再编印一版。", True)


def _events(street, year):
    events = Event.objects.filter(street=street).for_year(year)
    count = events.held().aggregate(all=Count("pk"), closed=Count("pk", filter=Q(status=Event.Status.CLOSED)))
    waiting = count["all"] - count["closed"]
    text = f"已举办 {count['all']} 场，已办结 {count['closed']} 场"
    text += f"，还有 {waiting} 场没有办结" if waiting else ""
    url = link("activities:event-list", year=year, status=Event.Status.HELD)
    yield Check("活动办结", f"{text}。", bool(waiting), url)
    if overdue := events.overdue().count():
        text = f"{overdue} 场活动日期已过，还没有登记举办或取消，不会印入年鉴。"
        yield Check("活动登记", text, True, link("activities:event-list", year=year, status=OVERDUE))


def _dossiers(street, year):
    count = (
        Dossier.objects.filter(event__street=street)
        .for_year(year)
        .ended()
        .aggregate(
            all=Count("pk"),
            accepted=Count("pk", filter=Q(status=Dossier.Status.ACCEPTED)),
            submitted=Count("pk", filter=Q(status=Dossier.Status.SUBMITTED)),
        )
    )
    missing = count["all"] - count["accepted"] - count["submitted"]
    text = f"应有 {count['all']} 份，已通过 {count['accepted']} 份"
    text += f"，待审核 {count['submitted']} 份" if count["submitted"] else ""
    text += f"，未提交 {missing} 份" if missing else ""
    url = link("archives:dossier-list", year=year, time="ended")
    yield Check("五有档案", f"{text}。", count["accepted"] < count["all"], url)


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
    url = link("archives:photo-list", year=year, description="open")
    yield Check("照片说明", f"{text}。", bool(bare), url)
    if count["broken"]:
        text = f"{count['broken']} 张打不开，不会印入年鉴，请重新上传。"
        yield Check("照片原件", text, True, link("archives:photo-list", year=year, description="broken"))
