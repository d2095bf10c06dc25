"""Building the yearbook (年鉴): chapters from all apps, photos from the archive, every edition kept."""

import logging
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from archives.materials.models import Material
from archives.yearbook.contents import in_order
from archives.yearbook.models import Edition, Yearbook
from archives.yearbook.press.engine import BookReport, build_book
from archives.yearbook.press.layout import Book
from archives.yearbook.press.typesetting import BookError
from portal.book import Chapter
from portal.contributions import Contribution, contributors
from portal.files.derive import LARGE
from portal.files.store import open_derivative, store_file
from portal.jobs.services import JobError, enqueue
from portal.metrics import computing_once
from portal.models import Blob, Job, User
from portal.notices.services import notify

log = logging.getLogger("portal.yearbook")

KIND = "yearbook"

BUILD_TASK = "archives.tasks.build_yearbook"

BUSY = "这本年鉴正在编印，请等它完成后再重新编印。"


def open_build(yearbook: Yearbook) -> Job | None:
    """The job that is building this yearbook, queued or running; None when nothing is under way."""
    waiting = Job.objects.filter(
        kind=KIND,
        street=yearbook.street_id,
        params__yearbook=yearbook.pk,
        status__in=[Job.Status.QUEUED, Job.Status.RUNNING],
    )
    return next((job for job in waiting if job.is_open), None)


@transaction.atomic
def start_build(*, yearbook: Yearbook, by: User) -> Job:
    """Queue a build; raises ValidationError while another one of the same yearbook is open."""
    Yearbook.objects.select_for_update(of=("self",)).get(pk=yearbook.pk)  # two clicks at once queue one job
    if open_build(yearbook):
        raise ValidationError(BUSY)
    return enqueue(
        BUILD_TASK,
        kind=KIND,
        title=f"编印《{yearbook.title}》{yearbook.year}卷",
        by=by,
        street=yearbook.street,
        community=yearbook.community,
        yearbook=yearbook.pk,
    )


def build_edition(*, yearbook: Yearbook, by: User | None, report, job: Job | None = None) -> Edition:
    """Collect the chapters, typeset the book and keep it as the yearbook's next edition.

    `report(done, total, message)` may raise JobCancelled: nothing is kept then. Raises JobError.
    """
    with _sole_build(yearbook), _scratch_folder() as folder:
        number = yearbook.editions.count() + 1  # editions are never deleted
        out = folder / "yearbook.pdf"
        outcome = print_book(yearbook, number, out, report)
        edition = _keep_edition(yearbook, number, out, outcome, by, job)
    leaders = User.objects.leaders_of(yearbook.street_id)
    notify(leaders, f"《{yearbook.title}》{yearbook.year}卷第{number}版已编印", yearbook.get_absolute_url())
    return edition


@contextmanager
def _sole_build(yearbook: Yearbook):
    """Editions are numbered before they are printed, so two builds of one yearbook never run side by side.
    The database drops this lock by itself when a worker dies."""
    key = [f"yearbook-{yearbook.pk}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", key)
        if not cursor.fetchone()[0]:
            raise JobError(BUSY)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)


@contextmanager
def _scratch_folder():
    """Lies in the yearbook's cache, where the engine sweeps what killed builds left behind."""
    try:
        settings.YEARBOOK_CACHE.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix="build-", dir=settings.YEARBOOK_CACHE)
    except OSError as error:
        raise JobError("年鉴文件无法写入，请联系系统管理员检查磁盘空间和目录权限。") from error
    with folder as name:
        yield Path(name)


def print_book(yearbook: Yearbook, number: int, out: Path, report) -> BookReport:
    """Typeset the yearbook as it stands into the file `out`; nothing is kept. Raises JobError."""
    try:
        return build_book(**press_copy(yearbook, number, report), out=out, report=report)
    except BookError as error:
        log.warning("yearbook %s: %s\n%s", yearbook.pk, error, error.detail)
        raise JobError(str(error)) from error


def press_copy(yearbook: Yearbook, number: int, report) -> dict[str, object]:
    """What the press needs to know of a yearbook: its arguments, collected from the database and the settings."""
    return {
        "book": _front_matter(yearbook, number),
        "chapters": collect_chapters(yearbook.street, yearbook.year, report),
        "photo_source": open_photo,
        "cache": settings.YEARBOOK_CACHE,
        "fonts": settings.YEARBOOK_FONTS,
    }


def open_photo(sha256: str, side: int) -> BinaryIO:
    """What a printed photo is made of: the derivative `large`, upright and already small; the original only where a
    picture spans the page. Raises as `open_derivative` does."""
    blob = Blob(sha256=sha256)
    return default_storage.open(blob.path) if side > LARGE else open_derivative(blob, "large")


def collect_chapters(street, year, report) -> list[Chapter]:
    """The chapters of all nouns in the order of the contents; one without blocks is left out."""
    chapters = []
    with computing_once():
        for contributed in contributors(Contribution.chapters):
            source = apps.get_containing_app_config(contributed.__module__).verbose_name
            report(0, 0, f"正在汇集资料：{source}（已有 {len(chapters)} 章）")
            chapters += [chapter for chapter in contributed(street, year) if chapter.blocks]
    return in_order(chapters)


def _front_matter(yearbook, number) -> Book:
    return Book(
        street=yearbook.street.name,
        year=yearbook.year,
        title=yearbook.title,
        issuer=yearbook.issuer,
        date=timezone.localdate(),
        text=yearbook.preface,
        edition=number,
        cover_photo=choose_cover(yearbook.street, yearbook.year),
    )


def choose_cover(street, year) -> str | None:
    """SHA-256 of the landscape photo for the cover: of the best attended event of the year, its own cover first."""
    photos = Material.objects.photos().filter(
        dossier__event__street=street,
        dossier__event__starts_at__year=year,
        state=Material.State.READY,
        width__gt=F("height"),
    )
    is_cover = photos.filter(dossier__cover=F("pk"))
    best = (is_cover if is_cover.exists() else photos).order_by(
        F("dossier__event__attendances").desc(nulls_last=True), "pk"
    )
    return best.values_list("blob__sha256", flat=True).first()


@transaction.atomic
def _keep_edition(yearbook, number, out, outcome, by, job) -> Edition:
    with open(out, "rb") as file:
        blob = store_file(File(file), content_type="application/pdf")
    return Edition.objects.create(
        yearbook=yearbook,
        number=number,
        blob=blob,
        pages=outcome.pages,
        photos=outcome.photos,
        warnings=outcome.warnings,
        job=job,
        built_by=by,
    )
