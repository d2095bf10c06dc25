"""The page of a dossier: five slots with what lies in them. It stands with the materials, because a dossier knows
its slots but not what fills them."""

from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import get_object_or_404, render

from archives.dossiers import rules
from archives.dossiers.models import Dossier, Slot
from archives.dossiers.steps import DOSSIER
from archives.dossiers.views import dossiers_for, light_context
from archives.materials.models import Material
from portal.pieces import Record


@dataclass(frozen=True)
class SlotPanel:
    """One of the five on the page."""

    slot: Slot
    filled: bool
    photos: list[Material]
    files: list[Material]

    @property
    def rule(self):
        return rules.SLOT_RULES[self.slot]

    @property
    def anchor(self):
        return f"slot-{self.slot.value}"


def dossier_detail(request, pk):
    """Five slots with their light, what is missing, and whose turn it is."""
    dossier = get_object_or_404(dossiers_for(request.user), pk=pk)
    reviews = list(dossier.reviews.select_related("by"))
    context = light_context(request.user, dossier) | {
        "title": str(dossier),
        "crumbs": [("五有档案", "archives:dossier-list")],
        "panels": _panels(dossier),
        "reviews": [
            Record(review.at, review.by, review.get_decision_display(), review.status_tone, review.reason)
            for review in reviews
        ],
        "last_return": reviews[-1] if reviews and dossier.status == Dossier.Status.RETURNED else None,
        "upload_limit": settings.MAX_UPLOAD_BYTES,
        "may_review": rules.can_review(request.user, dossier),
        "accept": DOSSIER["accept"],
        "return": DOSSIER["return"],
        "not_acceptable": "".join(DOSSIER.obstacles(request.user, dossier, DOSSIER["accept"])),
        "not_returnable": "".join(DOSSIER.obstacles(request.user, dossier, DOSSIER["return"])),
    }
    return render(request, "archives/dossiers/detail.html", context)


def _panels(dossier):
    found = list(dossier.materials.select_related("blob", "uploaded_by").with_twins())
    for row in found:
        row.dossier = dossier  # the cards ask it for the event; no query for what is already here
    return [
        SlotPanel(
            slot=slot,
            filled=filled,
            photos=[row for row in found if row.slot == slot and row.is_photo],
            files=[row for row in found if row.slot == slot and not row.is_photo],
        )
        for slot, filled in rules.filled_slots(dossier).items()
    ]
