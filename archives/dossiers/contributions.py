"""Dossiers in the shell: menu, to-dos, the year's state, search; beside an event, and before it is closed."""

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from archives.dossiers import metrics, rules
from archives.dossiers.models import Dossier, Review, Slot
from archives.dossiers.services import open_dossier
from portal.contributions import Contribution
from portal.days import add_working_days
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import HITS, Fact, Hit, MenuItem, Todo, folded

KIND = "五有档案"

FOLDED = {  # state → the one line for many, in the order of the home page
    Dossier.Status.SUBMITTED.value: "审核 {n} 份报来的档案",
    Dossier.Status.RETURNED.value: "修改 {n} 份退回的档案",
    Dossier.Status.OPEN.value: "整理并提交 {n} 份活动档案",
}


class DossierContribution(Contribution):
    def menu(self, user):
        if not user.street_id or not (user.is_officer or user.is_staff_member or user.is_leader):
            return []
        return [MenuItem("五有档案", link("archives:dossier-list"), "folders", "档案", 400)]

    def todos(self, user):
        """Who keeps dossiers fills them; the officer also reviews what was handed in. A line leads to the slot;
        many of one state are one line that leads to the list."""
        if not (user.is_officer or user.is_staff_member):
            return []
        found = {state: [] for state in FOLDED}
        for dossier in _waiting(user):
            found[dossier.status].append(_todo(dossier))
        return [line for state, title in FOLDED.items() for line in _lines(user, state, title, found[state])]

    def year_state(self, user, year):
        rows = Dossier.objects.visible_to(user).for_year(year).ended()
        if user.community_id:
            rows = rows.filter(event__community=user.community_id)
        share, late = metrics.mean_completeness(rows)
        return [] if share is None else [_completeness(year, share, late)]

    def search(self, user, text):
        found = Dossier.objects.visible_to(user).expected().with_slots().filter(event__title__icontains=text)
        rows = found.select_related("event__community").order_by("-event__starts_at")[:HITS]
        return [Hit(str(row), row.get_absolute_url(), KIND, _light_words(row)) for row in rows]

    def metrics(self):
        return declared_in(metrics)

    def event_published(self, event):
        open_dossier(event=event)

    def event_obstacles(self, event):
        """An event is closed only with its dossier whole and accepted (五有; “缺一项不办结”)."""
        dossier = Dossier.objects.with_slots().filter(event=event).first()
        if dossier is None:
            return ["还没有建立五有档案。"]
        missing = [
            f"五有档案缺“{slot.label}”：{rules.SLOT_RULES[slot]}" for slot in rules.missing_slots(dossier)
        ]
        if not missing and dossier.status != Dossier.Status.ACCEPTED:
            return [f"五有档案{dossier.get_status_display()}，审核通过后活动即办结。"]
        return missing

    def event_facts(self, user, event):
        """The light, leading to what is missing first."""
        rows = Dossier.objects.visible_to(user).with_slots().select_related("event")
        return [_light(dossier) for dossier in rows.filter(event=event)]


def _waiting(user):
    last_return = (
        Review.objects.visible_to(user)
        .filter(dossier=OuterRef("pk"), decision=Review.Decision.RETURNED)
        .order_by("-at", "-pk")
    )
    wanted = Q(status__in=[Dossier.Status.OPEN, Dossier.Status.RETURNED], event__community=user.community_id)
    if user.is_officer:
        wanted |= Q(status=Dossier.Status.SUBMITTED)
    rows = Dossier.objects.editable_by(user).ended().filter(wanted).with_slots()
    return (
        rows.annotate(
            returned_at=Subquery(last_return.values("at")[:1]), why=Subquery(last_return.values("reason")[:1])
        )
        .select_related("event__community")
        .order_by("event__ends_at", "pk")
    )


def _lines(user, state, title, found):
    """The street's own gaps stay single: no list shows them without those of the communities."""
    if user.is_officer and state != Dossier.Status.SUBMITTED:
        return found
    return folded(found, title, link("archives:dossier-list", status=state, time="ended"))


def _todo(dossier):
    title, due, street_id = dossier.event.title, dossier.due_on, dossier.event.street_id
    url = dossier.get_absolute_url()
    if dossier.status == Dossier.Status.SUBMITTED:
        due = add_working_days(timezone.localdate(dossier.submitted_at), rules.REVIEW_DAYS, street_id)
        return Todo(f"审核{dossier.event.owner_name}《{title}》档案", url, KIND, due=due)
    if dossier.status == Dossier.Status.RETURNED:
        returned = dossier.returned_at or dossier.submitted_at
        due = add_working_days(timezone.localdate(returned), rules.MENDING_DAYS, street_id)
        return Todo(f"修改退回的《{title}》档案", _place(dossier), KIND, due=due, detail=dossier.why or "")
    if missing := rules.missing_words(dossier):
        return Todo(f"《{title}》档案缺{missing}", _place(dossier), KIND, due=due)
    return Todo(f"《{title}》档案已齐，请提交", url, KIND, due=due)


def _place(dossier):
    """The very slot that is missing first; a whole dossier opens at its top."""
    missing = rules.missing_slots(dossier)
    return f"{dossier.get_absolute_url()}#slot-{missing[0].value}" if missing else dossier.get_absolute_url()


def _completeness(year, share, late):
    return Fact(
        "五有完整率",
        round(share * 100),
        "%",
        target=100,
        url=link("archives:dossier-list", year=year, time="late" if late else "ended"),
        note=f"{late} 份逾期未交" if late else "",
        tone="bad" if late else "",
    )


def _light(dossier):
    missing = rules.missing_words(dossier)
    return Fact(
        "五有档案",
        f"{dossier.filled}/{len(Slot)}",
        url=_place(dossier),
        tone=dossier.light_tone,
        note=f"缺{missing}" if missing else f"齐全，{dossier.get_status_display()}",
    )


def _light_words(dossier):
    missing = rules.missing_words(dossier)
    return (
        f"{dossier.get_status_display()}，缺{missing}"
        if missing
        else f"{dossier.get_status_display()}，五有齐全"
    )
