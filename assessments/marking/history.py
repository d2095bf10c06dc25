"""Who set which mark when: read from what the database triggers recorded."""

from portal.audit.changes import history_of
from portal.pieces import Record

MARKS = ("measured", "self_points", "self_reason", "review_points", "review_reason", "not_applicable")


def score_history(score) -> list[Record]:
    """The score's changes, newest first."""
    return [
        Record(
            change.at,
            change.who,
            text="；".join(f"{label} {old} → {new}" for label, old, new in change.fields),
        )
        for change in history_of(score, *MARKS)
    ]
