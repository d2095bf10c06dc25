"""各社区: each community with its figures, its events as entries with their summaries, and their photos.
图片: the street's own events in pictures. Both come straight from the dossiers."""

from collections import defaultdict

from django.utils import timezone

from activities.models import Event
from archives.materials.models import Material
from portal.book import Chapter, Photo, community_title, entry, facts, heading, page_break, para, photos

PHOTOS_PER_EVENT = 6

PHOTOS_PER_STREET_EVENT = 6


def communities(street, year) -> Chapter:
    events, pictures = _year_of(street, year)
    by_community = defaultdict(list)
    for event in events:
        by_community[event.community_id].append(event)
    blocks = []
    for community in street.communities.order_by("position", "pk"):
        blocks += _community(community, by_community[community.pk], pictures)
    return Chapter("各社区", 50, blocks)


def pictures(street, year) -> Chapter:
    """The street's own events, the fuller described photos first."""
    events, by_event = _year_of(street, year)
    blocks = []
    for event in events:
        best = sorted(by_event[event.pk], key=lambda photo: not photo.is_described)
        if event.community_id is None and best:
            # A page to each event; on the first one the chapter's title takes the room of a row.
            room = PHOTOS_PER_STREET_EVENT if blocks else PHOTOS_PER_STREET_EVENT - 2
            blocks += [page_break(), heading(event.title), photos(map(_printed, best[:room]))]
    return Chapter("图片", 80, blocks[1:])  # the chapter opens a page itself


def _year_of(street, year):
    """The held events of the year in date order, and their photos by event: three queries for any street."""
    events = (
        Event.objects.filter(street=street).for_year(year).held()
        .select_related("community", "responsible", "dossier__submitted_by", "project")
        .order_by("starts_at", "pk")
    )  # fmt: skip
    found = defaultdict(list)
    rows = Material.objects.photos().filter(dossier__event__in=events, state=Material.State.READY)
    for photo in rows.select_related("blob", "dossier").order_by("taken_at", "pk"):
        found[photo.dossier.event_id].append(photo)
    return list(events), found


def _community(community, events, pictures):
    attendances = sum(event.attendances or 0 for event in events)
    note = f"全年活动 {len(events)} 场，参与 {attendances:,} 人次" if events else "全年没有登记举办的活动"
    taken = sum(len(pictures[event.pk]) for event in events)
    blocks = [community_title(community.name, note)]
    if community.introduction:
        blocks.append(para(community.introduction))
    pairs = [
        ("户数", community.households),
        ("人口", community.population),
        ("书记、主任", community.secretary),
    ]
    pairs = [(label, f"{value:,}" if isinstance(value, int) else value) for label, value in pairs if value]
    blocks.append(
        facts([*pairs, ("活动场次", len(events)), ("参与人次", f"{attendances:,}"), ("档案照片", taken)])
    )
    for event in events:
        blocks += _event(event, pictures[event.pk])
    return blocks


def _event(event, taken):
    dossier = getattr(event, "dossier", None)
    writer = (dossier.submitted_by if dossier else None) or event.responsible
    blocks = [entry(event.title, _story(event, dossier), contributor=writer.name if writer else "")]
    if taken:
        blocks.append(photos(map(_printed, _chosen(dossier, taken))))
    return blocks


def _story(event, dossier):
    """What was done, from the summary; 存在问题 and 下步打算 are for the office, not for the book."""
    text = "\n".join(filter(None, [dossier.basics, dossier.practice])) if dossier else ""
    day = timezone.localtime(event.starts_at)
    return text or f"{day.month}月{day.day}日在{event.place}举办，参与 {event.attendances or 0:,} 人次。"


def _chosen(dossier, taken):
    """The cover first, then the described ones, in the order of time."""
    ranked = sorted(taken, key=lambda photo: (photo.pk != dossier.cover_id, not photo.is_described))
    return sorted(ranked[:PHOTOS_PER_EVENT], key=taken.index)


def _printed(photo):
    return Photo(photo.blob.sha256, photo.title or photo.dossier.event.title, photo.photographer)
