"""Figures of the photos. Source: the indicator table of the assessment (G2)."""

from django.db.models import Count

from archives.dossiers.metrics import PLACES, held_events
from archives.materials.models import DESCRIBED, Material
from portal.metrics import Figures, Group, Kind, metric, rows, shares_by_owner


@metric(
    "照片著录合格率",
    kind=Kind.SHARE,
    group=Group.ARCHIVES,
    rows=rows("archives:photo-list"),
    definition="题名、时间、地点、人物、摄影者都已著录的照片，占全部照片的比例。",
)
def photos_described(street, year, until) -> Figures:
    """G2: photos with 题名、时间、地点、人物、摄影者 ÷ photos; without photos there is no figure."""
    photos = Material.objects.photos().usable().filter(dossier__event__in=held_events(street, year, until))
    shares = shares_by_owner(photos, part=Count("pk", filter=DESCRIBED), whole=Count("pk"))
    return {owner: value.quantize(PLACES) for owner, value in shares.items()}
