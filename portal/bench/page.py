"""Case `page`: the twelve most used pages on the demo: SQL statements, median server time, size.

Times are also given as a ratio to the floor, the time of the cheapest page (/livez) in the same run, so
that figures of different machines can be compared.
"""

import statistics
import time
from dataclasses import asdict, dataclass

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User

RUNS = 9
FLOOR = "/livez"
# (role account, label, address or model label whose newest visible row's page is measured)
PAGES = [
    ("officer", "首页（文化员）", "/"),
    ("staff", "首页（社区）", "/"),
    ("officer", "团队列表", "/troupes/"),
    ("officer", "团队页", "troupes.Troupe"),
    ("officer", "人员列表", "/people/"),
    ("officer", "活动列表", "/events/"),
    ("staff", "活动页", "activities.Event"),
    ("officer", "五有档案列表", "/dossiers/"),
    ("staff", "五有档案页", "archives.Dossier"),
    ("officer", "照片", "/photos/"),
    ("leader", "看板", "/dashboard/"),
    ("leader", "考核页", "assessments.Assessment"),
]


@dataclass(frozen=True)
class PageFigure:
    page: str
    account: str
    url: str
    status: int
    sql: int
    median_ms: float
    ratio_to_floor: float
    kilobytes: float


def measure() -> list[PageFigure]:
    """One PageFigure per page; raises LookupError when the demo is missing."""
    floor = _median_ms(Client(), FLOOR)
    return [_figure(account, label, target, floor) for account, label, target in PAGES]


def _figure(account, label, target, floor):
    user = User._default_manager.filter(username=account).first()
    if user is None:
        raise LookupError("没有演示数据，请先运行 manage.py demo。")
    client = Client()
    client.force_login(user)
    url = target if target.startswith("/") else _page_of(user, target)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    statements = len(queries)  # the next request clears the log
    median = _median_ms(client, url)
    return PageFigure(
        label, account, url, response.status_code, statements, round(median, 1), round(median / floor, 1),
        round(len(response.content) / 1024, 1),
    )  # fmt: skip


def _page_of(user, label):
    return apps.get_model(label).objects.visible_to(user).latest("pk").get_absolute_url()


def _median_ms(client, url):
    client.get(url)
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        client.get(url)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def as_rows(figures):
    return [asdict(figure) for figure in figures]
