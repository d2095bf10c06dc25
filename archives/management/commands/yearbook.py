"""`manage.py yearbook --street NAME --year YYYY --out FILE`: an edition of the yearbook without a browser."""

import os
import shutil
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from archives.yearbook.models import Yearbook
from archives.yearbook.services import build_edition, open_build
from portal.jobs.services import JobError
from portal.models import Street


class Command(BaseCommand):
    help = "编印一个街道某年度的年鉴，保存为新的一版，并写出 PDF 文件。"

    def add_arguments(self, parser):
        parser.add_argument("--street", required=True, help="街道名称，例如 龙泉街道")
        parser.add_argument("--year", required=True, help="年度，四位数字")
        parser.add_argument("--out", required=True, help="要写出的 PDF 文件")

    def handle(self, *, street, year, out, **options):
        out = Path(out)
        self._check_target(out)
        yearbook = self._yearbook(self._street(street), self._year(year))
        if open_build(yearbook):
            raise CommandError("门户里正有一项编印任务在进行，请等它完成或取消后再运行。")
        try:
            edition = build_edition(yearbook=yearbook, by=None, report=self._report)
        except JobError as error:
            raise CommandError(str(error)) from error
        self._copy(edition, out)
        self.stdout.write(f"{out}：{edition}，{edition.pages} 页，照片 {edition.photos} 张。")

    def _check_target(self, out):
        if out.is_dir() or not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
            raise CommandError(f"不能写出文件“{out}”：请给出一个可写目录中的文件名。")

    def _street(self, name):
        street = Street.objects.filter(name=name).first()
        if street is None:
            known = "、".join(Street.objects.values_list("name", flat=True)) or "还没有任何街道"
            raise CommandError(f"没有名为“{name}”的街道。现有：{known}。")
        return street

    def _year(self, text):
        this_year = timezone.localdate().year
        if not (text.isascii() and text.isdigit() and 2000 <= int(text) <= this_year):
            raise CommandError(f"年度“{text}”不对：请写 2000 到 {this_year} 之间的四位数字。")
        return int(text)

    def _yearbook(self, street, year):
        found = Yearbook.objects.filter(street=street, year=year).first()
        return found or Yearbook.objects.create(street=street, year=year, title=Yearbook.usual_title(street))

    def _report(self, done, total, message):
        self.stderr.write(f"[{done}/{total}] {message}" if total else message)

    def _copy(self, edition, out):
        try:
            with default_storage.open(edition.blob.path) as source, open(out, "wb") as target:
                shutil.copyfileobj(source, target)
        except OSError as error:
            raise CommandError(
                f"年鉴已编印，但写出“{out}”时出错：{error.strerror}。可在门户中下载这一版。"
            ) from error
        for warning in edition.warnings:
            self.stderr.write(self.style.WARNING(warning))
