import pytest

from tests.activities.pages import page, queries, url
from tests.factories.activities import FACTORIES

LISTS = (
    "groupmember",
    "meeting",
    "resolution",
    "fundline",
    "expense",
    "venue",
    "booking",
    "partnerschool",
    "course",
    "lesson",
    "board",
    "edition",
    "training",
    "survey",
)


DETAILS = [
    "groupmember",
    "meeting",
    "fundline",
    "venue",
    "partnerschool",
    "course",
    "board",
    "training",
    "survey",
]


@pytest.mark.parametrize("name", LISTS)
def test_list_costs_the_same_for_one_row_and_for_three(
    client, officer, community, name, django_assert_max_num_queries
):
    client.force_login(officer)
    FACTORIES[name](community=community)
    page(client, url(f"{name}-list"))
    one = queries(client, url(f"{name}-list"), django_assert_max_num_queries)
    FACTORIES[name].create_batch(2, community=community)
    assert queries(client, url(f"{name}-list"), django_assert_max_num_queries) == one


@pytest.mark.parametrize("name", LISTS)
def test_list_sorts_by_every_offered_column_and_exports(client, officer, community, name):
    client.force_login(officer)
    FACTORIES[name].create_batch(2, community=community)
    columns = client.get(url(f"{name}-list")).context["table"].columns
    for column in columns:
        if column.sort:
            rows = client.get(url(f"{name}-list"), {"sort": f"-{column.sort}"}).context["rows"]
            assert len(rows) == 2, column.sort
    export = client.get(url(f"{name}-list"), {"export": "xlsx"})
    assert export.content[:2] == b"PK"


@pytest.mark.parametrize("name", LISTS)
def test_empty_list_says_what_to_do(client, staff, name):
    client.force_login(staff)
    response = client.get(url(f"{name}-list"))
    assert response.context["empty_text"] != "还没有记录。"
    assert response.context["empty_text"] in response.content.decode()


@pytest.mark.parametrize("name", DETAILS)
def test_staff_of_another_community_find_no_row(client, stranger, community, name):
    row = FACTORIES[name](community=community)
    client.force_login(stranger)
    for verb in ("detail", "edit", "delete"):
        assert client.get(url(f"{name}-{verb}", row.pk)).status_code == 404
    assert client.get(url(f"{name}-list")).context["rows"].count() == 0


@pytest.mark.parametrize("name", DETAILS)
def test_leader_reads_and_changes_nothing(client, leader, community, name):
    row = FACTORIES[name](community=community)
    client.force_login(leader)
    body = page(client, url(f"{name}-detail", row.pk))
    assert url(f"{name}-edit", row.pk) not in body
    assert client.get(url(f"{name}-edit", row.pk)).status_code == 404
    assert client.post(url(f"{name}-delete", row.pk)).status_code == 404
    assert client.get(url(f"{name}-create")).status_code == 403


@pytest.mark.parametrize("name", DETAILS)
def test_editor_opens_form_and_deletes(client, staff, community, name):
    row = FACTORIES[name](community=community)
    client.force_login(staff)
    assert url(f"{name}-edit", row.pk) in page(client, url(f"{name}-detail", row.pk))
    page(client, url(f"{name}-edit", row.pk))
    page(client, url(f"{name}-delete", row.pk))
    response = client.post(url(f"{name}-delete", row.pk))
    assert response.url == url(f"{name}-list")
    assert not type(row).objects.exists()


CHILDREN = {
    "resolution": ("meeting", "meeting"),
    "expense": ("fundline", "line"),
    "booking": ("venue", "venue"),
    "lesson": ("course", "course"),
    "edition": ("board", "board"),
}


@pytest.mark.parametrize("name", CHILDREN)
def test_child_is_added_from_its_parents_page_and_deleted_back_to_it(client, staff, community, name):
    parent_name, field = CHILDREN[name]
    child = FACTORIES[name](community=community)
    parent = getattr(child, field)
    client.force_login(staff)
    body = page(client, parent.get_absolute_url())
    for address in (
        url(f"{parent_name}-{name}-add", parent.pk),
        url(f"{name}-edit", child.pk),
        url(f"{name}-delete", child.pk),
    ):
        assert address in body
    page(client, url(f"{name}-edit", child.pk))
    assert client.post(url(f"{name}-delete", child.pk)).url == parent.get_absolute_url()
    assert not type(child).objects.exists()


@pytest.mark.parametrize("name", CHILDREN)
def test_parents_page_costs_the_same_for_one_child_and_for_three(
    client, staff, community, name, django_assert_max_num_queries
):
    child = FACTORIES[name](community=community)
    field = CHILDREN[name][1]
    parent = getattr(child, field)
    client.force_login(staff)
    page(client, parent.get_absolute_url())
    one = queries(client, parent.get_absolute_url(), django_assert_max_num_queries)
    FACTORIES[name].create_batch(2, **{field: parent})
    assert queries(client, parent.get_absolute_url(), django_assert_max_num_queries) == one


@pytest.mark.parametrize("name", CHILDREN)
def test_empty_child_form_stays_on_its_page_with_sentences(client, staff, community, name):
    parent_name, field = CHILDREN[name]
    parent = getattr(FACTORIES[name](community=community), field)
    client.force_login(staff)
    response = client.post(url(f"{parent_name}-{name}-add", parent.pk), {})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert str(parent) in response.content.decode()
