"""Streets and communities: administrators build them, the officer keeps them up to date."""

from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage
from portal.places.forms import CommunityForm, PlaceFilter, StreetForm
from portal.places.models import Community, Street


def _keeper(user):
    if not (user.is_administrator or user.is_officer):
        raise PermissionDenied("街道和社区的资料由系统管理员和街道文化员维护。")
    return True


def _administrator(user):
    if not user.is_administrator:
        raise PermissionDenied("社区由系统管理员增加和删除，请与系统管理员联系。")
    return True


def _administrator_of_all_streets(user):
    if not user.is_administrator or user.street_id:
        raise PermissionDenied("新的街道由不限街道的系统管理员建立。")
    return True


@user_passes_test(_keeper)
def street_list(request):
    """Who belongs to one street has no list to choose from and is led to it."""
    if request.user.street_id:
        return redirect("street-detail", pk=request.user.street_id)
    return StreetList.as_view()(request)


class StreetList(ListPage):
    model = Street
    title = "街道"
    counted = ("with_community_count",)
    ordering = ("pk",)
    create_url = "street-create"
    create_label = "新增街道"
    creators = ("admin",)
    empty_text = "还没有街道。请先新增街道，再在街道里新增社区，然后到“账号”里建各人的账号。"
    columns = (
        Column("name", sort=True, link=True),
        Column("district", sort=True),
        Column("fonds_code", sort=True),
        Column("community_count", "社区数", sort="community_count"),
    )


class StreetDetail(DetailPage):
    model = Street
    template_name = "portal/places/street_detail.html"
    counted = ("with_community_count",)
    edit_url = "street-edit"
    fields = (
        Column("name"),
        Column("district"),
        Column("fonds_code"),
        Column("community_count", "社区数"),
        Column("introduction", wide=True),
    )

    def get_crumbs(self):
        return [] if self.request.user.street_id else [("街道", "street-list")]


@method_decorator(user_passes_test(_administrator_of_all_streets), name="dispatch")
class StreetCreate(CreatePage):
    model = Street
    form_class = StreetForm
    creators = ("admin",)
    parent = ("街道", "street-list")
    message = "街道已建立，接着新增社区。"


class StreetEdit(EditPage):
    model = Street
    form_class = StreetForm


@method_decorator(user_passes_test(_keeper), name="dispatch")
class CommunityList(ListPage):
    model = Community
    editing = True  # a list of what one keeps; administrators read no business through visible_to
    title = "社区"
    template_name = "portal/places/community_list.html"
    related = ("street",)
    filter_form = PlaceFilter
    create_url = "community-create"
    create_label = "新增社区"
    creators = ("admin",)
    empty_text = "还没有社区。请由系统管理员新增。"
    columns = (
        Column("street.name", "街道", sort=True),
        Column("position", sort=True),
        Column("name", sort=True, link=True),
        Column("households", sort=True),
        Column("population", sort=True),
        Column("secretary", sort=True),
    )

    def get_columns(self):
        return self.columns[1:] if self.request.user.street_id else self.columns


class CommunityDetail(DetailPage):
    model = Community
    editing = True
    related = ("street",)
    parent = ("社区", "community-list")
    edit_url = "community-edit"
    fields = (
        Column("name"),
        Column("street.name", "街道"),
        Column("position"),
        Column("households"),
        Column("population"),
        Column("secretary"),
        Column("introduction", wide=True),
    )

    @property
    def delete_url(self):
        return "community-delete" if self.request.user.is_administrator else ""


@method_decorator(user_passes_test(_administrator), name="dispatch")
class CommunityCreate(CreatePage):
    model = Community
    form_class = CommunityForm
    creators = ("admin",)
    parent = ("社区", "community-list")
    message = "社区已建立。"

    def get_initial(self):
        return {"street": self.request.GET.get("street")}


class CommunityEdit(EditPage):
    model = Community
    form_class = CommunityForm
    parent = ("社区", "community-list")


@method_decorator(user_passes_test(_administrator), name="dispatch")
class CommunityDelete(DeletePage):
    """Only a community that nothing belongs to, one entered by mistake, can go."""

    model = Community
    parent = ("社区", "community-list")
    success_url = reverse_lazy("community-list")
