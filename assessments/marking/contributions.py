from assessments.marking.models import Assessment
from assessments.schemes.contributions import SECTION
from portal.contributions import Contribution
from portal.links import link
from portal.pieces import Fact, MenuItem, Todo
from portal.quotes import some_of

Status = Assessment.Status


class AssessmentContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("社区考核", link("assessments:assessment-list"), "clipboard-check", SECTION, 510)]

    def todos(self, user):
        if user.is_staff_member:
            return _self_scores(user)
        return _reviews(user) if user.is_officer else []

    def year_state(self, user, year):
        return _stage(user, year) if user.follows_the_year else []


def _self_scores(user):
    rows = Assessment.objects.editable_by(user).filter(status=Status.SELF).select_related("scheme")
    return [
        Todo(
            f"提交{row.scheme.year}年考核自评",
            link("assessments:assessment-self", row.pk),
            "考核自评",
            row.scheme.self_due_on,
            f"目前暂计 {row.base or 0} 分",
        )
        for row in rows
    ]


def _reviews(user):
    rows = list(
        Assessment.objects.editable_by(user)
        .filter(status=Status.REVIEW)
        .select_related("scheme", "community")
        .order_by("self_submitted_at")
    )
    if not rows:
        return []
    names = some_of([row.community.name for row in rows])
    url = link("assessments:assessment-list", status="review")
    if len(rows) == 1:
        url = link("assessments:assessment-review", rows[0].pk)
    return [Todo(f"复评 {len(rows)} 个社区的自评", url, "考核复评", rows[0].scheme.review_due_on, names)]


def _stage(user, year):
    rows = list(Assessment.objects.visible_to(user).filter(scheme__year=year).select_related("scheme"))
    if not rows:
        return []
    if user.is_staff_member:
        row = rows[0]
        value = row.get_grade_display() or row.get_status_display()
        return [Fact("年度考核", value, url=row.get_absolute_url(), note=f"暂计 {row.total or 0} 分")]
    done = sum(row.status != Status.SELF for row in rows)
    note = (
        "已审定"
        if all(row.status == Status.FINAL for row in rows)
        else "其余自评中"
        if done < len(rows)
        else "自评已齐"
    )
    return [Fact("考核自评已提交", done, "个社区", len(rows), rows[0].scheme.ranking_url, note)]
