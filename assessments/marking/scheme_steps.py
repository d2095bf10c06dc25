"""发布考核办法: the scheme is frozen, and one assessment per community opens with the figures of today."""

from django.db import transaction

from assessments.marking.measuring import measure
from assessments.marking.models import Assessment, Score
from assessments.schemes.models import Scheme
from assessments.schemes.rules import is_keeper
from assessments.schemes.services import scheme_problems, snapshot_day
from portal.models import User
from portal.steps import Machine, Step


@transaction.atomic
def open_assessments(*, scheme: Scheme) -> int:
    """One assessment with all its scores for every community that has none; returns how many were opened."""
    known = set(scheme.assessments.values_list("community", flat=True))
    communities = [row for row in scheme.street.communities.all() if row.pk not in known]
    opened = Assessment.objects.bulk_create(
        Assessment(scheme=scheme, street_id=scheme.street_id, community=community)
        for community in communities
    )
    indicators = list(scheme.indicators.all())
    Score.objects.bulk_create(
        Score(assessment=assessment, indicator=indicator) for assessment in opened for indicator in indicators
    )
    return len(opened)


def _open_and_measure(scheme, *, by):
    """Communities that joined since get their assessment too; what was handed in stays as it is."""
    open_assessments(scheme=scheme)
    measure(scheme=scheme, until=snapshot_day(scheme))


def _tell_staff(scheme, *, by):
    staff = User.objects.staff_of(scheme.street.communities.all())
    yield staff, f"{scheme.title}已发布，请按期自评"


SCHEME = Machine(
    Scheme,
    Step(
        "publish",
        "发布",
        from_=(Scheme.Status.DRAFT,),
        to=Scheme.Status.IN_FORCE,
        may=is_keeper,
        why_not=lambda user, scheme: scheme_problems(scheme),
        change=_open_and_measure,
        tells=_tell_staff,
        done="已发布。各社区的考核表已生成，并按今天的数据计分。",
        confirm="发布后指标和分值不再改动，各社区的考核表随即生成。确定发布吗？",
        icon="send",
        primary=True,
        not_yours="考核办法由街道文化员在拟订阶段发布。",
        not_now="考核办法由街道文化员在拟订阶段发布；这份办法已经发布。",
    ),
    Step(
        "measure",
        "重新取数",
        from_=(Scheme.Status.IN_FORCE,),
        may=is_keeper,
        change=_open_and_measure,
        done="已按今天的数据重新计分；已提交自评的社区保持不变。",
        icon="refresh",
        not_yours="考核办法发布后，由街道文化员统一取数。",
        not_now="考核办法发布后，由街道文化员统一取数。",
    ),
)
