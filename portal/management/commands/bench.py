import json
from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

CASES = {"page": "portal.bench.page", "yearbook": "archives.yearbook.bench"}  # name → module


class Command(BaseCommand):
    help = "测量：对演示数据逐项计时、计数，结果写入 var/bench/<case>.json 并列表显示"

    def add_arguments(self, parser):
        parser.add_argument("cases", nargs="*", help=f"要测的项目：{'、'.join(CASES)}；不写即全部")

    def handle(self, *args, cases, **options):
        folder = settings.VAR_DIR / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        unknown = set(cases) - set(CASES)
        if unknown:
            raise CommandError(f"没有这个项目：{'、'.join(unknown)}；可选：{'、'.join(CASES)}。")
        for case in cases or CASES:
            module = import_module(CASES[case])
            try:
                rows = module.as_rows(module.measure())
            except LookupError as error:
                raise CommandError(str(error)) from error
            text = json.dumps({"case": case, "rows": rows}, ensure_ascii=False, indent=2)
            (folder / f"{case}.json").write_text(text, encoding="utf-8")
            self._print_table(case, rows)

    def _print_table(self, case, rows):
        self.stdout.write(f"== {case} ==")
        heads = list(rows[0])
        widths = [max(_width(str(row[head])) for row in [*rows, {head: head}]) for head in heads]
        for cells in [heads, *[[str(row[head]) for head in heads] for row in rows]]:
            self.stdout.write("  ".join(_pad(cell, width) for cell, width in zip(cells, widths, strict=True)))


def _width(text):
    return sum(2 if ord(char) > 255 else 1 for char in text)


def _pad(text, width):
    return text + " " * (width - _width(text))
