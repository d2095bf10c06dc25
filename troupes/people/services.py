from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.access import demand_editable
from portal.audit.trail import record
from troupes.people.models import Consent, Membership, Person
from troupes.people.privacy import fingerprint
from troupes.people.rules import is_guarded, is_office


def find_same_people(*, user, person: Person) -> list[Person]:
    """Who in the street may already be `person`, a draft that is not saved yet (people are kept once).

    Among the people `user` may see: same name, and no birth year that speaks against it. In the whole
    street: same name with the same phone, because who knows both knows the person already.
    """
    known = Q(pk__in=Person.objects.visible_to(user).namesakes(person.name, person.birth_year).values("pk"))
    if person.phone:
        known |= Q(name=person.name, phone_digest=fingerprint(person.phone))
    rows = Person.objects.filter(known, street=person.street_id).exclude(pk=person.pk)
    return list(rows.select_related("community")[:8])


@transaction.atomic
def save_person(*, person: Person, by) -> Person:
    """Register or change a person: whoever keeps rosters of the street. Raises ValidationError when the
    identity number is somebody else's, PermissionDenied when `by` may not."""
    if person.pk:
        demand_editable(by, person)
    elif not (is_office(by) or by.is_captain):
        raise PermissionDenied("人员由街道、社区或团队负责人登记。")
    if person.community_id:
        person.street_id = person.community.street_id
    person.prepare()
    person.validate_constraints()
    person.save()
    return person


@transaction.atomic
def add_member(*, person: Person, membership: Membership, by) -> Membership:
    """Put `person`, saved or new, on the roster of `membership.troupe`. Raises ValidationError in Chinese
    when the person is on it already, was so at that time, or when the troupe is closed."""
    troupe = membership.troupe
    demand_editable(by, troupe)
    if troupe.status == troupe.Status.CLOSED:
        raise ValidationError("这个团队已注销，不能再添加队员；如要恢复活动，请先改回“在册”。")
    if person.pk is None:
        save_person(person=person, by=by)
    elif person.street_id != troupe.street_id:
        raise ValidationError("此人不在本街道的人员库中。")
    membership.person = person
    check_dates(membership)
    membership.full_clean()
    membership.save()
    return membership


def check_dates(membership: Membership) -> None:
    """Nobody joins ahead of today, and one person is in one troupe once at a time. Raises ValidationError
    that names the time in the way."""
    if membership.since > timezone.localdate():
        raise ValidationError({"since": "入队日期不能晚于今天。"})
    others = Membership.objects.filter(troupe=membership.troupe_id, person=membership.person_id)
    others = others.exclude(pk=membership.pk).filter(Q(until__isnull=True) | Q(until__gte=membership.since))
    if membership.until:
        others = others.filter(since__lte=membership.until)
    other = others.first()
    if other and other.until is None:
        raise ValidationError(
            f"{membership.person}自 {other.since:%Y-%m-%d} 起就在这个团队的花名册上，不用重复添加。"
        )
    if other:
        raise ValidationError(
            f"{membership.person}在 {other.since:%Y-%m-%d} 至 {other.until:%Y-%m-%d} 已在队，请把入队日期改到那以后。"
        )


@transaction.atomic
def change_membership(*, membership: Membership, by) -> Membership:
    """Correct post or dates of a membership. Raises ValidationError."""
    demand_editable(by, membership)
    check_dates(membership)
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, until: date, by) -> Membership:
    """离队: the membership ends on `until` and stays on the rosters of its time. Raises ValidationError."""
    demand_editable(by, membership)
    locked = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if locked.until is not None:
        raise ValidationError(f"{locked.person}已于 {locked.until:%Y-%m-%d} 离队。")
    if until > timezone.localdate():
        raise ValidationError({"until": "离队日期不能晚于今天。"})
    locked.until = until
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def reveal_private_fields(*, person: Person, reason: str, by, request) -> list[tuple[str, str]]:
    """Phone and identity number in full, once; the act and its reason go into the audit trail.
    Returns `[(label, value)]`, empty values as a dash."""
    demand_editable(by, person)
    record(
        "reveal",
        user=by,
        request=request,
        street=person.street,
        target=f"人员 {person.name}（编号 {person.pk}）",
        reason=reason,
        fields="联系电话、身份证号",
    )
    return [("联系电话", person.phone or "—"), ("身份证号", person.id_number or "—")]


@transaction.atomic
def save_consent(*, consent: Consent, by) -> Consent:
    """Record an agreement. Raises ValidationError when a child's guardian is not named (under 14)."""
    demand_editable(by, consent.person)
    if is_guarded(consent.person, consent.given_on) and not consent.guardian:
        raise ValidationError({"guardian": "未满 14 周岁，由监护人同意：请填写监护人姓名。"})
    consent.save()
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by) -> None:
    """撤回同意: from today on; the register keeps the row."""
    demand_editable(by, consent)
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if locked.withdrawn_on:
        raise ValidationError(f"这项同意已于 {locked.withdrawn_on:%Y-%m-%d} 撤回。")
    locked.withdrawn_on = max(timezone.localdate(), locked.given_on)
    locked.save(update_fields=["withdrawn_on"])
