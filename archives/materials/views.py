"""Materials: uploaded one request per file or as a plain form, described singly or many at once."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from archives.dossiers import rules
from archives.dossiers.models import Dossier, Slot
from archives.materials import services
from archives.materials.forms import DescribeForm, FileForm, MaterialForm
from archives.materials.models import Material
from portal.links import link
from portal.pages.columns import Column
from portal.pages.generic import DetailPage
from portal.pages.verbs import carry_out, turn_away
from portal.quotes import quoted

ABOVE = ("五有档案", "archives:dossier-list")


@require_POST
def dossier_upload(request, pk):
    """Take files into a slot. A script gets JSON, one outcome per file; a plain form is led back."""
    dossier = get_object_or_404(Dossier.objects.editable_by(request.user).select_related("event"), pk=pk)
    slot, files = request.POST.get("slot", ""), request.FILES.getlist("file")
    if slot in Slot.values and files:
        outcomes = [_take(request, dossier, slot, file) for file in files]
    else:
        outcomes = [{"status": "refused", "text": "没有收到文件，请先选择照片或文件再上传。", "card": ""}]
    if request.accepts("text/html"):
        _tell(request, outcomes)
        return redirect(f"{dossier.get_absolute_url()}#slot-{slot}")
    return JsonResponse({"outcomes": outcomes})


def _take(request, dossier, slot, file):
    """One file's outcome: created, duplicate or refused, a sentence, and the card to show."""
    try:
        material, created = services.add_material(dossier=dossier, slot=slot, file=file, by=request.user)
    except ValidationError as refusal:
        return {"status": "refused", "text": "".join(refusal.messages), "card": ""}
    material.dossier = dossier
    card = render_to_string(
        "archives/materials/_material.html", {"material": material, "editable": True}, request
    )
    text = "已上传" if created else f"“{file.name}”已经在档案里了，没有重复存。"
    return {
        "status": "created" if created else "duplicate",
        "text": text,
        "card": card,
        "id": material.pk,
        "place": "photos" if material.is_photo else "files",
    }


def _tell(request, outcomes):
    taken = sum(outcome["status"] == "created" for outcome in outcomes)
    if taken:
        messages.success(request, f"已上传 {taken} 个文件。")
    for outcome in outcomes:
        if outcome["status"] != "created":
            messages.warning(request, outcome["text"])


def dossier_holds(request, pk):
    """Whether this slot already holds the file with that SHA-256: asked before sending, so that nothing is
    sent twice, and after a lost answer, so that nothing is called failed that arrived."""
    dossier = get_object_or_404(Dossier.objects.editable_by(request.user), pk=pk)
    digest = request.GET.get("sha256", "").lower()
    held = dossier.materials.filter(slot=request.GET.get("slot", ""), blob__sha256=digest).usable()
    return JsonResponse({"held": held.exists()})


class MaterialDetail(DetailPage):
    model = Material
    related = ("blob", "uploaded_by", "dossier__event__community")
    template_name = "archives/materials/detail.html"
    parent = ABOVE
    file_fields = (
        Column("title"),
        Column("get_slot_display"),
        Column("filename"),
        Column("size", "大小", value=lambda row: size_text(row.blob)),
        Column("uploaded_by.name", "上传人"),
        Column("uploaded_at"),
        Column("blob.sha256", "校验值（SHA-256）", wide=True),
    )
    picture_fields = (
        Column("title", wide=True),
        Column("taken_at"),
        Column("get_time_source_display"),
        Column("place"),
        Column("people"),
        Column("cause"),
        Column("photographer"),
        Column("pixels", "像素", value=lambda row: f"{row.width} × {row.height}" if row.width else ""),
        *file_fields[2:],
    )

    def get_fields(self):
        return self.picture_fields if self.object.slot == Slot.MEDIA else self.file_fields

    def get_crumbs(self):
        dossier = self.object.dossier
        return [ABOVE, (str(dossier), f"{dossier.get_absolute_url()}#slot-{self.object.slot}")]

    def can_edit(self):
        return super().can_edit() and self.object.dossier.is_editable

    def get_context_data(self, **kwargs):
        self.edit_url, self.delete_url = "archives:material-edit", "archives:material-delete"
        return super().get_context_data(**kwargs)


def size_text(blob):
    return (
        f"{blob.size / 1024 / 1024:.1f} MB" if blob.size >= 1024 * 1024 else f"{max(1, blob.size // 1024)} KB"
    )


