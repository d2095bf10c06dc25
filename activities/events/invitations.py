"""参加街道活动: invitations, the communities' own replies, and what the officer finally enters (考核 D4)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from activities.events.models import Participation
from activities.events.rules import is_invited, why_not_invite, why_not_reply
from portal.access import demand_editable
from portal.models import Community, User
from portal.notices.services import notify
from portal.steps import require

NOT_INVITED = "参加反馈由社区填写；街道请用“登记各社区参加情况”。"


@transaction.atomic
def invite_communities(*, event, by) -> int:
    """邀请全部社区: one 待反馈 row for each community that has none; returns how many are new."""
    demand_editable(by, event)
    require(why_not_invite(by, event))
    missing = Community.objects.filter(street=event.street_id).exclude(
        pk__in=event.participations.values("community")
    )
    invited = [Participation(event=event, street_id=event.street_id, community=one) for one in missing]
    Participation.objects.bulk_create(invited)
    staff = User.objects.staff_of([row.community_id for row in invited])
    notify(staff, f"邀请参加《{event.title}》，{event.when}，请反馈", event.get_absolute_url())
    return len(invited)


@transaction.atomic
def reply_to_invitation(*, participation, by) -> None:
    """The community's own answer (already on the form's instance); the officers of the street are told."""
    if not is_invited(by, participation):
        raise PermissionDenied(NOT_INVITED)
    require(why_not_reply(by, participation))
    participation.save()
    sentence = (
        f"{participation.community}反馈《{participation.event.title}》：{participation.get_state_display()}"
    )
    officers = User.objects.officers_of(participation.street_id)
    notify(officers, sentence, participation.get_absolute_url())


@transaction.atomic
def record_participations(*, event, rows, by) -> int:
    """The officer's entry for all communities at once: `rows` are Participation instances of the event, new or
    stored. Returns how many were written."""
    demand_editable(by, event)
    new = [row for row in rows if row.pk is None]
    stored = [row for row in rows if row.pk is not None]
    Participation.objects.bulk_create(new)
    Participation.objects.bulk_update(stored, ["state", "people", "note"])
    return len(rows)
