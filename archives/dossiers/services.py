"""A dossier's way: opened with its event, filled, handed in, accepted or returned, and the event closed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from activities.events.steps import EVENT
from archives.dossiers import rules
from archives.dossiers.models import Dossier, Review
from archives.materials.models import Material
from portal.models import User
from portal.notices.services import notify


def open_dossier(*, event) -> Dossier:
    """The dossier of a published event; publishing again changes nothing."""
    return Dossier.objects.get_or_create(event=event)[0]


@transaction.atomic
def submit_dossier(*, dossier, by) -> Dossier:
    """Hand a whole dossier in for review. Raises ValidationError while something is missing."""
    dossier = _locked(dossier)
    if reason := rules.why_not_submit(dossier):
        raise ValidationError(reason)
    dossier.status = Dossier.Status.SUBMITTED
    dossier.submitted_at = timezone.now()
    dossier.submitted_by = by
    dossier.save(update_fields=["status", "submitted_at", "submitted_by"])
    officers = User.objects.filter(
        role=User.Role.OFFICER, street=dossier.event.street_id, is_active=True
    ).exclude(pk=by.pk)
    notify(
        officers,
        f"{dossier.event.owner_name}提交了《{dossier.event.title}》档案，请审核",
        dossier.get_absolute_url(),
    )
    return dossier


@transaction.atomic
def accept_dossier(*, dossier, by, reason="") -> Dossier:
    """Accept; the event becomes 办结 in the same transaction, or nothing happens at all."""
    dossier = _under_review(dossier, by)
    if reason_against := rules.why_not_accept(dossier):
        raise ValidationError(reason_against)
    dossier.status = Dossier.Status.ACCEPTED
    dossier.accepted_at = timezone.now()
    dossier.save(update_fields=["status", "accepted_at"])
    Review.objects.create(dossier=dossier, decision=Review.Decision.ACCEPTED, reason=reason, by=by)
    if dossier.event.status != "closed":
        EVENT.follow("close", dossier.event, by=by)  # whoever may accept closes the event with it
    _tell_keepers(dossier, by, f"《{dossier.event.title}》档案已审核通过，活动办结")
    return dossier


@transaction.atomic
def return_dossier(*, dossier, by, reason: str) -> Dossier:
    """Return with a reason; the same dossier is open again, with everything in it."""
    dossier = _under_review(dossier, by)
    if reason_against := rules.why_not_return(dossier):
        raise ValidationError(reason_against)
    if not reason.strip():
        raise ValidationError("退回时请写明理由，让社区知道要补什么。")
    dossier.status = Dossier.Status.RETURNED
    dossier.save(update_fields=["status"])
    Review.objects.create(dossier=dossier, decision=Review.Decision.RETURNED, reason=reason.strip(), by=by)
    _tell_keepers(dossier, by, f"《{dossier.event.title}》档案被退回：{reason.strip()}")
    return dossier


@transaction.atomic
def choose_cover(*, material) -> None:
    """The photo that stands for the event in lists and in the book."""
    if reason := rules.why_not_edit(material.dossier):
        raise ValidationError(reason)
    if not material.is_photo or material.state != Material.State.READY:
        raise ValidationError("只有能正常打开的照片可以作封面。")
    Dossier.objects.filter(pk=material.dossier_id).update(cover=material)


def _locked(dossier):
    rows = Dossier.objects.with_slots().select_related("event__street", "event__community", "submitted_by")
    return rows.select_for_update(of=("self",)).get(pk=dossier.pk)


def _under_review(dossier, by):
    dossier = _locked(dossier)
    if not rules.can_review(by, dossier):
        raise PermissionDenied("档案由街道文化员审核。")
    return dossier


def _tell_keepers(dossier, by, title):
    """Who handed it in, and whoever is answerable for the event."""
    people = [
        person
        for person in (dossier.submitted_by, dossier.event.responsible)
        if person and person.pk != by.pk
    ]
    notify(people, title, dossier.get_absolute_url())
