from tests.factories.activities.projects import ProjectFactory


def test_project_names_its_year_once():
    assert str(ProjectFactory.build(title="2026年桃花节", year=2026)) == "2026年桃花节"
    assert str(ProjectFactory.build(title="市民学校", year=2026)) == "市民学校（2026年）"
