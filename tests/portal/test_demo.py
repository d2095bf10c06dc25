"""The demo as a whole: every noun finds what its rows stand on, and a second run changes nothing."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from activities.models import Booking, Expense, PlanRound, Venue
from archives.models import Dossier, Material
from assessments.models import Assessment, PeriodReport
from portal.demo import build
from portal.demo.ground import Ground, weekday_near
from portal.demo.tables import several, table, words
from portal.models import Community, Street, User
from tests.factories.portal import CommunityFactory, StreetFactory, UserFactory
from troupes.models import Consent, Programme

LAST = timezone.localdate().year - 1


@pytest.fixture
def small_street(db):
    street = StreetFactory(name="鹤鸣街道")
    for position, name in enumerate(("鹤鸣社区", "清溪社区", "松岗社区"), start=1):
        CommunityFactory(street=street, name=name, position=position)
    UserFactory(officer=True, street=street)
    UserFactory(leader=True, street=street)
    return street


def test_nouns_are_listed_in_the_order_in_which_their_demo_rows_build_on_one_another(small_street):
    build.check_keys_at_once()
    build.fill_year(Ground.of(small_street, LAST))
    assert Programme.objects.exists()
    assert Consent.objects.exists()
    assert PlanRound.objects.filter(snapshot__拟办活动__icontains="桃花").exists()
    assert Expense.objects.filter(event__isnull=False).exists()
    assert Venue.objects.exists()
    assert Booking.objects.filter(event__isnull=False).exists()
    assert set(Dossier.objects.values_list("status", flat=True)) == {"accepted"}
    assert Material.objects.photos().exists()
    assert PeriodReport.objects.filter(submitted_at__isnull=False, body__contains="举办活动").exists()
    ranks = Assessment.objects.order_by("rank").values_list("rank", "status")
    assert [*ranks] == [(1, "final"), (2, "final"), (3, "final")]
    assert all(total > 20 for total in Assessment.objects.values_list("total", flat=True))


def test_demo_makes_streets_with_their_people_once(db, monkeypatch):
    filled, said = [], []
    monkeypatch.setattr(build, "fill_year", lambda ground: filled.append((ground.street.name, ground.year)))
    build.build_demo(say=said.append)
    assert filled == [(name, year) for name in ("龙泉街道", "鹤鸣街道") for year in (LAST, LAST + 1)]
    assert (Community.objects.count(), User.objects.count()) == (15, 19)
    assert User.objects.get(username="staff12").community.name == "云岭社区"
    build.build_demo(say=said.append)
    assert len(filled) == 4
    assert said[-1] == "演示数据已经存在，未作改动。"


def test_demo_is_refused_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="正式环境"):
        call_command("demo")
    assert not Street.objects.exists()


# The ground -----------------------------------------------------------------------------------
def test_ground_knows_who_keeps_a_place(street, community, officer, staff):
    ground = Ground.of(street, LAST)
    elsewhere = CommunityFactory(street=street)
    assert [ground.keeper_of(place) for place in (community, None, elsewhere)] == [staff, officer, officer]
    assert ground.handler_of(community) == staff.name
    assert not ground.is_running
    assert Ground.of(street, LAST + 1).is_running


def test_drawing_from_an_own_stream_moves_no_other_rows(street):
    ground, same = Ground.of(street, LAST), Ground.of(street, LAST)
    own = ground.drawing("games")
    assert own.rng.random() == same.drawing("games").rng.random()
    assert ground.rng.random() == same.rng.random()


@pytest.mark.parametrize(("day", "near"), [(7, 9), (8, 9), (9, 9), (13, 13)])  # 7 March 2026 is a Saturday
def test_weekday_near_a_weekend_is_the_monday_after(day, near):
    assert weekday_near(date(2026, 3, day)) == date(2026, 3, near)


def test_tables_and_words():
    rows = table(build.__file__, "communities")
    assert [row["street"] for row in rows].count("龙泉街道") == 12
    assert several("广场|活动室") == ["广场", "活动室"]
    assert words("\n乒乓球 门球\n羽毛球\n") == ["乒乓球", "门球", "羽毛球"]
