"""照片: the gallery, and the delivery of originals and derivatives to those who may see them."""

from django.db.models import F
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.templatetags.static import static

from archives.materials.forms import PhotoFilter
from archives.materials.models import Material
from portal.files.deliver import deliver, deliver_blob
from portal.pages.columns import Column
from portal.pages.generic import ListPage

PLACEHOLDERS = {Material.State.BROKEN: "archives-broken.svg"}


class PhotoList(ListPage):
    """The gallery by year, community and event; its export is the 照片著录目录."""

    model = Material
    title = "照片"
    related = ("blob", "dossier__event__community")
    filter_form = PhotoFilter
    template_name = "archives/materials/photo_list.html"
    page_sizes = (60, 120)
    ordering = (F("taken_at").desc(nulls_last=True), "-pk")
    columns = (
        Column("title", link=True, value=str),
        Column("taken_at", sort=True),
        Column("place"),
        Column("people"),
        Column("cause"),
        Column("photographer"),
        Column("dossier.event.title", "活动"),
        Column("dossier.event.owner_name", "社区"),
        Column("filename"),
    )
    empty_text = "还没有照片。在活动档案的“素材”里上传后，会汇集到这里。"

    def get_context_data(self, **kwargs):
        chosen = self.filter.cleaned_data.get("event") if self.filter.is_valid() else None
        return super().get_context_data(**kwargs) | {"event": chosen}


def _material(request, pk):
    return get_object_or_404(Material.objects.visible_to(request.user).select_related("blob"), pk=pk)


def material_file(request, pk):
    """The original, always as a download."""
    material = _material(request, pk)
    return deliver_blob(material.blob, filename=material.filename)


def material_thumb(request, pk):
    return _derivative(_material(request, pk), "thumb")


def material_large(request, pk):
    return _derivative(_material(request, pk), "large")


def _derivative(material, variant):
    """A picture's derivative; while there is none, a neutral drawing that is not cached."""
    if material.state == Material.State.READY and material.is_picture:
        name = f"{material.filename.rpartition('.')[0] or material.filename}.jpg"
        try:
            path = material.blob.derived_path(variant)
            return deliver(path, content_type="image/jpeg", filename=name, inline=True)
        except Http404:  # lost from the store: the page stays whole
            pass
    response = HttpResponseRedirect(static(PLACEHOLDERS.get(material.state, "archives-waiting.svg")))
    response["Cache-Control"] = "no-store"
    return response
