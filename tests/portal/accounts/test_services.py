"""Accounts are stopped and handed over by those who keep them, whichever page or job asks."""

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.services import hand_over_post, set_account_active
from tests.factories.portal import UserFactory


@pytest.mark.parametrize("who", ["staff", "leader", "captain", "auditor", "foreigner"])
def test_account_is_stopped_and_handed_over_by_its_keepers_only(request, community, who):
    account, successor = UserFactory.create_batch(2, community=community)
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        set_account_active(account=account, active=False, by=by)
    with pytest.raises(PermissionDenied):
        hand_over_post(predecessor=account, successor=successor, by=by)
    account.refresh_from_db()
    assert account.is_active
    assert account.successor is None
