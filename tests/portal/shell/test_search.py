from django.urls import reverse

from tests.factories.portal import UserFactory


def hits(client, text):
    groups = client.get(reverse("search"), {"q": text}).context["groups"]
    return {(kind, hit.title) for kind, found in groups.items() for hit in found}


def test_admin_finds_accounts_of_the_own_street_only(client, admin, staff, foreigner):
    UserFactory(name="李邻街", street=foreigner.street, officer=True)
    client.force_login(admin)
    assert hits(client, "李") == {("账号", "李文体")}


def test_accounts_are_not_found_by_others(client, officer, staff):
    client.force_login(officer)
    assert ("账号", "李文体") not in hits(client, "李文体")


def test_search_without_text_explains_itself(client, officer):
    client.force_login(officer)
    page = client.get(reverse("search")).content.decode()
    assert "拼音首字母" in page
    assert "没有找到" not in page


def test_search_without_hits_says_so_and_keeps_the_text(client, officer):
    client.force_login(officer)
    page = client.get(reverse("search"), {"q": "不存在的内容"}).content.decode()
    assert "没有找到" in page
    assert 'value="不存在的内容"' in page


def test_search_text_is_escaped_and_limited(client, officer):
    client.force_login(officer)
    response = client.get(reverse("search"), {"q": "<script>" + "长" * 500})
    assert len(response.context["text"]) == 50
    assert "<script>长" not in response.content.decode()
