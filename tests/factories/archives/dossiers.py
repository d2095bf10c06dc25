"""Events with their dossiers, and the materials in them."""

from datetime import timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Event
from archives.models import Dossier, Material, Review
from portal.files.store import store_derivatives, store_file
from tests.factories.archives import samples
from tests.factories.portal import CommunityFactory, UserFactory, staff_of

MATERIALS = "tests.factories.archives.dossiers.MaterialFactory"
SUMMARY = {
    "basics": "三月二十八日上午，活动在中心广场如期举行，三支团队登台，居民三百二十人次到场。",
    "practice": "提前两周下发通知，队长分头排练，志愿者维持秩序，现场井然，群众反映很好。",
}


class HeldEventFactory(DjangoModelFactory):
    """An event that took place five days ago; plan and arrangement are written unless `bare`."""

    class Meta:
        model = Event

    class Params:
        bare = factory.Trait(purpose="", arrangement="")
        ahead = factory.Trait(
            status="planned",
            attendances=None,
            starts_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=5)),
        )

    community = factory.SubFactory(CommunityFactory)
    street = factory.LazyAttribute(lambda made: made.community.street)
    title = factory.Sequence(lambda number: f"第{number}场广场舞展演")
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=5))
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=2))
    place = "中心广场"
    purpose = "丰富居民文化生活，展示团队风采。"
    arrangement = "八点半签到，九点开演，十一点结束；志愿者六人维持秩序。"
    status = "held"
    attendances = 320


class DossierFactory(DjangoModelFactory):
    """An open dossier; `whole` has all five, then `submitted`, `returned` or `accepted` set its state."""

    class Meta:
        model = Dossier
        skip_postgeneration_save = True

    class Params:
        community = factory.SubFactory(CommunityFactory)
        whole = factory.Trait(
            **SUMMARY,
            paper=factory.RelatedFactory(MATERIALS, "dossier", slot="document", document=True),
            photo=factory.RelatedFactory(MATERIALS, "dossier"),
        )
        submitted = factory.Trait(
            whole=True,
            status="submitted",
            submitted_at=factory.LazyFunction(timezone.now),
            submitted_by=factory.LazyAttribute(lambda made: staff_of(made.event.community)),
        )
        returned = factory.Trait(submitted=True, status="returned")
        accepted = factory.Trait(
            submitted=True, status="accepted", accepted_at=factory.LazyFunction(timezone.now)
        )

    event = factory.SubFactory(HeldEventFactory, community=factory.SelfAttribute("..community"))


def content_of(content_type, number):
    if content_type == "application/pdf":
        return samples.PDF + str(number).encode()
    return samples.jpeg(seed=number)


class MaterialFactory(DjangoModelFactory):
    """A ready, described photo with its derivatives in the store; `document` is a PDF instead."""

    class Meta:
        model = Material
        skip_postgeneration_save = True

    class Params:
        community = factory.SubFactory(CommunityFactory)
        content = factory.LazyAttributeSequence(lambda made, number: content_of(made.content_type, number))
        undescribed = factory.Trait(title="", people="", photographer="")
        document = factory.Trait(
            kind="document", content_type="application/pdf", filename="签到表.pdf", title="签到表"
        )
        content_type = "image/jpeg"

    dossier = factory.SubFactory(DossierFactory, community=factory.SelfAttribute("..community"))
    slot = "media"
    kind = "photo"
    state = "ready"
    blob = factory.LazyAttribute(
        lambda made: store_file(ContentFile(made.content), content_type=made.content_type)
    )
    filename = factory.Sequence(lambda number: f"IMG_{number:04}.jpg")
    title = "舞蹈队在中心广场表演"
    taken_at = factory.LazyAttribute(lambda made: made.dossier.event.starts_at + timedelta(minutes=20))
    time_source = "exif"
    place = "中心广场"
    people = "滨河社区舞蹈队"
    photographer = "孟晓岚"
    width, height = 120, 80
    uploaded_by = factory.LazyAttribute(
        lambda made: (
            staff_of(made.dossier.event.community)
            if made.dossier.event.community
            else UserFactory(officer=True, street=made.dossier.event.street)
        )
    )

    @factory.post_generation
    def derivatives(self, create, value, **kwargs):
        if self.is_picture:
            small = samples.encoded(samples.scene((60, 40)))
            store_derivatives(self.blob, thumb=small, large=small)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    class Params:
        community = factory.SubFactory(CommunityFactory)

    dossier = factory.SubFactory(
        DossierFactory, community=factory.SelfAttribute("..community"), returned=True
    )
    decision = "returned"
    reason = "照片没有写人物，请补充。"
    by = factory.LazyAttribute(lambda made: UserFactory(officer=True, street=made.dossier.event.street))
