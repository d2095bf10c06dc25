"""概况: the street in its fixed figures, the year in one paragraph, the targets 个十百千万 by community."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from activities.events.metrics import attendances, events_held
from activities.funds.figures import totals_by_channel
from activities.models import FundLine
from activities.plans.chapter import targets_of_communities
from activities.projects.metrics import themes
from archives.dossiers.models import Dossier
from archives.materials.models import Material
from portal.book import Chapter, facts, heading, para, table
from portal.days import last_day
from portal.numbers import MISSING, figure_text
from troupes.groups.metrics import active_troupes
from troupes.honours.metrics import awards
from troupes.models import Membership, Troupe


@dataclass(frozen=True)
class Year:
    """The counts of one street and year that the chapter needs; 人次 and 人 are never added together."""

    held: int
    street_held: int
    attendances: int
    themes: int
    troupes: int
    members: int
    dossiers: int
    accepted: int
    photos: int
    awards: int
    received: Decimal

    @property
    def is_empty(self):
        return not (self.held or self.troupes or self.photos)


def count_year(street, year, readings) -> Year:
    """What is a metric comes from `readings`, so that this chapter and the tables say the same."""

    def total(metric):
        return readings[metric.key].everything

    dossiers = Dossier.objects.filter(event__street=street).for_year(year).ended()
    lines = FundLine.objects.filter(street=street).for_year(year)
    return Year(
        held=total(events_held),
        street_held=int(readings[events_held.key].own),
        attendances=total(attendances),
        themes=total(themes),
        troupes=total(active_troupes),
        members=_members(street, last_day(year)),
        photos=Material.objects.photos().usable().filter(dossier__in=dossiers).count(),
        awards=total(awards),
        received=totals_by_channel(lines)[-1].received,
        **dossiers.aggregate(
            dossiers=Count("pk"), accepted=Count("pk", filter=Q(status=Dossier.Status.ACCEPTED))
        ),
    )


def _members(street, day):
    """People on the rosters of `day`; who is in several troupes counts once."""
    troupes = Troupe.objects.filter(street=street).active_on(day)
    return Membership.objects.filter(troupe__in=troupes).current(day).values("person").distinct().count()


def overview(street, year, readings) -> Chapter:
    communities = list(street.communities.order_by("position", "pk"))
    count = count_year(street, year, readings)
    if count.is_empty and not street.introduction:
        return Chapter("概况")
    return Chapter(
        "概况",
        [
            para(street.introduction),
            facts(_figures(communities, count)),
            heading("全年工作"),
            para(_account(street, year, communities, count)),
            *targets_of_communities(street, year, communities),
            *_communities(communities, readings),
        ],
    )


def _figures(communities, count):
    return [
        ("所辖社区", f"{len(communities)} 个"),
        ("居民户数", _known_sum([community.households for community in communities], "户")),
        ("居民人口", _known_sum([community.population for community in communities], "人")),
        ("文化团队", f"{count.troupes} 支"),
        ("在册队员", f"{count.members:,} 人"),
        ("文化主题", f"{count.themes} 个"),
        ("举办活动", f"{count.held} 场"),
        ("参与群众", f"{count.attendances:,} 人次"),
        ("五有档案", f"{count.accepted} 份通过审核"),
        ("存档照片", f"{count.photos:,} 张"),
        ("获得奖项", f"{count.awards} 项"),
        ("到位经费", f"{count.received:,.2f} 元"),
    ]


def _known_sum(values, unit):
    known = [value for value in values if value is not None]
    return f"{sum(known):,} {unit}" if known else MISSING


def _account(street, year, communities, count):
    """The year in the yearbook's voice: third person, past tense, figures instead of praise."""
    sentences = [
        f"{year}年，{street.name}辖{len(communities)}个社区，有在册群众文化团队{count.troupes}支、"
        f"队员{count.members:,}人。",
        f"全年举办文化体育活动{count.held}场，其中街道举办{count.street_held}场、"
        f"社区举办{count.held - count.street_held}场，参与群众{count.attendances:,}人次。",
    ]
    if count.dossiers:
        sentences.append(
            f"建立活动“五有”档案{count.dossiers}份，通过审核{count.accepted}份，存档照片{count.photos:,}张。"
        )
    if count.awards:
        sentences.append(f"团队和社区获街道级以上奖项{count.awards}项。")
    if count.received:
        sentences.append(f"到位文化体育经费{count.received:,.2f}元。")
    return "".join(sentences)


def _communities(communities, readings):
    picked = [readings[metric.key] for metric in (active_troupes, events_held, attendances)]
    columns = [
        ("社区", 2.4, "left"),
        ("书记、主任", 2, "left"),
        ("户数", 1.5, "right"),
        ("人口", 1.5, "right"),
        *((reading.label, 2, "right") for reading in picked),
    ]
    rows = [
        [
            community.name,
            community.secretary or MISSING,
            figure_text(community.households),
            figure_text(community.population),
            *(reading.text(community) for reading in picked),
        ]
        for community in communities
    ]
    return [heading("社区基本情况"), table(columns, rows, "各社区基本情况表")]
