"""`make run`: web, worker and beat (网站、后台任务、定时任务) under one supervisor, until Ctrl-C."""

import ctypes
import functools
import hashlib
import os
import shlex
import signal
import sys
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Printer
from honcho.process import Popen, Process

from portal.accounts.models import User
from portal.engines import private as engines
from portal.places.models import Street

ROLES = ["officer", "staff", "captain", "leader", "auditor", "admin"]
START_SECONDS = 60
PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    help = "Prepare the database and run web, worker and beat until Ctrl-C."

    def handle(self, *args, **options):
        engines.claim()
        try:
            self.prepare()
        except KeyboardInterrupt:
            sys.exit("\n已中断；没有做完的准备工作，下次启动时会重新做。")
        port = engines.chosen_port()  # asked again: preparing may have taken minutes
        supervisor = Supervisor(printer=QuietPrinter(sys.stdout))
        for name, command in processes(port).items():
            supervisor.add_process(name, f"exec {command}", env=child_environment())
        threading.Thread(target=self.welcome, args=(port,), daemon=True).start()
        supervisor.loop()
        self.stdout.write("\n门户已停止。")
        if supervisor.stopped_by_itself:
            sys.exit("有进程意外退出，门户随之停止；原因见上面的输出。")

    def prepare(self) -> None:
        self.stdout.write("正在准备数据库和静态文件……")
        call_command("migrate", verbosity=0)
        collect_static()
        if not settings.PRODUCTION and not Street.objects.exists():
            self.stdout.write("首次运行，正在生成演示数据（约一两分钟）……")
            call_command("demo")

    def welcome(self, port: int) -> None:
        """Once the site answers, say where it is and who may sign in."""
        if not answers(f"http://127.0.0.1:{port}/livez"):
            return
        lines = ["", f"门户已启动：http://127.0.0.1:{port}/    （按 Ctrl-C 停止）", *demo_accounts()]
        self.stdout.write("\n".join(lines) + "\n\n")
        self.stdout.flush()


def collect_static() -> None:
    """Collect and compress the static files, a quarter of a minute's work, if any of them changed."""
    files = [
        (name, status.st_size, status.st_mtime_ns)
        for finder in get_finders()
        for name, storage in finder.list([])
        for status in [Path(storage.path(name)).stat()]
    ]
    fingerprint = hashlib.sha256(repr((sorted(files), settings.STORAGES["staticfiles"])).encode()).hexdigest()
    mark = Path(settings.STATIC_ROOT, ".collected")
    if not mark.exists() or mark.read_text() != fingerprint:
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(fingerprint)


def processes(port: int) -> dict[str, str]:
    """Name → command line of everything that production runs as services of its own."""
    celery = f"{shlex.quote(sys.executable)} -m celery --quiet --app portal"
    schedule = shlex.quote(str(engines.VAR / "beat-schedule"))
    return {
        "web": f"{shlex.quote(sys.executable)} -m gunicorn portal.wsgi --bind 0.0.0.0:{port} --workers 2 --threads 4"
        " --timeout 60 --graceful-timeout 3 --max-requests 5000 --no-control-socket --log-level warning",
        "worker": f"{celery} worker --concurrency 2 --max-tasks-per-child 200 --without-gossip --without-mingle"
        " --loglevel WARNING",
        "beat": f"{celery} beat --schedule {schedule} --pidfile= --loglevel WARNING",
    }


def child_environment() -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONUNBUFFERED": "1",  # a message appears when it is written
        "PYTHONUTF8": "1",  # and in Chinese, whatever the locale
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",  # as in a container
    }


def answers(address: str) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5) as response:
                return response.status == 200
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    return False


def demo_accounts() -> list[str]:
    """One line per role whose demo account still has the demo password; none in production."""
    if settings.PRODUCTION:
        return []
    accounts = User.objects.filter(username__in=ROLES, is_active=True)
    lines = {
        user.username: f"  {user.get_role_display():　<7}{user.username:<9} {settings.DEMO_PASSWORD}"
        for user in accounts
        if user.check_password(settings.DEMO_PASSWORD)
    }
    title = ["演示账号（角色　账号　密码）："] if lines else []
    return title + [lines[name] for name in ROLES if name in lines]


class QuietPrinter(Printer):
    """Shows what the processes say, not honcho's own notes about starting and stopping them."""

    def write(self, message):
        if message.name != SYSTEM_PRINTER_NAME:
            super().write(message)


class Supervisor(Manager):
    """Honcho's manager, which also stops on SIGHUP (窗口被关闭) and leaves no orphan when killed itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._process_ctor = BoundProcess

    def loop(self) -> None:
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        try:
            super().loop()
        finally:  # also when the terminal is gone and printing fails
            self.kill()

    @property
    def stopped_by_itself(self) -> bool:
        return self.returncode not in (130, 143)


class BoundProcess(Process):
    """A process that ends with its supervisor even if that is killed without a chance to say so."""

    def run(self, *args, **kwargs):
        die_with_parent(signal.SIGKILL)  # honcho's helper ignores gentler signals
        self._child_ctor = functools.partial(
            Popen, preexec_fn=functools.partial(die_with_parent, signal.SIGTERM)
        )
        super().run(*args, **kwargs)


def die_with_parent(signum: int) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signum), 0, 0, 0)
