from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from activities.events import invitations as services
from activities.events.models import Event, Participation
from activities.events.part_forms import ParticipationFilter, ParticipationRowForm, ReplyForm
from activities.events.rules import is_invited, why_not_reply
from activities.events.tables import participation_table
from activities.events.views import PARENT
from portal.models import Community
from portal.pages.columns import Column
from portal.pages.generic import ListPage
from portal.pages.verbs import act, allow, turn_away


class ParticipationList(ListPage):
    """How the communities took part in events of the street: the rows behind 缺席次数."""

    model = Participation
    title = "社区参加街道活动情况"
    parent = PARENT
    filter_form = ParticipationFilter
    related = ("event", "community")
    ordering = ("-event__starts_at", "community__position")
    empty_text = "还没有记录。街道活动发布以后，在活动页“邀请全部社区”。"
    columns = (
        Column("event.title", "活动", link=True, sort=True, wide=True),
        Column("event.when", "时间", sort="event__starts_at"),
        Column("community.name", "社区", sort="community__position"),
        Column("get_state_display", sort=True, tone="state_tone"),
        Column("people", sort=True),
        Column("note", wide=True),
    )


@require_POST
def event_invite(request, pk):
    event = get_object_or_404(Event.objects.editable_by(request.user), pk=pk)
    return act(
        request, event, "已邀请全部社区，社区文体干部会收到通知。", services.invite_communities, event=event
    )


def event_participations(request, pk):
    """The officer's table: one line for each community of the street."""
    event = get_object_or_404(Event.objects.editable_by(request.user), pk=pk)
    if event.community_id:
        messages.error(request, "只有街道本级的活动登记各社区的参加情况。")
        return redirect(event)
    forms = _row_forms(request, event)
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        rows = [form.instance for form in forms if form.is_recorded]
        services.record_participations(event=event, rows=rows, by=request.user)
        messages.success(request, f"已登记 {len(rows)} 个社区的参加情况。")
        return redirect(event)
    context = {
        "title": "登记各社区参加情况",
        "event": event,
        "table": participation_table(forms),
        "crumbs": [PARENT, (str(event), event.get_absolute_url())],
    }
    return render(request, "activities/events/participations.html", context)


def _row_forms(request, event):
    known = {row.community_id: row for row in event.participations.select_related("community")}
    communities = Community.objects.visible_to(request.user).order_by("position")
    rows = [
        known.get(one.pk) or Participation(event=event, street_id=event.street_id, community=one)
        for one in communities
    ]
    return [
        ParticipationRowForm(request.POST or None, instance=row, prefix=f"c{row.community_id}")
        for row in rows
    ]


def participation_reply(request, pk):
    """The invited community answers for itself."""
    rows = Participation.objects.editable_by(request.user).select_related("event", "community")
    row = get_object_or_404(rows, pk=pk)
    allow(is_invited(request.user, row), services.NOT_INVITED)
    if refused := why_not_reply(request.user, row):
        return turn_away(request, row, refused)
    form = ReplyForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        return act(request, row, "已反馈。", services.reply_to_invitation, participation=form.instance)
    context = {
        "title": "反馈参加情况",
        "form": form,
        "submit_label": "反馈",
        "hint": f"《{row.event.title}》{row.event.when}，{row.event.place}",
        "crumbs": [PARENT, (row.event.title, row.get_absolute_url())],
    }
    return render(request, "pages/form.html", context)
