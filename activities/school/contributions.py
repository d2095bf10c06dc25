from activities.corridor.models import Edition
from activities.school import chapter, metrics
from activities.school.models import Course, Lesson
from portal.access import own_level
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import SUPPORT, Fact, Hit, MenuItem, unwritten

HITS = 10


class SchoolContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("市民学校", link("activities:course-list"), "school", SUPPORT, 340)]

    def year_state(self, user, year):
        """开课次数 against the year: staff see their community's, officer and leader the street's."""
        if not user.follows_the_year:
            return []
        lessons, places = Lesson.objects.visible_to(user).for_year(year), 1
        if user.community_id:
            lessons = own_level(lessons, user)
        else:
            places = user.street.communities.count()
        target = metrics.LESSONS_A_YEAR * places
        url = link("activities:lesson-list", year=year, community=user.community_id)
        return [Fact("市民学校开课", lessons.count(), "次", target=target, url=url)]

    def search(self, user, text):
        courses = Course.objects.visible_to(user).filter(title__icontains=text).select_related("community")
        if not user.follows_the_year:
            return []
        return [
            Hit(row.title, row.get_absolute_url(), "课程", f"{row.year}年 {row.owner_name}")
            for row in courses[:HITS]
        ]

    def gaps(self, street, year):
        if Edition.objects.filter(board__street=street).for_year(year).exists():
            return []
        lessons = Lesson.objects.filter(course__street=street).for_year(year)
        return unwritten("阵地与学校", lessons, link("activities:edition-list", year=year))

    def metrics(self):
        return declared_in(metrics)

    def chapters(self, street, year):
        return [chapter.places_chapter(street, year)]
