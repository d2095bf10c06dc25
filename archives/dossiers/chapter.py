"""For the appendix of the yearbook: 活动档案目录 and 供稿人员."""

from django.utils import timezone
from django.utils.dateformat import format as date_text

from archives.dossiers.models import Dossier, Slot
from portal.book import Block, heading, names, para, table

FILLED, MISSING = "●", "○"

COLUMNS = [
    ("日期", 20, "left"),
    ("活动", 42, "left"),
    ("单位", 20, "left"),
    *((slot.label, 10, "center") for slot in Slot),
    ("照片", 10, "right"),
    ("审核", 16, "center"),
]


def dossier_index(street, year) -> list[Block]:
    """A line for each event that took place: its slots, its photos, how its review stands."""
    rows = Dossier.objects.filter(event__street=street).for_year(year).ended().with_slots().with_photo_count()
    dossiers = list(rows.select_related("event__community").order_by("event__starts_at", "pk"))
    if not dossiers:
        return []
    complete = sum(dossier.filled == len(Slot) for dossier in dossiers)
    note = (
        f"已举办活动的“五有”档案{len(dossiers)}份，五项齐全{complete}份。{FILLED}为已归档，{MISSING}为缺项。"
    )
    return [heading("活动档案目录"), para(note), table(COLUMNS, map(_line, dossiers))]


def _line(dossier):
    return [
        date_text(timezone.localtime(dossier.event.starts_at), "n月j日"),
        dossier.event.title,
        dossier.event.owner_name,
        *(FILLED if getattr(dossier, f"has_{slot.value}") else MISSING for slot in Slot),
        dossier.photo_count,
        dossier.get_status_display(),
    ]


def writers(street, year) -> list[Block]:
    """供稿人员: who handed in the dossiers."""
    handed_in = Dossier.objects.filter(event__street=street, submitted_by__isnull=False).for_year(year)
    people = handed_in.order_by("submitted_by__name").values_list("submitted_by__name", flat=True).distinct()
    return [heading("供稿人员"), names(people)] if people else []
