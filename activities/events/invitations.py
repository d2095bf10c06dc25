"""参加街道活动: invitations, the communities' own replies, and what the officer finally enters (考核 D4)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.events.models import Event, Participation
from activities.events.rules import can_reply
from portal.models import Community, User
from portal.notices.services import notify


@transaction.atomic
def invite_communities(*, event, by) -> int:
    """邀请全部社区: one 待反馈 row for each community that has none; returns how many are new."""
    if event.community_id:
        raise ValidationError("只有街道本级的活动邀请社区参加。")
    if event.status == Event.Status.DRAFT:
        raise ValidationError("活动还是草稿，请先发布再邀请社区。")
    invited = set(event.participations.values_list("community_id", flat=True))
    missing = [
        community
        for community in Community.objects.filter(street=event.street_id)
        if community.pk not in invited
    ]
    Participation.objects.bulk_create(
        Participation(event=event, street_id=event.street_id, community=community) for community in missing
    )
    staff = User.objects.filter(role=User.Role.STAFF, community__in=missing, is_active=True)
    notify(list(staff), f"邀请参加《{event.title}》，{event.when}，请反馈", event.get_absolute_url())
    return len(missing)


@transaction.atomic
def reply_to_invitation(*, participation, by) -> None:
    """The community's own answer (already on the form's instance); the officers of the street are told."""
    if not can_reply(by, participation):
        raise ValidationError("活动已经结束，参加情况由街道登记；有出入请联系街道文化员。")
    participation.save()
    officers = User.objects.filter(role=User.Role.OFFICER, street=participation.street_id, is_active=True)
    sentence = (
        f"{participation.community}反馈《{participation.event.title}》：{participation.get_state_display()}"
    )
    notify(list(officers), sentence, participation.get_absolute_url())


@transaction.atomic
def record_participations(*, event, rows, by) -> int:
    """The officer's entry for all communities at once: `rows` are Participation instances, new or stored.
    Returns how many were written."""
    new = [row for row in rows if row.pk is None]
    stored = [row for row in rows if row.pk is not None]
    Participation.objects.bulk_create(new)
    Participation.objects.bulk_update(stored, ["state", "people", "note"])
    return len(rows)
