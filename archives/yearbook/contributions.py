"""The yearbook in the shell: its menu item, the officer's to-do, its own chapters, and the demo's book."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from activities.models import Event
from archives.yearbook.chapters.appendix import appendix
from archives.yearbook.chapters.overview import overview
from archives.yearbook.chapters.readings import read_metrics
from archives.yearbook.chapters.statistics import statistics
from archives.yearbook.models import Yearbook
from archives.yearbook.press.layout import unheard
from archives.yearbook.services import build_edition
from portal.contributions import Contribution
from portal.links import link
from portal.models import User
from portal.pieces import MenuItem, Todo

DUE = (3, 31)  # 年鉴供稿 ends in January; the book is out by the end of March

DEMO_STREET = "龙泉街道"

DEMO_PREFACE = """一、本年鉴记述{year}年1月1日至12月31日{street}群众文化体育工作的基本情况，设类目、分目、条目三级，以条目为主要形式。
二、资料来自各社区、各团队在“街道社区文体工作门户”中登记的活动、团队、阵地、经费和考核记录，以审核通过的“五有”档案为准。
三、活动以举办日期为序。“人次”为参与活动的累计次数，“人”为去重后的人数，两者不相加。
四、照片由各社区供稿，均注明摄影者。
五、统计口径见各表；与上年对照的数字，两年口径一致。
六、撰稿、审稿、终审分别由社区文体干部、街道文化员、分管领导负责。"""


class YearbookContribution(Contribution):
    def menu(self, user):
        if not (user.street_id and (user.is_officer or user.is_leader or user.is_staff_member)):
            return []
        return [MenuItem("年鉴", reverse("archives:yearbook-list"), "book-2", "档案", 420)]

    def todos(self, user):
        """The officer issues last year's yearbook by the end of March."""
        if not user.is_officer:
            return []
        today = timezone.localdate()
        year = today.year - 1
        yearbook = Yearbook.objects.visible_to(user).with_editions().filter(year=year).first()
        if yearbook and yearbook.edition_count:
            return []
        if not Event.objects.visible_to(user).for_year(year).held().exists():
            return []
        url = yearbook.get_absolute_url() if yearbook else link("archives:yearbook-create", year=year)
        return [Todo(f"{year}年的年鉴还没有编印", url, "年鉴", due=date(today.year, *DUE))]

    def chapters(self, street, year):
        readings = read_metrics(street, year)
        before = read_metrics(street, year - 1, adding_up=True)
        return [
            overview(street, year, readings),
            statistics(street, year, readings, before),
            appendix(street, year),
        ]

    def demo(self, street, year, rng):
        """Last year's yearbook is set up; its book is built by `demo_finish`, when all apps have filled their tables."""
        if street.name == DEMO_STREET and year < timezone.localdate().year:
            Yearbook.objects.get_or_create(
                street=street,
                year=year,
                defaults={
                    "title": Yearbook.usual_title(street),
                    "preface": DEMO_PREFACE.format(street=street.name, year=year),
                },
            )

    def demo_finish(self, street, year):
        """The demo's officer has issued last year's book of the big street."""
        yearbook = Yearbook.objects.filter(street=street, year=year).select_related("street").first()
        if street.name != DEMO_STREET or yearbook is None or yearbook.editions.exists():
            return
        officer = User.objects.officers_of(street).order_by("pk").first()
        build_edition(yearbook=yearbook, by=officer, report=unheard)
