"""Which characters the book's fonts can print, and what happens to the others.

One character without a glyph would print as an empty box, and makes the PDF/A export fail. So all text is
compared with the fonts' character maps first: equivalents are tried, the rest becomes 〓 (the printers' mark
for a missing type) and is reported.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

GETA = "〓"

VERBATIM_KEYS = frozenset({"kind", "sha256", "file", "aligns"})  # values that are not printed

# One emoji may be several code points: base, skin tone, joiner and further bases, or a pair of flag letters.
_EMOJI_TAIL = r"[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"

CLUSTER = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|.{_EMOJI_TAIL}(?:\u200d.{_EMOJI_TAIL})*", re.DOTALL)


@lru_cache(maxsize=16)
def read_font(path: Path) -> tuple[str, frozenset[int]]:
    """Family name and the code points of one font file."""
    with TTFont(path, lazy=True) as font:
        return font["name"].getBestFamilyName(), frozenset(font.getBestCmap())


def font_families(fonts: list[Path]) -> list[str]:
    """Family names in the order of `fonts`, each once: text, headings, then fallbacks for rare characters."""
    return list(dict.fromkeys(read_font(path)[0] for path in fonts))


@lru_cache(maxsize=4)
def printable(fonts: tuple[Path, ...]) -> frozenset[str]:
    """The characters of a book set in `fonts`. One may be set in any weight, and either face stands in for the
    other: it must be in one family, in all its weights."""
    families: dict[str, set[int]] = {}
    for family, points in map(read_font, fonts):
        families.setdefault(family, set(points)).intersection_update(points)
    characters = map(chr, set().union(*families.values()))
    return frozenset(char for char in characters if unicodedata.category(char) not in ("Cc", "Co"))


class GlyphCheck:
    """Replaces what the fonts cannot print, and remembers what and where."""

    def __init__(self, fonts: list[Path]) -> None:
        self.printable = printable(tuple(fonts))
        self.missing: Counter[tuple[str, str]] = Counter()

    def clean(self, value: object, place: str) -> object:
        """A copy of the JSON tree `value` whose strings can all be printed; `place` is named in the report."""
        if isinstance(value, str):
            return self.clean_text(value, place)
        if isinstance(value, (list, tuple)):
            return [self.clean(item, place) for item in value]
        if isinstance(value, dict):
            return {k: v if k in VERBATIM_KEYS else self.clean(v, place) for k, v in value.items()}
        return value

    def clean_text(self, text: str, place: str) -> str:
        text = unicodedata.normalize("NFC", text)
        if self._prints(text):
            return text
        return "".join(self._clean_cluster(match[0], place) for match in CLUSTER.finditer(text))

    def warnings(self) -> list[str]:
        """One Chinese sentence for each character and place."""
        return [
            f"“{place}”中的字符“{_shown(char)}”（{_codes(char)}）没有字形，已用“{GETA}”代替 {count} 处，请改用常用字"
            for (place, char), count in self.missing.items()
        ]

    def _prints(self, text: str) -> bool:
        return self.printable.issuperset(text)

    def _clean_cluster(self, cluster: str, place: str) -> str:
        if self._prints(cluster):
            return cluster
        # Cc, Cf, Zl, Zp: controls, joiners, byte order marks, separators; Mn: variation selectors
        bare = "".join(
            c for c in cluster if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Mn", "Zl", "Zp")
        )
        if not bare:
            return " " if cluster.isspace() else ""
        for candidate in (bare, unicodedata.normalize("NFKC", bare)):
            if self._prints(candidate):
                return candidate
        self.missing[place, cluster] += 1
        return GETA


def _shown(cluster: str) -> str:
    return "".join(char for char in cluster if char.isprintable())


def _codes(cluster: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in cluster)
