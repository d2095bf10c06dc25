"""The chapter 群众文化团队: the groups and what they did. Rosters are printed as names only, nothing private."""

from collections import defaultdict

from django.db.models import Count

from portal import book
from portal.days import last_day
from troupes.groups.models import Troupe
from troupes.honours.models import Programme
from troupes.people.models import Membership
from troupes.practice.figures import PracticeYear, years_of
from troupes.practice.models import Rehearsal

TITLE = "群众文化团队"

TROUPE_COLUMNS = [
    ("序号", 1, "center"),
    ("团队", 4, "left"),
    ("社区", 3, "left"),
    ("类别", 1.6, "center"),
    ("负责人", 2, "left"),
    ("在册人数", 1.6, "right"),
    ("活动次数", 1.6, "right"),
]


def printed_troupes(street):
    """All but the closed ones."""
    return Troupe.objects.filter(street=street).exclude(status=Troupe.Status.CLOSED)


def troupe_chapter(street, year):
    """The table of all troupes, then a section for each, as of the year's last day (today in a running year)."""
    day = last_day(year)
    troupes = list(printed_troupes(street).select_related("community"))
    if not troupes:
        return book.Chapter(TITLE)
    rosters = _by_troupe(
        Membership.objects.filter(troupe__street=street).current(day).with_person().in_roster_order()
    )
    programmes = _by_troupe(Programme.objects.filter(troupe__street=street))
    held = defaultdict(lambda: PracticeYear(year), years_of(street, year, day))
    blocks = [
        book.para(_overview(street, year, troupes, rosters, held)),
        book.heading("团队一览"),
        book.table(TROUPE_COLUMNS, _rows(troupes, rosters, held), f"{year}年末群众文化团队"),
    ]
    for owner, group in _grouped(troupes):
        blocks.append(book.heading(f"{owner}的团队"))
        for troupe in group:
            blocks += _section(troupe, rosters[troupe.pk], held[troupe.pk], programmes[troupe.pk])
    return book.Chapter(TITLE, blocks)


def _by_troupe(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.troupe_id].append(row)
    return found


def _grouped(troupes):
    groups = defaultdict(list)
    for troupe in troupes:
        groups[troupe.owner_name].append(troupe)
    return groups.items()


def _leaders(members):
    return "、".join(row.person.name for row in members if row.post == Membership.Post.LEADER)


def _rows(troupes, rosters, held):
    for number, troupe in enumerate(troupes, start=1):
        members = rosters[troupe.pk]
        yield [
            number,
            troupe.name,
            troupe.owner_name,
            troupe.get_category_display(),
            _leaders(members) or "—",
            len(members),
            held[troupe.pk].with_call,
        ]


def _overview(street, year, troupes, rosters, held):
    people = {row.person_id for members in rosters.values() for row in members}
    times = sum(practice.with_call for practice in held.values())
    attendances = sum(practice.present for practice in held.values())
    kinds = len({troupe.category for troupe in troupes})
    return (
        f"{street}有群众文化团队 {len(troupes)} 支，分属 {kinds} 个门类，在册队员 {len(people)} 人。"
        f"{year}年各团队共排练和活动 {times} 次，出勤 {attendances} 人次。"
    )


def _section(troupe, members, practice, programmes):
    """Facts, introduction, programmes, names. The figures are the same for every troupe and year."""
    yield book.heading(troupe.name, 3)
    yield book.facts(
        [
            ("类别", troupe.get_category_display()),
            ("负责人", _leaders(members) or "—"),
            ("活动地点", troupe.place or "—"),
            ("每周活动", troupe.slot or "—"),
            ("成立", f"{troupe.founded_on:%Y年%-m月}" if troupe.founded_on else "—"),
            ("在册人数", f"{len(members)} 人"),
            ("全年活动", f"{practice.with_call} 次"),
            ("出勤率", practice.rate_text),
        ]
    )
    if troupe.introduction:
        yield book.para(troupe.introduction)
    if programmes:
        yield book.para("节目：" + "；".join(_programme(row) for row in programmes) + "。")
    if members:
        yield book.names(row.person.name for row in members)


def _programme(row):
    notes = [row.genre, "原创" if row.is_original else ""]
    named = "，".join(note for note in notes if note)
    return f"《{row.title}》（{named}）" if named else f"《{row.title}》"


def categories(street, year) -> list[book.Block]:
    """For the chapter 统计: groups by category, how many, how many members, how often they met."""
    day = last_day(year)
    troupes = Troupe.objects.filter(street=street).active_on(day)
    if not troupes.exists():
        return []
    members = _by_category(Membership.objects.filter(troupe__in=troupes).current(day), "person")
    meetings = _by_category(
        Rehearsal.objects.filter(troupe__in=troupes).for_year(year).filter(date__lte=day), "pk"
    )
    counts = _by_category(troupes, "pk", path="category")
    rows = [
        [label, counts[key], f"{members[key]:,}", f"{meetings[key]:,}"]
        for key, label in Troupe.Category.choices
        if counts[key]
    ]
    totals = [f"{sum(numbers.values()):,}" for numbers in (counts, members, meetings)]
    columns = [
        ("类别", 2, "left"),
        ("团队（支）", 1, "right"),
        ("队员（人次）", 1, "right"),
        ("排练与活动（次）", 1.3, "right"),
    ]
    return [
        book.heading("群众文化团队分类统计"),
        book.table(columns, [*rows, ["合计", *totals]], "群众文化团队分类统计表"),
    ]


def _by_category(rows, field, path="troupe__category"):
    counted = rows.order_by().values(path).annotate(number=Count(field, distinct=True))
    return defaultdict(int, {row[path]: row["number"] for row in counted})
