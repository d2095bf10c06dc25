"""Money by three channels for the street and its communities; what was spent of it is in `demo_expenses`."""

from decimal import Decimal

from activities.funds.demo_expenses import expenses_of
from activities.funds.models import Expense, FundLine
from activities.projects.models import Project
from portal.demo.tables import table

CHANNEL = FundLine.Channel
SMALL_STREET_PROJECTS, SMALL_STREET_SHARE = ("", "festival", "pioneer"), Decimal("0.2")
OWN_SOURCES = ("居民捐助和驻区单位支持", "社区集体经济列支", "物业公司共建经费")


def fill(ground):
    lines = [*_street_lines(ground), *(line for one in ground.communities for line in _lines(ground, one))]
    FundLine.objects.bulk_create(lines)
    Expense.objects.bulk_create(expenses_of(ground, lines))


def _street_lines(ground):
    rows = Project.objects.filter(street=ground.street, year=ground.year, community=None)
    projects = {row.kind: row for row in rows}
    share = 1 if ground.is_large else SMALL_STREET_SHARE
    for row in table(__file__, "demo_street_lines"):
        if ground.is_large or row["project"] in SMALL_STREET_PROJECTS:
            yield _line(
                ground,
                None,
                row["channel"],
                row["source"],
                row["document"].format(year=ground.year, office=_office(ground)),
                budget=int(int(row["budget"]) * share),
                received=row["by_now" if ground.is_running else "received"],
                project=projects.get(row["project"]),
            )


def _office(ground):
    """The short name in the numbers of the street's papers: 龙街办."""
    return f"{ground.street.name[0]}街办"


def _lines(ground, community):
    """A community's money: from the district, from the street, and its own."""
    rng, year = ground.rng, ground.year
    yield _line(
        ground,
        community,
        CHANNEL.UPPER,
        "区文化和旅游局（基层文化补助）",
        f"区文旅〔{year}〕23号",
        budget=rng.randrange(8, 16) * 1000,
        received=rng.choice(["0.8", "1"]) if ground.is_running else "1",
    )
    yield _line(
        ground,
        community,
        CHANNEL.STREET,
        "街道文化专项经费（社区）",
        f"{_office(ground)}〔{year}〕20号",
        budget=rng.randrange(16, 26) * 1000,
        received="1",
    )
    yield _line(
        ground,
        community,
        CHANNEL.OWN,
        rng.choice(OWN_SOURCES),
        "",
        budget=rng.randrange(5, 11) * 1000,
        received=rng.choice(["0.6", "0.8", "1"]),
    )


def _line(ground, community, channel, source, document, *, budget, received, project=None):
    """`received` is the share of the budget that has arrived."""
    return FundLine(
        street=ground.street,
        community=community,
        year=ground.year,
        channel=channel,
        source=source,
        document_number=document,
        project=project,
        budget=Decimal(budget),
        received=(Decimal(budget) * Decimal(received)).quantize(Decimal(100)),
    )
