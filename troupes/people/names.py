"""Pinyin of names, for search."""

from pypinyin import Style, lazy_pinyin

# Surnames whose usual reading differs from the character's commonest one.
SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "任": "ren",
    "朴": "piao",
    "盖": "ge",
    "尉迟": "yuchi",
    "万俟": "moqi",
    "乐": "yue",
    "华": "hua",
    "翟": "zhai",
    "缪": "miao",
}


def syllables_of(name: str) -> list[str]:
    """Pinyin syllables without tones; the surname's own reading is known (单田芳 → shan tian fang)."""
    text = "".join(name.split()).replace("·", "")
    for length in (2, 1):
        surname = SURNAMES.get(text[:length])
        if surname:
            return [surname, *lazy_pinyin(text[length:], style=Style.NORMAL)]
    return lazy_pinyin(text, style=Style.NORMAL)


def pinyin_of(name: str) -> str:
    return "".join(syllables_of(name)).lower()[:120]


def initials_of(name: str) -> str:
    return "".join(syllable[:1] for syllable in syllables_of(name)).lower()[:40]
