from datetime import timedelta

from django.utils import timezone

from activities.models import Lesson
from activities.school.forms import LessonForm
from tests.activities.pages import errors
from tests.factories.activities.school import CourseFactory


def test_lesson_attended_above_enrolled_is_refused_with_the_remedy(staff, community):
    lesson = Lesson(course=CourseFactory(community=community))
    held = timezone.localtime() - timedelta(minutes=5)
    data = {"held_at": held.strftime("%Y-%m-%dT%H:%M"), "topic": "反诈", "enrolled": "5", "attended": "6"}
    form = LessonForm(data, user=staff, instance=lesson)
    assert errors(form)["__all__"] == ["到课人数不能多于报名人数；临时来的人请补记报名。"]


def test_lesson_ahead_is_refused(staff, community):
    lesson = Lesson(course=CourseFactory(community=community))
    ahead = timezone.localtime() + timedelta(days=2)
    data = {"held_at": ahead.strftime("%Y-%m-%dT%H:%M"), "topic": "反诈", "enrolled": "5", "attended": "5"}
    assert "不能晚于今天" in errors(LessonForm(data, user=staff, instance=lesson))["held_at"][0]
