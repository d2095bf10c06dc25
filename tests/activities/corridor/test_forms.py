from django.utils import timezone

from activities.corridor.forms import BoardForm, EditionForm
from activities.models import Edition
from tests.activities.pages import errors
from tests.factories.activities.corridor import BoardFactory, EditionFactory

TODAY = timezone.localdate


def test_board_code_taken_in_the_street_is_a_sentence_not_a_crash(staff, stranger, community):
    BoardFactory(community=stranger.community, code="01-1")
    form = BoardForm({"code": "01-1", "kind": "notice", "location": "门口", "length": "0"}, user=staff)
    assert errors(form)["__all__"] == ["这个编号已被使用。"]


def test_issue_entered_twice_on_a_board_is_a_sentence_not_a_crash(staff, community):
    first = EditionFactory(community=community, issue="2026-01")
    data = {"issue": "2026-01", "theme": "春节", "pages": "4", "published_on": TODAY()}
    form = EditionForm(data, user=staff, instance=Edition(board=first.board))
    assert errors(form)["__all__"] == ["该期号已登记。"]
