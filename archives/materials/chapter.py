"""各社区: each community with its figures, its events as entries with their summaries, and their photos.
图片: the street's own events in pictures. Both come straight from the dossiers. For the appendix: 供图人员."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from activities.models import Event
from archives.materials.models import Material
from portal.book import (
    Block,
    Chapter,
    Photo,
    community_title,
    entry,
    facts,
    heading,
    names,
    page_break,
    para,
    photos,
)

PICTURES = "图片"

PHOTOS_PER_EVENT = 6

PHOTOS_PER_STREET_EVENT = 6


@dataclass(frozen=True)
class PicturedYear:
    """The events of a street and year that took place, in date order, and their photos by event id."""

    events: list[Event]
    photos: dict[int, list[Material]]


def pictured_year(street, year) -> PicturedYear:
    """Two queries for any street."""
    held = Event.objects.filter(street=street).for_year(year).held()
    events = list(
        held.select_related("community", "responsible", "dossier__submitted_by").order_by("starts_at", "pk")
    )
    event_of = {event.dossier.pk: event.pk for event in events if hasattr(event, "dossier")}
    rows = Material.objects.photos().filter(dossier__event__in=held, state=Material.State.READY)
    found = defaultdict(list)
    for photo in rows.select_related("blob").order_by("taken_at", "pk"):
        found[event_of[photo.dossier_id]].append(photo)
    return PicturedYear(events, found)


def communities(street, pictured: PicturedYear) -> Chapter:
    by_community = defaultdict(list)
    for event in pictured.events:
        by_community[event.community_id].append(event)
    blocks = []
    for community in street.communities.order_by("position", "pk"):
        blocks += _community(community, by_community[community.pk], pictured.photos)
    return Chapter("各社区", blocks)


def pictures(pictured: PicturedYear) -> Chapter:
    """The street's own events, the fuller described photos first."""
    blocks = []
    for event in pictured.events:
        best = sorted(pictured.photos[event.pk], key=lambda photo: not photo.is_described)
        if event.community_id is None and best:
            # A page to each event; on the first one the chapter's title takes the room of a row.
            room = PHOTOS_PER_STREET_EVENT if blocks else PHOTOS_PER_STREET_EVENT - 2
            blocks += [page_break(), heading(event.title), _printed(event, best[:room])]
    return Chapter(PICTURES, blocks[1:])  # the chapter opens a page itself


def photographers(street, year) -> list[Block]:
    """供图人员, who took most photos first."""
    rows = (
        Material.objects.photos()
        .usable()
        .filter(dossier__event__street=street, dossier__event__starts_at__year=year)
        .exclude(photographer="")
        .order_by()
        .values_list("photographer")
        .annotate(number=Count("pk"))
        .order_by("-number", "photographer")
    )
    return [heading("供图人员"), names(name for name, _ in rows)] if rows else []


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
        blocks.append(_printed(event, _chosen(dossier, taken)))
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


def _printed(event, chosen) -> Block:
    return photos(
        Photo(photo.blob.sha256, photo.title or event.title, photo.photographer) for photo in chosen
    )
