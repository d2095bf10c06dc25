"""Dossiers and photos in the shell: menu, to-dos, the year's state, search; beside an event; in the book."""

from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from archives.dossiers import metrics as figures
from archives.dossiers import rules
from archives.dossiers.models import Dossier, Review, Slot
from archives.dossiers.services import open_dossier
from archives.materials import metrics as photo_figures
from archives.materials.models import Material
from archives.yearbook.chapters.communities import communities, pictures
from portal.metrics import declared_in
from portal.pieces import Fact, Hit, MenuItem, Todo, folded

KIND = "五有档案"

FOLDED = {  # state → the one line for many, in the order of the home page
    Dossier.Status.SUBMITTED.value: "审核 {n} 份报来的档案",
    Dossier.Status.RETURNED.value: "修改 {n} 份退回的档案",
    Dossier.Status.OPEN.value: "整理并提交 {n} 份活动档案",
}


def menu(user):
    if not user.street_id or not (user.is_officer or user.is_staff_member or user.is_leader):
        return []
    return [
        MenuItem("五有档案", reverse("archives:dossier-list"), "folders", "档案", 400),
        MenuItem("照片", reverse("archives:photo-list"), "photo", "档案", 410),
    ]


def todos(user):
    """Who keeps dossiers fills them; the officer also reviews what was handed in. A line leads to the slot;
    many of one state are one line that leads to the list."""
    if not (user.is_officer or user.is_staff_member):
        return []
    last_return = Review.objects.filter(dossier=OuterRef("pk"), decision=Review.Decision.RETURNED).order_by(
        "-at", "-pk"
    )
    wanted = Q(status__in=[Dossier.Status.OPEN, Dossier.Status.RETURNED], event__community=user.community_id)
    if user.is_officer:
        wanted |= Q(status=Dossier.Status.SUBMITTED)
    rows = (
        Dossier.objects.editable_by(user)
        .ended()
        .filter(wanted)
        .with_slots()
        .select_related("event__community")
        .annotate(
            returned_at=Subquery(last_return.values("at")[:1]), why=Subquery(last_return.values("reason")[:1])
        )
    )
    found = {state: [] for state in FOLDED}
    for dossier in rows.order_by("event__ends_at", "pk"):
        found[dossier.status].append(_todo(dossier))
    return [line for state, title in FOLDED.items() for line in _lines(user, state, title, found[state])]


def _lines(user, state, title, found):
    """The street's own gaps stay single: no list shows them without those of the communities."""
    if user.is_officer and state != Dossier.Status.SUBMITTED:
        return found
    return folded(found, title, f"{reverse('archives:dossier-list')}?status={state}&time=ended")


def _todo(dossier):
    title, due = dossier.event.title, rules.due_on(dossier)
    url = dossier.get_absolute_url()
    if dossier.status == Dossier.Status.SUBMITTED:
        due = timezone.localdate(dossier.submitted_at) + timedelta(days=rules.REVIEW_DAYS)
        return Todo(f"审核{dossier.event.owner_name}《{title}》档案", url, KIND, due=due)
    if dossier.status == Dossier.Status.RETURNED:
        returned = dossier.returned_at or dossier.submitted_at
        due = timezone.localdate(returned) + timedelta(days=rules.MENDING_DAYS)
        return Todo(f"修改退回的《{title}》档案", _place(dossier), KIND, due=due, detail=dossier.why or "")
    if missing := rules.missing_words(dossier):
        return Todo(f"《{title}》档案缺{missing}", _place(dossier), KIND, due=due)
    return Todo(f"《{title}》档案已齐，请提交", url, KIND, due=due)


def _place(dossier):
    """The very slot that is missing first; a whole dossier opens at its top."""
    missing = rules.missing_slots(dossier)
    return f"{dossier.get_absolute_url()}#slot-{missing[0].value}" if missing else dossier.get_absolute_url()


def year_state(user, year):
    rows = Dossier.objects.visible_to(user).for_year(year).ended()
    if user.community_id:
        rows = rows.filter(event__community=user.community_id)
    share, late = figures.mean_completeness(rows)
    if share is None:
        return []
    url = f"{reverse('archives:dossier-list')}?year={year}"
    return [
        Fact(
            "五有完整率", round(share * 100), "%", target=100, url=f"{url}&time={'late' if late else 'ended'}",
            note=f"{late} 份逾期未交" if late else "", tone="bad" if late else "",
        )
    ]  # fmt: skip


def search(user, text):
    photos = (
        Material.objects.visible_to(user).photos().usable().filter(Q(title__icontains=text) | Q(people__icontains=text))
        .select_related("dossier__event").order_by("-taken_at", "-pk")[:10]
    )  # fmt: skip
    dossiers = (
        Dossier.objects.visible_to(user).expected().with_slots().filter(event__title__icontains=text)
        .select_related("event__community").order_by("-event__starts_at")[:10]
    )  # fmt: skip
    return [
        *(Hit(str(row), row.get_absolute_url(), KIND, _light_words(row)) for row in dossiers),
        *(Hit(str(row), row.get_absolute_url(), "照片", row.dossier.event.title) for row in photos),
    ]


def _light_words(dossier):
    missing = rules.missing_words(dossier)
    return (
        f"{dossier.get_status_display()}，缺{missing}"
        if missing
        else f"{dossier.get_status_display()}，五有齐全"
    )


def metrics():
    return [*declared_in(figures), *declared_in(photo_figures)]


def yearbook(street, year):
    return [communities(street, year), pictures(street, year)]


def hand_over(predecessor, successor):
    return 0  # dossiers belong to a community, not to a person


def event_published(event):
    open_dossier(event=event)


def event_obstacles(event):
    """An event is closed only with its dossier whole and accepted (五有; “缺一项不办结”)."""
    dossier = Dossier.objects.with_slots().filter(event=event).first()
    if dossier is None:
        return ["还没有建立五有档案。"]
    missing = [f"五有档案缺“{slot.label}”：{rules.SLOT_RULES[slot]}" for slot in rules.missing_slots(dossier)]
    if not missing and dossier.status != Dossier.Status.ACCEPTED:
        return [f"五有档案{dossier.get_status_display()}，审核通过后活动即办结。"]
    return missing


def event_panels(user, event):
    """The light with its link, and the way to the event's photos."""
    rows = Dossier.objects.visible_to(user).with_slots().with_photo_count().select_related("event")
    dossier = rows.filter(event=event).first()
    if dossier is None:
        return []
    missing = rules.missing_words(dossier)
    return [
        Fact(
            "五有档案", f"{dossier.filled}/{len(Slot)}", url=_place(dossier), tone=dossier.light_tone,
            note=f"缺{missing}" if missing else f"齐全，{dossier.get_status_display()}",
        ),
        Fact("照片", dossier.photo_count, "张", url=f"{reverse('archives:photo-list')}?event={event.pk}"),
    ]  # fmt: skip
