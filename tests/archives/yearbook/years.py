"""One small year of a community, as rows, for the tests of the yearbook."""

from datetime import date, datetime
from decimal import Decimal

import pikepdf
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from activities.models import Event, Meeting, Plan, Target
from archives.models import Dossier, Material
from portal.files.store import store_file
from tests.archives.yearbook.pdf_reading import book_text, bookmarks, encoded
from troupes.models import Membership, Person, Troupe

LAST_YEAR = timezone.localdate().year - 1


def quiet(done, total, message):
    pass


def at(month, day, hour=9):
    return datetime(LAST_YEAR, month, day, hour, tzinfo=timezone.get_default_timezone())


def hold_event(
    owner, by, title="广场舞展演", *, attendances=120, size=(900, 600), photographer="陈摄影", month=5
):
    """A closed event of `owner` (a community or the street) with an accepted dossier of one photo; returns the photo."""
    is_street = owner._meta.model_name == "street"
    event = Event.objects.create(
        street=owner if is_street else owner.street,
        community=None if is_street else owner,
        title=title,
        starts_at=at(month, 8),
        ends_at=at(month, 8, 11),
        place="社区广场",
        purpose="丰富居民生活。",
        arrangement="九时开始。",
        status="closed",
        attendances=attendances,
        closed_at=at(month, 20),
    )
    dossier, _ = Dossier.objects.update_or_create(
        event=event,
        defaults={
            "status": "accepted",
            "submitted_at": at(month, 10),
            "submitted_by": by,
            "accepted_at": at(month, 12),
            "basics": "活动于上午在社区广场举行，居民和团队到场参加。" * 2,
            "practice": "社区组织团队排练三次，请学校老师辅导，居民自带道具。" * 2,
        },
    )
    colour = (attendances % 255, 90, month * 20)
    content = ContentFile(encoded(Image.new("RGB", size, colour)))
    return Material.objects.create(
        dossier=dossier,
        slot="media",
        kind="photo",
        state="ready",
        filename="1.jpg",
        title=f"{title}现场",
        taken_at=at(month, 8),
        place="社区广场",
        people="社区居民",
        photographer=photographer,
        width=size[0],
        height=size[1],
        uploaded_by=by,
        blob=store_file(content, content_type="image/jpeg"),
    )


def edition_text(edition):
    from django.core.files.storage import default_storage

    with default_storage.open(edition.blob.path) as file, pikepdf.open(file) as pdf:
        with pdf.open_outline() as outline:
            marks = list(bookmarks(outline.root))
        return [title for level, title in marks if level == 1], book_text(pdf), len(pdf.pages)


def fill_small_year(street, community, staff):
    """One community's year: a troupe of one, an approved street plan with a target, a meeting, one event."""
    street.introduction = "龙泉街道位于城区东部。"
    street.save()
    troupe = Troupe.objects.create(street=street, community=community, name="滨河合唱队", category="choir")
    person = Person.objects.create(street=street, community=community, name="王芳")
    Membership.objects.create(person=person, troupe=troupe, since=date(LAST_YEAR, 1, 5))
    plan = Plan.objects.create(
        street=street,
        year=LAST_YEAR,
        title="年度文体工作计划",
        aims="办好活动。",
        status="approved",
        submitted_at=at(1, 5),
        approved_at=at(1, 9),
    )
    Target.objects.create(plan=plan, kind="participants", scope="street", value=Decimal(10000))
    Meeting.objects.create(street=street, title="文化工作会议", held_at=at(2, 6), minutes="议定三项。")
    return hold_event(community, staff)
