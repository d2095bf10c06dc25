"""放假安排 on the screen: who keeps it, what the form understands, what it refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.days import is_working_day
from portal.days.models import Holiday
from portal.days.statutory import KNOWN_YEARS, legal_holidays
from tests.factories.portal import UserFactory
from tests.factories.portal_days import HolidayFactory

UNKNOWN = max(KNOWN_YEARS) + 1


@pytest.fixture
def admin_of_all(db):
    return UserFactory(username="root", name="总管", admin=True, street=None)


def text(response):
    return response.content.decode()


def entry(**changes):
    return {"name": "国庆节", "first": "2027-10-01", "last": "2027-10-07", "worked": ""} | changes


def spans():
    return {(row.name, row.kind, row.first, row.last) for row in Holiday.objects.all()}


# Scopes ----------------------------------------------------------------------------------------
def test_keepers_see_their_street_and_what_holds_for_all(officer, admin, foreigner, admin_of_all):
    own = HolidayFactory(street=officer.street)
    common = HolidayFactory(all_streets=True)
    far = HolidayFactory(street=foreigner.street)
    for person in (officer, admin):
        assert set(Holiday.objects.visible_to(person)) == {own, common}
        assert set(Holiday.objects.editable_by(person)) == {own}
    assert set(Holiday.objects.editable_by(admin_of_all)) == {own, common, far}


@pytest.mark.parametrize("person", ["staff", "captain", "leader", "auditor"])
def test_keeping_is_closed_to(person, request, client, street):
    user = request.getfixturevalue(person)
    row = HolidayFactory(street=street)
    client.force_login(user)
    assert client.get(reverse("holiday-list")).status_code == 403
    assert client.post(reverse("holiday-create"), entry()).status_code == 403
    assert client.post(reverse("holiday-edit", args=[row.pk]), entry()).status_code == 404
    assert not Holiday.objects.visible_to(user).exists()


def test_officer_reads_a_row_of_all_streets_and_cannot_change_it(client, officer):
    row = HolidayFactory(all_streets=True)
    client.force_login(officer)
    page = text(client.get(row.get_absolute_url()))
    assert "全部街道" in page
    assert reverse("holiday-edit", args=[row.pk]) not in page
    assert client.post(reverse("holiday-delete", args=[row.pk])).status_code == 404
    assert Holiday.objects.filter(pk=row.pk).exists()


# Entering --------------------------------------------------------------------------------------
def test_one_paragraph_of_the_notice_becomes_its_days_off_and_its_worked_days(client, officer):
    client.force_login(officer)
    words = "9月26日（周日）、10月9日（周六）上班。"
    response = client.post(reverse("holiday-create"), entry(worked=words))
    assert response.url == reverse("holiday-list") + "?year=2027"
    assert spans() == {
        ("国庆节", "off", date(2027, 10, 1), date(2027, 10, 7)),
        ("国庆节", "work", date(2027, 9, 26), date(2027, 9, 26)),
        ("国庆节", "work", date(2027, 10, 9), date(2027, 10, 9)),
    }
    assert set(Holiday.objects.values_list("street", flat=True)) == {officer.street_id}
    assert is_working_day(date(2027, 10, 9), officer.street_id)


def test_worked_day_of_the_new_year_may_lie_in_the_december_before(client, officer):
    client.force_login(officer)
    client.post(
        reverse("holiday-create"),
        entry(name="元旦", first="2028-01-01", last="2028-01-03", worked="12月26日"),
    )
    assert ("元旦", "work", date(2027, 12, 26), date(2027, 12, 26)) in spans()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"last": "2027-09-30"}, "末日不能早于首日"),
        ({"last": "2028-10-07"}, "最多 31 天"),
        ({"worked": "十月九日"}, "看不懂“十月九日”"),
        ({"worked": "13月40日"}, "没有13月40日这一天"),
        ({"worked": "10月8日"}, "2027年10月8日不是周六、周日"),
        ({"worked": "10月2日"}, "不能又是上班日"),
        ({"name": ""}, "必填"),
        ({"first": "明天"}, "日期"),
    ],
)
def test_bad_entry_is_refused_in_chinese_and_entries_stay(changes, complaint, client, officer):
    client.force_login(officer)
    data = entry(**changes)
    page = text(client.post(reverse("holiday-create"), data))
    assert complaint in page
    assert all(f'value="{value}"' in page for name, value in data.items() if value)
    assert not Holiday.objects.exists()


def test_day_that_is_arranged_already_is_refused(client, officer):
    HolidayFactory(street=officer.street, first=date(2027, 10, 7))
    HolidayFactory(street=officer.street, first=date(2027, 10, 9), kind="work")
    client.force_login(officer)
    page = text(client.post(reverse("holiday-create"), entry()))
    assert "这几天里已有别的安排" in page
    page = text(client.post(reverse("holiday-create"), entry(last="2027-10-06", worked="10月9日")))
    assert "2027-10-09已有别的安排" in page
    assert Holiday.objects.count() == 2


def test_database_itself_refuses_two_arrangements_of_a_day(street):
    HolidayFactory(street=street, first=date(2027, 10, 1), last=date(2027, 10, 7))
    with pytest.raises(IntegrityError, match="holiday_one_arrangement_per_day"), transaction.atomic():
        HolidayFactory(street=street, first=date(2027, 10, 7), kind="work")
    HolidayFactory(all_streets=True, first=date(2027, 10, 7))
    with pytest.raises(IntegrityError, match="holiday_one_arrangement_per_day"), transaction.atomic():
        HolidayFactory(all_streets=True, first=date(2027, 10, 7))


def test_admin_of_all_streets_enters_for_all_or_for_one(client, admin_of_all, street):
    client.force_login(admin_of_all)
    client.post(reverse("holiday-create"), entry(street=""))
    client.post(reverse("holiday-create"), entry(street=street.pk))
    assert set(Holiday.objects.values_list("street", flat=True)) == {None, street.pk}


def test_officer_cannot_enter_for_another_street(client, officer, foreigner):
    client.force_login(officer)
    client.post(reverse("holiday-create"), entry(street=foreigner.street_id))
    assert Holiday.objects.get().street == officer.street


# Keeping ---------------------------------------------------------------------------------------
def test_edit_corrects_a_day_and_delete_removes_the_row(client, officer):
    row = HolidayFactory(street=officer.street, name="国庆节", first=date(2027, 10, 1))
    client.force_login(officer)
    data = {"name": "国庆节", "kind": "off", "first": "2027-10-01", "last": "2027-10-08"}
    assert client.post(reverse("holiday-edit", args=[row.pk]), data).url == row.get_absolute_url()
    assert spans() == {("国庆节", "off", date(2027, 10, 1), date(2027, 10, 8))}
    assert client.post(reverse("holiday-delete", args=[row.pk])).url == reverse("holiday-list")
    assert not Holiday.objects.exists()


def test_list_says_what_is_missing_until_the_year_is_complete(client, officer, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(UNKNOWN - 1, 11, 25))
    client.force_login(officer)
    page = text(client.get(reverse("holiday-list")))
    assert f"{UNKNOWN}年放假安排尚未录入，" in page
    assert f"{UNKNOWN - 1}年：国务院办公厅公布的安排已在系统中" in page
    for name, days in legal_holidays(UNKNOWN).items():
        HolidayFactory(street=officer.street, name=name, first=days[0], last=days[-1])
    assert f"{UNKNOWN}年：放假安排已录入齐全" in text(client.get(reverse("holiday-list")))


def test_list_narrows_to_a_year(client, officer, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 25))
    HolidayFactory(street=officer.street, name="今年", first=date(2026, 12, 31), last=date(2027, 1, 2))
    HolidayFactory(street=officer.street, name="明年", first=date(2027, 5, 1))
    client.force_login(officer)
    for year, names in ((2026, {"今年"}), (2027, {"今年", "明年"})):
        page = client.get(reverse("holiday-list"), {"year": year})
        assert {row.name for row in page.context["page_obj"]} == names