def material_card(request, pk):
    """The card again: htmx asks until the worker has finished with the picture."""
    rows = Material.objects.visible_to(request.user).select_related("blob", "uploaded_by", "dossier__event")
    material = get_object_or_404(rows, pk=pk)
    keeps = Material.objects.editable_by(request.user).filter(pk=pk).exists()
    editable = keeps and not rules.why_not_edit(material.dossier)
    response = render(
        request, "archives/materials/_material.html", {"material": material, "editable": editable}
    )
    if not material.is_pending:
        response["HX-Trigger"] = "materials-changed"  # a broken photo empties its slot again
    return response


def material_edit(request, pk):
    """著录 one photo; “保存，下一张” goes on to the next that lacks something."""
    material, frozen = _kept(request, pk)
    if frozen:
        return frozen
    kind = MaterialForm if material.slot == Slot.MEDIA else FileForm
    form = kind(request.POST or None, instance=material, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "已保存。")
        return redirect(_next_place(request, material))
    others = _undescribed_beside(material).count()
    context = {
        "title": "著录照片" if material.is_photo else "修改材料",
        "crumbs": [ABOVE, (str(material.dossier), _slot_url(material))],
        "form": form,
        "material": material,
        "others": others,
        "hint": f"另有 {others} 张照片著录不全。" if others else "",
    }
    return render(request, "archives/materials/form.html", context)


def _undescribed_beside(material):
    return material.dossier.materials.undescribed().usable().exclude(pk=material.pk)


def _next_place(request, material):
    following = _undescribed_beside(material).first() if "next" in request.POST else None
    return link("archives:material-edit", following.pk) if following else _slot_url(material)


def _slot_url(material):
    return f"{material.dossier.get_absolute_url()}#slot-{material.slot}"


def _kept(request, pk):
    """(the material, None), or (the material, a redirect that says why it cannot be changed now)."""
    rows = Material.objects.editable_by(request.user).select_related("blob", "dossier__event")
    material = get_object_or_404(rows, pk=pk)
    refused = rules.why_not_edit(material.dossier)
    for sentence in refused:
        messages.error(request, sentence)
    return material, redirect(_slot_url(material)) if refused else None


def material_delete(request, pk):
    """Ask, then take the material out of the dossier; the audit trail keeps its row."""
    material, frozen = _kept(request, pk)
    if frozen:
        return frozen
    if request.method == "POST":
        material.delete()
        messages.success(request, f"已删除{quoted(material)}，审计记录中可以查到。")
        return redirect(_slot_url(material))
    context = {
        "title": f"删除{'照片' if material.is_photo else '材料'}",
        "object": material,
        "material": material,
        "crumbs": [ABOVE, (str(material.dossier), _slot_url(material))],
    }
    return render(request, "archives/materials/confirm_delete.html", context)


@require_POST
def material_cover(request, pk):
    material, frozen = _kept(request, pk)
    if frozen:
        return frozen
    choose = partial(services.choose_cover, material=material, by=request.user)
    carry_out(request, f"已把{quoted(material)}设为封面。", choose)
    return redirect(_slot_url(material))


def dossier_describe(request, pk):
    """One description for many photos: choose them, fill in what they share."""
    dossier = get_object_or_404(Dossier.objects.editable_by(request.user).select_related("event"), pk=pk)
    if refused := rules.why_not_edit(dossier):
        return turn_away(request, dossier, refused)
    photos = dossier.materials.photos().usable().select_related("blob")
    form = DescribeForm(request.POST or None, photos=photos, initial=_shared_entries(request, dossier))
    if request.method == "POST" and form.is_valid():
        changed = services.describe_materials(
            dossier=dossier,
            materials=list(form.cleaned_data["materials"]),
            entries=form.entries,
            overwrite=form.cleaned_data["mode"] == "overwrite",
            by=request.user,
        )
        messages.success(
            request, f"已著录 {changed} 张照片。" if changed else "所选照片的这些栏目都已填写，没有改动。"
        )
        return redirect(f"{dossier.get_absolute_url()}#slot-media")
    chosen = set(map(str, form["materials"].value() or [])) if form.is_bound else None
    shown = list(photos)
    context = {
        "title": "批量著录",
        "dossier": dossier,
        "form": form,
        "crumbs": [ABOVE, (str(dossier), f"{dossier.get_absolute_url()}#slot-media")],
        "choices": [
            (photo, str(photo.pk) in chosen if chosen is not None else not photo.is_described)
            for photo in shown
        ],
    }
    return render(request, "archives/materials/describe.html", context)


def _shared_entries(request, dossier):
    """What is probably the same for all: place and cause of the event, and who is at the telephone."""
    return {"place": dossier.event.place, "cause": dossier.event.title, "photographer": request.user.name}
