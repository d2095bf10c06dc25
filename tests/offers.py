"""What some nouns offer, without the rest of the house."""


def offered(nouns, offer, *args) -> list:
    """Rows that `nouns` (the NOUNS of an app, or some of them) contribute under `offer`, a method of Contribution."""
    return [row for noun in nouns for row in getattr(noun, offer.__name__)(*args)]


def tables_of(chapter) -> dict[str, dict]:
    """The tables of a chapter of the yearbook by caption."""
    return {block["caption"]: block for block in chapter.blocks if block["kind"] == "table"}
