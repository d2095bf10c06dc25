"""Runs the typesetter in a process of its own: `compile_process.py FOLDER MEMORY_BYTES SECONDS`.

The typesetter gives its memory back only when its process ends, cannot be interrupted and reports no progress;
as a process it can be limited and killed. FOLDER holds `book.typ`, its data, `photos/` and `fonts/`; the outcome is
`book.pdf` and `outcome.json` ({"error": text or null, "warnings": [text]}). Imports nothing of the project.
"""

import json
import resource
import signal
import sys
from pathlib import Path

STANDARD = "a-2b"


def limit_process(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The parent keeps the time; this ends the process when the parent itself was killed.
    signal.alarm(seconds + 30)


def compile_book(folder: Path) -> dict:
    import typst  # after the limits are set

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"]
    )
    compiler = typst.Compiler(
        folder / "book.typ", root=folder, font_paths=fonts, package_path=folder, package_cache_path=folder
    )
    try:
        _, warnings = compiler.compile_with_warnings(
            output=folder / "book.pdf", format="pdf", pdf_standards=STANDARD
        )
    except typst.TypstError as error:
        return {
            "error": "\n".join([error.diagnostic or error.message, *error.hints, *error.trace]),
            "warnings": [],
        }
    return {"error": None, "warnings": [warning.diagnostic or warning.message for warning in warnings]}


def main() -> None:
    folder, memory, seconds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    limit_process(memory, seconds)
    outcome = compile_book(folder)
    (folder / "outcome.json").write_text(json.dumps(outcome, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
