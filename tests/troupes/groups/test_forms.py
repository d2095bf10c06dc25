import pytest

from tests.factories.troupes.groups import StarRatingFactory, TroupeFactory
from tests.factories.troupes.people import MembershipFactory
from troupes.groups.forms import StarRatingForm, TroupeFilter, TroupeForm
from troupes.models import StarRating, Troupe
from troupes.people.forms import PersonForm


def person_form(user, instance=None, **data):
    fields = {"name": "张桂兰", "gender": "F", "birth_year": "1958", "birth_month": "3"} | data
    return PersonForm(fields, instance=instance, user=user)


def test_staff_register_people_of_their_own_community_only(community, staff, stranger):
    form = person_form(staff, community=str(stranger.community.pk))
    assert form.save().community == community


# Troupes --------------------------------------------------------------------------------------
TROUPE = {"name": "滨河舞蹈队", "category": "dance", "weekday": "3", "starts_at": "09:00", "ends_at": "11:00"}


def test_captain_changes_place_and_slot_only(community, captain):
    troupe = TroupeFactory(community=community, captain=captain)
    form = TroupeForm(TROUPE | {"place": "新广场", "status": "closed"}, instance=troupe, user=captain)
    form.save()
    troupe.refresh_from_db()
    assert (troupe.place, troupe.status, troupe.name != "滨河舞蹈队") == ("新广场", "active", True)


def test_second_troupe_of_the_same_name_is_refused_in_the_form(community, staff):
    TroupeFactory(community=community, name="滨河舞蹈队")
    assert "同名团队" in str(TroupeForm(TROUPE, user=staff).errors)


def test_second_street_troupe_of_the_same_name_is_refused_too(street, officer):
    TroupeFactory(community=None, street=street, name="滨河舞蹈队")
    assert "同名团队" in str(TroupeForm(TROUPE, user=officer).errors)


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"ends_at": "08:00"}, "__all__", "结束时间应晚于"),
        ({"weekday": ""}, "weekday", "每周活动日"),
        ({"founded_on": "0206-01-01"}, "founded_on", "核对年份"),
    ],
)
def test_troupe_form_names_field_and_remedy(community, staff, change, field, word):
    assert word in str(TroupeForm(TROUPE | change, user=staff).errors[field])


def test_captains_to_choose_are_captains_of_the_own_community(community, staff, captain, stranger):
    assert set(TroupeForm(user=staff).fields["captain"].queryset) == {captain}


def test_star_of_the_same_year_is_refused_before_the_database_is(community, officer):
    rating = StarRatingFactory(community=community, year=2025)
    form = StarRatingForm(
        {"year": "2025", "stars": "5"}, instance=StarRating(troupe=rating.troupe), user=officer
    )
    assert "该年度已评过" in str(form.errors)


def test_troupe_filter_by_pinyin_weekday_and_need(community, officer):
    led = MembershipFactory(troupe=TroupeFactory(community=community, name="滨河舞蹈队"), leading=True).troupe
    alone = TroupeFactory(community=community, name="桃源歌咏队", weekday=5, confirmed=True)

    def found(**data):
        return set(TroupeFilter(data, user=officer).filter(Troupe.objects.all()))

    assert found(q="bhwd") == {led}
    assert found(q=" taoyuan ") == {alone}
    assert found(weekday="5") == {alone}
    assert found(need="leader") == {alone}
    assert found(need="roster") == {led}
    assert found(community=str(community.pk), category="dance", status="active") == {led, alone}
