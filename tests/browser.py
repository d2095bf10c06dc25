"""Finds a Chromium for the browser tests and the screenshots, on a machine that may have none.

First the one on the PATH; otherwise the one inside the npm package @sparticuz/chromium, unpacked once
into `var/chromium/` with the libraries that a bare machine lacks. Chinese text needs a font and a bare
machine has none: a fontconfig file names the Noto fonts from npm.
"""

import ctypes.util
import fcntl
import io
import os
import platform
import shutil
import tarfile
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
PACKED = ROOT / "node_modules" / "@sparticuz" / "chromium" / "bin"
FONTS = ROOT / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
UNPACKED = ROOT / "var" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",  # the container's root has no user namespaces to build one with
    "--disable-gpu",
    "--disable-dev-shm-usage",  # /dev/shm is 64 MB in a container
    "--disable-quic",
    "--no-first-run",
    # Nothing but the page under test may reach for the network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]


def launch_options() -> dict:
    """Keyword arguments for Playwright's `chromium.launch()`."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(font_configuration())}
    if lacks_libraries():
        environment["LD_LIBRARY_PATH"] = str(unpack_libraries())
    return {"executable_path": str(chromium_executable()), "args": ARGUMENTS, "env": environment}


def chromium_executable() -> Path:
    """Path of a Chromium that can be run headless."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    if on_path:
        return Path(on_path)
    if platform.machine() != "x86_64":
        raise RuntimeError("@sparticuz/chromium 只有 x86_64 版：请在本机安装 chromium 后重试。")
    return unpack("chromium.br", "chromium", _write_program)


def lacks_libraries() -> bool:
    return not all(map(ctypes.util.find_library, ("nss3", "nspr4")))


def unpack_libraries() -> Path:
    return unpack("al2023.tar.br", "libraries", _write_archive) / "lib"


def unpack(packed: str, name: str, write) -> Path:
    """Unpack a file of the npm package once per version; several test processes may ask at a time."""
    source = PACKED / packed
    if not source.exists():
        raise RuntimeError(f"缺少 {source.relative_to(ROOT)}：请先执行 make install。")
    target = UNPACKED / f"{name}-{source.stat().st_size}"
    UNPACKED.mkdir(parents=True, exist_ok=True)
    with (UNPACKED / "unpacking").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not target.exists():
            draft = target.with_name(f"{name}.new")
            write(brotli.decompress(source.read_bytes()), draft)
            draft.rename(target)
    return target


def _write_program(content: bytes, target: Path) -> None:
    target.write_bytes(content)
    target.chmod(0o755)


def _write_archive(content: bytes, target: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(target, filter="data")


def font_configuration() -> Path:
    """A fontconfig file that knows Noto Sans SC in two weights and nothing else.

    Without the system's fonts a page looks the same on every machine, in tests and in screenshots.
    """
    UNPACKED.mkdir(parents=True, exist_ok=True)
    folders = "".join(f"<dir>{FONTS / weight}</dir>" for weight in ("400Regular", "700Bold"))
    path = UNPACKED / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{UNPACKED / 'fonts'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return path
