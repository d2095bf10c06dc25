from decimal import Decimal

from django.utils import timezone

from assessments.contributions import NOUNS
from assessments.models import Assessment
from portal.contributions import Contribution
from tests.factories.assessments.marking import AssessmentFactory
from tests.factories.assessments.results import OutcomeFactory
from tests.factories.assessments.schemes import SchemeFactory
from tests.offers import offered


def test_yearbook_prints_only_a_decided_result(community):
    scheme = SchemeFactory(community=community, year=2025, published=True)
    row = AssessmentFactory(community=community, scheme=scheme, reviewed=True)
    assert offered(NOUNS, Contribution.chapters, community.street, 2025) == []
    Assessment.objects.filter(pk=row.pk).update(
        status="final", total=Decimal("91.5"), grade="excellent", rank=1, finalised_at=timezone.now()
    )
    OutcomeFactory(assessment=row)
    chapter = offered(NOUNS, Contribution.chapters, community.street, 2025)[0]
    assert chapter.title == "考核结果"
    table = next(block for block in chapter.blocks if block["kind"] == "table")
    assert table["rows"] == [["1", "滨河社区", "80.00", "0.00", "0.00", "91.50", "优秀"]]
    assert [block["title"] for block in chapter.blocks if block["kind"] == "entry"] == ["滨河社区限期整改"]
