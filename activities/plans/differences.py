"""What changed between two rounds of a plan, sentence by sentence."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")


@dataclass(frozen=True)
class Piece:
    """A run of text: `kind` is same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    label: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def differences(before: dict[str, str], after: dict[str, str]) -> list[Section]:
    """Sections of both texts in reading order (that of `after`, then what only `before` had)."""
    labels = [*after, *(label for label in before if label not in after)]
    return [Section(label, compare(before.get(label, ""), after.get(label, ""))) for label in labels]


def compare(before: str, after: str) -> list[Piece]:
    """Pieces that, without the added ones, give `before` and, without the removed ones, give `after`;
    both texts are taken to end with a line break."""
    old, new = _sentences(before), _sentences(after)
    pieces = []
    for act, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(Piece("same", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(new[j1:j2])))
    return pieces


def _sentences(text):
    whole = f"{text}\n" if text else ""
    return [sentence for sentence in SENTENCE.findall(whole) if sentence]
