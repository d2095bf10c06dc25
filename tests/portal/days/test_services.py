"""放假安排 are entered by those who keep them, whichever page or job asks."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.days.models import Holiday
from portal.days.services import enter_holiday

NATIONAL_DAY = {"name": "国庆节", "first": date(2031, 10, 1), "last": date(2031, 10, 7)}


@pytest.mark.parametrize("who", ["staff", "leader", "captain", "auditor"])
def test_holiday_is_entered_by_officer_and_administrator_only(request, street, who):
    holiday = Holiday(street=street, **NATIONAL_DAY)
    with pytest.raises(PermissionDenied, match="由街道文化员和系统管理员维护"):
        enter_holiday(holiday=holiday, worked=[], by=request.getfixturevalue(who))
    assert not Holiday.objects.exists()


@pytest.mark.parametrize("who", ["officer", "admin"])
def test_days_worked_for_a_holiday_are_entered_with_it(request, street, who):
    holiday = Holiday(street=street, **NATIONAL_DAY)
    enter_holiday(holiday=holiday, worked=[date(2031, 9, 28)], by=request.getfixturevalue(who))
    assert sorted(Holiday.objects.values_list("kind", "first")) == [
        ("off", date(2031, 10, 1)),
        ("work", date(2031, 9, 28)),
    ]
