"""附录: the leading group, the year's papers, the index of the dossiers, and who contributed."""

from django.db.models import Count
from django.utils import timezone

from activities.models import GroupMember, Meeting, Plan
from archives.dossiers.models import Dossier, Slot
from archives.materials.models import Material
from portal.book import Chapter, heading, names, para, table

FILLED, MISSING = "●", "○"


def appendix(street, year) -> Chapter:
    blocks = [
        *_leading_group(street, year),
        *_papers(street, year),
        *_dossiers(street, year),
        *_contributors(street, year),
    ]
    return Chapter("附录", 95, blocks)


def _leading_group(street, year):
    members = GroupMember.objects.filter(street=street, community=None, year=year).in_rank()
    rows = [[row.get_post_display(), row.name, row.position, row.duty] for row in members]
    columns = [("小组职务", 1, "left"), ("姓名", 1, "left"), ("单位及职务", 2.4, "left"), ("分工", 3, "left")]
    return [heading("街道文化体育工作领导小组"), table(columns, rows)] if rows else []


def _papers(street, year):
    """Approved plans and meetings with minutes, in date order: the year's papers a reader may ask for."""
    plans = (
        Plan.objects.filter(street=street, status=Plan.Status.APPROVED)
        .for_year(year)
        .select_related("community")
    )
    meetings = Meeting.objects.filter(street=street).for_year(year).with_minutes().select_related("community")
    papers = [(plan.approved_at, plan.title, plan.owner_name) for plan in plans]
    papers += [(meeting.held_at, f"{meeting.title}纪要", meeting.owner_name) for meeting in meetings]
    rows = [
        [number, _day(at), title, owner]
        for number, (at, title, owner) in enumerate(sorted(papers, key=lambda p: p[0]), 1)
    ]
    columns = [("序号", 12, "center"), ("日期", 34, "left"), ("文件", 86, "left"), ("单位", 26, "left")]
    return [heading("全年工作文件目录"), table(columns, rows)] if rows else []


def _dossiers(street, year):
    dossiers = list(
        Dossier.objects.filter(event__street=street)
        .for_year(year)
        .ended()
        .select_related("event__community")
        .with_slots()
        .with_photo_count()
        .order_by("event__starts_at", "pk")
    )
    if not dossiers:
        return []
    columns = [
        ("日期", 20, "left"), ("活动", 42, "left"), ("单位", 20, "left"),
        *((slot.label, 10, "center") for slot in Slot),
        ("照片", 10, "right"), ("审核", 16, "center"),
    ]  # fmt: skip
    rows = [
        [
            _day(dossier.event.starts_at, with_year=False),
            dossier.event.title,
            dossier.event.owner_name,
            *(FILLED if getattr(dossier, f"has_{slot.value}") else MISSING for slot in Slot),
            dossier.photo_count,
            dossier.get_status_display(),
        ]
        for dossier in dossiers
    ]
    complete = sum(dossier.filled == len(Slot) for dossier in dossiers)
    note = (
        f"已举办活动的“五有”档案{len(dossiers)}份，五项齐全{complete}份。{FILLED}为已归档，{MISSING}为缺项。"
    )
    return [heading("活动档案目录"), para(note), table(columns, rows)]


def _contributors(street, year):
    """Photographers by number of photos, then the people who handed in the dossiers."""
    photos = (
        Material.objects.photos()
        .usable()
        .filter(dossier__event__street=street, dossier__event__starts_at__year=year)
    )
    photographers = (
        photos.exclude(photographer="")
        .order_by()
        .values("photographer")
        .annotate(number=Count("pk"))
        .order_by("-number", "photographer")
    )
    writers = (
        Dossier.objects.filter(event__street=street, submitted_by__isnull=False)
        .for_year(year)
        .order_by("submitted_by__name")
        .values_list("submitted_by__name", flat=True)
        .distinct()
    )
    blocks = []
    if photographers:
        blocks += [heading("供图人员"), names(row["photographer"] for row in photographers)]
    if writers:
        blocks += [heading("供稿人员"), names(writers)]
    return blocks


def _day(at, with_year=True):
    day = timezone.localtime(at)
    return f"{day.year}年{day.month}月{day.day}日" if with_year else f"{day.month}月{day.day}日"
