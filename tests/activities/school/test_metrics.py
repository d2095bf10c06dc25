from decimal import Decimal

from activities.school import metrics as school_metrics
from tests.activities.moments import END, YEAR, at
from tests.factories.activities.school import CourseFactory, LessonFactory


def test_course_kinds_count_only_kinds_with_a_lesson(street, community):
    law = CourseFactory(community=community, year=YEAR, kind="law")
    CourseFactory(community=community, year=YEAR, kind="opera")
    LessonFactory.create_batch(2, course=law, held_at=at(5, 1))

    assert school_metrics.course_kinds.of_communities(street, YEAR, END) == {community.pk: 1}
    assert school_metrics.lessons.of_communities(street, YEAR, END) == {community.pk: 2}


def test_lesson_attendance_weighs_by_people_and_is_absent_without_enrolment(street, community, neighbour):
    course = CourseFactory(community=community, year=YEAR)
    LessonFactory(course=course, held_at=at(5, 1), enrolled=10, attended=10)
    LessonFactory(course=course, held_at=at(5, 8), enrolled=30, attended=20)
    LessonFactory(community=neighbour, held_at=at(5, 8), enrolled=0, attended=0)

    assert school_metrics.lesson_attendance.of_communities(street, YEAR, END) == {
        community.pk: Decimal("0.75")
    }
