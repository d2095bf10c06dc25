from django.utils import timezone

from assessments.results.models import Outcome
from portal.forms.base import PortalForm


class OutcomeForm(PortalForm):
    class Meta:
        model = Outcome
        fields = ("kind", "content", "amount", "decided_on", "due_on", "done_on")
        help_texts = {
            "amount": "以奖代补时填写。",
            "due_on": "限期整改时填写。",
            "done_on": "整改完成后填写。",
        }

    def clean(self):
        cleaned = super().clean()
        decided, due, done = (cleaned.get(name) for name in ("decided_on", "due_on", "done_on"))
        if decided and due and due < decided:
            self.add_error("due_on", "整改期限不能早于决定日期。")
        if decided and done and done < decided:
            self.add_error("done_on", "完成日期不能早于决定日期。")
        if done and done > timezone.localdate():
            self.add_error("done_on", "完成日期不能晚于今天。")
        return cleaned
