from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.honours import AwardFactory, ProgrammeFactory
from troupes.honours.forms import AwardForm, ProgrammeForm
from troupes.models import Award, Programme


def test_programme_of_the_same_title_is_refused_and_marks_are_dropped(community, captain):
    there = ProgrammeFactory(community=community, title="映山红")
    form = ProgrammeForm({"title": "《映山红》"}, instance=Programme(troupe=there.troupe), user=captain)
    assert "同名节目" in str(form.errors)


def test_award_follows_its_troupe(community, staff):
    troupe = TroupeFactory(community=community)
    data = {
        "troupe": troupe.pk,
        "contest": "区赛",
        "title": "金奖",
        "level": "district",
        "awarded_on": "2026-01-02",
    }
    form = AwardForm(data, user=staff)
    assert form.is_valid(), form.errors
    form.save()
    assert Award.objects.get().community == community


def test_award_ahead_of_today_is_refused(community, staff):
    award = AwardFactory(community=community)
    data = {"contest": "区赛", "title": "金奖", "level": "district", "awarded_on": "2999-01-02"}
    assert "不能晚于今天" in str(AwardForm(data, instance=award, user=staff).errors["awarded_on"])
