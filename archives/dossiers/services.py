"""Opening a dossier with its event, and keeping others out while something is put into it."""

from django.core.exceptions import PermissionDenied

from archives.dossiers import rules
from archives.dossiers.models import Dossier
from portal.steps import require


def open_dossier(*, event) -> Dossier:
    """The dossier of a published event; publishing again changes nothing."""
    return Dossier.objects.get_or_create(event=event)[0]


def lock_to_fill(dossier, *, by) -> Dossier:
    """The dossier under a row lock, for `by` to put something into it. Raises PermissionDenied when he does not
    keep it, ValidationError while it is frozen."""
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("event").get(pk=dossier.pk)
    if not rules.can_keep(by, dossier):
        raise PermissionDenied("档案由活动的主办单位整理。")
    require(rules.why_not_edit(dossier))
    return dossier
