"""附录: the leading group, the year's papers, the index of the dossiers, and who contributed. Each section is
written by its noun."""

from activities.leading_group.chapter import leading_group
from activities.meetings.chapter import papers
from archives.dossiers.chapter import dossier_index, writers
from archives.materials.chapter import photographers
from portal.book import Chapter

SECTIONS = (leading_group, papers, dossier_index, photographers, writers)


def appendix(street, year) -> Chapter:
    return Chapter("附录", [block for section in SECTIONS for block in section(street, year)])
