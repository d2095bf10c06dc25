"""花名册: members join, change their post, leave; the roster on paper."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header

from portal.audit.trail import record
from portal.forms.base import add_errors
from portal.pages.verbs import form_page
from portal.spreadsheets import writer as spreadsheets
from troupes.groups.models import Troupe
from troupes.groups.tables import ROSTER, roster_table
from troupes.groups.views import HERE
from troupes.people import services as people
from troupes.people.forms import EndForm, MembershipForm, NewMemberForm, describe
from troupes.people.models import Membership, Person

FOUND = 12  # people offered by the search above the form


def membership_add(request, pk):
    """Two ways on one page: a person who is registered already (`person`), or a new one."""
    troupe = get_object_or_404(
        Troupe.objects.editable_by(request.user).select_related("street", "community"), pk=pk
    )
    person = _chosen_person(request)
    form = _member_form(request, troupe, person)
    if request.method == "POST" and form.is_valid() and _add(request, troupe, person, form):
        return redirect(
            f"{request.path}" if "again" in request.POST else f"{troupe.get_absolute_url()}#roster"
        )
    text = request.GET.get("q", "").strip()[:40]
    context = {
        "title": "添加队员",
        "crumbs": [HERE, (troupe.name, troupe.get_absolute_url())],
        "troupe": troupe,
        "form": form,
        "person": person,
        "chosen": describe(person) if person else "",
        "text": text,
        "found": _found(request.user, troupe, text) if text else [],
    }
    return render(request, "troupes/groups/membership_add.html", context)


def _chosen_person(request):
    chosen = request.POST.get("person") or request.GET.get("person", "")
    if not chosen.isdigit():
        return None
    return get_object_or_404(Person.objects.visible_to(request.user).select_related("community"), pk=chosen)


def _found(user, troupe, text):
    """[(person, one line, is a member already)], the first FOUND matches."""
    rows = Person.objects.visible_to(user).matching(text).select_related("community")[:FOUND]
    members = set(troupe.memberships.current().values_list("person", flat=True))
    return [(person, describe(person), person.pk in members) for person in rows]


def _member_form(request, troupe, person):
    data = request.POST or None
    if person:
        return MembershipForm(data, instance=Membership(troupe=troupe), user=request.user)
    draft = Person(street=troupe.street, community=troupe.community)
    return NewMemberForm(data, instance=draft, user=request.user)


def _add(request, troupe, person, form):
    """Run the service; a refusal goes back into the form. Returns whether the member was added."""
    data = form.cleaned_data
    membership = Membership(troupe=troupe, post=data["post"], since=data["since"])
    member = person or form.chosen or form.instance
    try:
        people.add_member(person=member, membership=membership, by=request.user)
    except ValidationError as error:
        add_errors(form, error)
        return False
    messages.success(request, f"{member}已加入“{troupe}”。")
    return True


def membership_edit(request, pk):
    membership = _editable(request, pk)
    form = MembershipForm(request.POST or None, instance=membership, user=request.user)
    return _membership_page(
        request,
        membership,
        form,
        save=lambda: people.change_membership(membership=membership, by=request.user),
        title=f"修改在队情况：{membership.person}",
        done=f"{membership.person}的在队情况已改好。",
    )


def membership_end(request, pk):
    membership = _editable(request, pk)
    form = EndForm(request.POST or None, instance=membership, user=request.user)
    return _membership_page(
        request,
        membership,
        form,
        save=lambda: people.end_membership(
            membership=membership, until=form.cleaned_data["until"], by=request.user
        ),
        title=f"办理离队：{membership.person}",
        done=f"{membership.person}已办理离队，往届队员里仍可查到。",
        submit_label="离队",
    )


def _editable(request, pk):
    rows = Membership.objects.editable_by(request.user).select_related("person", "troupe")
    return get_object_or_404(rows, pk=pk)


def _membership_page(request, membership, form, **page):
    troupe = membership.troupe
    return form_page(
        request,
        form,
        target=f"{membership.get_absolute_url()}#roster",
        crumbs=[HERE, (troupe.name, troupe.get_absolute_url())],
        hint=f"{troupe} · {membership.get_post_display()} · {membership.since:%Y-%m-%d} 入队",
        **page,
    )


def troupe_roster(request, pk):
    """花名册 as an office paper, today's or that of any day (`on`); private fields stay masked."""
    rows = Troupe.objects.visible_to(request.user).select_related("street", "community")
    troupe = get_object_or_404(rows, pk=pk)
    day = _day(request.GET.get("on", ""))
    memberships = Membership.objects.visible_to(request.user).filter(troupe=troupe).current(day)
    members = list(memberships.in_roster_order().with_phone())
    if request.GET.get("export") == "xlsx":
        return _roster_workbook(request, troupe, members)
    context = {
        "title": f"{troupe}花名册",
        "crumbs": [HERE, (troupe.name, troupe.get_absolute_url())],
        "troupe": troupe,
        "day": day,
        "count": len(members),
        "table": roster_table(members),
        "leaders": "、".join(row.person.name for row in members if row.post == Membership.Post.LEADER),
    }
    return render(request, "troupes/groups/roster.html", context)


def _day(text) -> date:
    """The day asked for; today when there is none, or none such."""
    try:
        return parse_date(text) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def _roster_workbook(request, troupe, members):
    title = f"{troupe.owner_name}{troupe}花名册"
    headers = ["序号", *(column.label for column in ROSTER)]
    table = [[number, *(column.raw(row) for column in ROSTER)] for number, row in enumerate(members, start=1)]
    record("export", user=request.user, request=request, target=title, rows=len(table))
    name = f"{title}-{timezone.localdate():%Y%m%d}.xlsx"
    return HttpResponse(
        spreadsheets.write_table(title, headers, table),
        content_type=spreadsheets.CONTENT_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
