from portal.contributions import Contribution
from portal.jobs.models import Job
from portal.links import link
from portal.pieces import SYSTEM, MenuItem, Todo


class JobContribution(Contribution):
    def menu(self, user):
        if not user.street_id or user.is_administrator or user.is_auditor:
            return []
        return [MenuItem("后台任务", link("job-list"), "loader", SYSTEM, 920)]

    def todos(self, user):
        """Own jobs that failed."""
        failed = Job.objects.editable_by(user).filter(status=Job.Status.FAILED).order_by("-pk")[:5]
        return [
            Todo(f"{job.title}没有成功，请查看原因后重试", job.get_absolute_url(), "后台任务")
            for job in failed
        ]
