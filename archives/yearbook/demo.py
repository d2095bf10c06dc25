"""Last year's yearbook of the large street: set up with the year, printed when all apps have filled theirs."""

from archives.yearbook.models import Yearbook
from archives.yearbook.services import build_edition

PREFACE = """一、本年鉴记述{year}年1月1日至12月31日{street}群众文化体育工作的基本情况，设类目、分目、条目三级，以条目为主要形式。
二、资料来自各社区、各团队在“街道社区文体工作门户”中登记的活动、团队、阵地、经费和考核记录，以审核通过的“五有”档案为准。
三、活动以举办日期为序。“人次”为参与活动的累计次数，“人”为去重后的人数，两者不相加。
四、照片由各社区供稿，均注明摄影者。
五、统计口径见各表；与上年对照的数字，两年口径一致。
六、撰稿、审稿、终审分别由社区文体干部、街道文化员、分管领导负责。"""


def fill(ground):
    if ground.is_large and not ground.is_running:
        preface = PREFACE.format(street=ground.street.name, year=ground.year)
        defaults = {"title": Yearbook.usual_title(ground.street), "preface": preface}
        Yearbook.objects.get_or_create(street=ground.street, year=ground.year, defaults=defaults)


def finish(ground):
    """The officer has issued it."""
    rows = Yearbook.objects.filter(street=ground.street, year=ground.year, editions=None)
    for yearbook in rows.select_related("street"):
        build_edition(yearbook=yearbook, by=ground.officer, report=lambda *_: None)
