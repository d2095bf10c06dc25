"""Private PostgreSQL and Valkey for development and tests (开发用数据库与消息队列).

`ensure()` fills DATABASE_URL and REDIS_URL where the environment lacks them; whatever is given is
used as it is and nothing is started for it. Processes of one checkout share one pair of engines:

- every process that uses an engine holds a shared lock on its file `in-use` for as long as it lives;
- the engine's keeper (`keeper.py`) starts it and waits for the exclusive lock on that file,
  so it gets it when the last user is gone, however that one ended, and then stops the engine.

The kernel does the counting: there are no pid files that could grow stale.
"""

import atexit
import fcntl
import itertools
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
TESTS = VAR / "tests"
ENGINES = {"DATABASE_URL": "postgres", "REDIS_URL": "valkey"}
STOP_SECONDS = 30

_claims: dict[Path, object] = {}  # folder → the open lock file
_test_run: list = []  # the open lock file of this test run's home
_keepers: dict[Path, subprocess.Popen] = {}  # engine folder → the keeper that this process started


def ensure(home: Path = VAR, *, durable: bool = True) -> None:
    """Set DATABASE_URL and REDIS_URL, joining or starting private engines under `home` if absent.

    With `durable=False` nothing is flushed to disk. Exits with one Chinese sentence when an engine
    cannot start.
    """
    missing = {variable: name for variable, name in ENGINES.items() if not os.environ.get(variable)}
    if not missing:
        return
    try:
        claim(home)
        for variable, name in missing.items():
            os.environ[variable] = _join(home / name, durable)
    except PermissionError as error:
        raise SystemExit(
            f"无权写入 {error.filename}：该文件夹属于另一个系统用户，请换用原用户运行，或删除后重试。"
        ) from error


def ensure_for_tests() -> None:
    """As `ensure`, with engines that no other test run and no running portal uses meanwhile.

    Homes are numbered and used again, the lowest free one first, so that a run rarely has to build one.
    """
    if all(map(os.environ.get, ENGINES)):  # given, or inherited from the test run that started this one
        return
    for number in itertools.count(1):
        home = TESTS / str(number)
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "test-run").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        _test_run.append(lock)
        ensure(home, durable=False)
        break


def claim(folder: Path = VAR) -> None:
    """Hold the shared lock that says "somebody uses this folder" until this process ends."""
    if folder in _claims:
        return
    if not _claims:
        atexit.register(_release, os.getpid())
    folder.mkdir(parents=True, exist_ok=True)
    _claims[folder] = (folder / "in-use").open("a")
    fcntl.flock(_claims[folder], fcntl.LOCK_SH)  # waits while a keeper is stopping its engine


def _join(folder: Path, durable: bool) -> str:
    claim(folder)
    with (folder / "starting").open("a") as gate:  # of several processes, one starts the keeper
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not _is_kept(folder):
            _start_keeper(folder, durable)
        return (folder / "url").read_text()


def _is_kept(folder: Path) -> bool:
    return (folder / "kept").exists() and not _can_lock(folder / "kept", fcntl.LOCK_SH)


def _can_lock(path: Path, kind: int) -> bool:
    with path.open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _start_keeper(folder: Path, durable: bool) -> None:
    # By path and with -P: a keeper must not import the portal, only to sit and wait.
    script = Path(__file__).with_name("keeper.py")
    with (folder / "log").open("w") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", script, folder, *([] if durable else ["volatile"])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # a Ctrl-C in the terminal is for the users, not for the engines
        )
    with keeper.stdout:
        answer = keeper.stdout.readline().strip()
    if answer != "ready":
        keeper.wait()
        raise SystemExit(answer or f"{folder.name} 启动失败，详见 {folder / 'log'}。")
    _keepers[folder] = keeper


def _release(owner: int) -> None:
    """Let go of everything, and wait until the engines that nobody else uses have stopped."""
    if os.getpid() != owner:  # a forked child leaves; its parent still works
        return
    for lock in _claims.values():
        lock.close()
    deadline = time.monotonic() + STOP_SECONDS
    for folder in _claims:
        while _is_kept(folder) and not _is_used(folder) and time.monotonic() < deadline:
            time.sleep(0.05)
    for folder, keeper in _keepers.items():
        if not _is_kept(folder):
            keeper.wait()


def _is_used(folder: Path) -> bool:
    """Do others share the folder? (A keeper that stops its engine has it for itself.)"""
    lock = folder / "in-use"
    return not _can_lock(lock, fcntl.LOCK_EX) and _can_lock(lock, fcntl.LOCK_SH)


def chosen_port() -> int:
    """The port from the environment (PORT, default 8000); exits with one sentence when it is of no use."""
    text = os.environ.get("PORT") or "8000"
    other = "8001" if text != "8001" else "8002"
    remedy = f"请换一个端口：PORT={other} make run"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SystemExit(f"PORT={text} 不是端口号（1 到 65535 的整数），{remedy}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", int(text)))
        except PermissionError:
            raise SystemExit(f"无权使用端口 {text}（小于 1024 的端口需要管理员），{remedy}") from None
        except OSError:
            raise SystemExit(f"端口 {text} 已被占用，{remedy}") from None
    return int(text)


def reset(home: Path = VAR) -> None:
    """Wipe `var/`: database, queue, files. Refused while anything runs on it."""
    for lock in (home / "in-use", *home.glob("tests/*/in-use")):
        if lock.exists() and not _can_lock(lock, fcntl.LOCK_EX):
            raise SystemExit("门户（或测试）正在运行，未清空；请先在它的窗口按 Ctrl-C，再执行 make reset。")
    if home.exists():
        shutil.rmtree(home)


if __name__ == "__main__" and sys.argv[1:] == ["reset"]:
    reset()
