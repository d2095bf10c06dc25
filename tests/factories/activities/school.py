"""Factories of the noun `school`."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import Course, Lesson, PartnerSchool
from tests.factories.activities.base import OwnedFactory, this_year
from tests.factories.portal import CommunityFactory


class PartnerSchoolFactory(OwnedFactory):
    class Meta:
        model = PartnerSchool

    name = factory.Sequence(lambda number: f"第{number}小学")


class CourseFactory(OwnedFactory):
    class Meta:
        model = Course

    year = factory.LazyFunction(this_year)
    kind = "law"
    title = factory.Sequence(lambda number: f"法律常识第{number}讲")


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = Lesson

    class Params:
        community = factory.SubFactory(CommunityFactory)

    course = factory.SubFactory(CourseFactory, community=factory.SelfAttribute("..community"))
    held_at = factory.LazyFunction(timezone.now)
    topic = "婚姻家庭与继承"
    enrolled = 20
    attended = 15
