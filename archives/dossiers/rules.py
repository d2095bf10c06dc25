"""五有: when a slot is filled, when a dossier may be handed in, and who decides."""

from django.utils import timezone

from activities.event_states import TOOK_PLACE, EventStatus
from archives.dossiers.models import Dossier, Slot
from portal.access import can_edit

SUMMARY_MINIMUM = Dossier.SUMMARY_MINIMUM

REVIEW_DAYS = 5  # 工作日: the officer answers within a week of work

MENDING_DAYS = 3  # 工作日: a returned dossier is mended within three

SLOT_RULES = {
    Slot.PLAN: "活动登记里的“活动计划”，或上传的计划文件。",
    Slot.ARRANGEMENT: "活动登记里的“活动安排”，或上传的安排文件。",
    Slot.DOCUMENT: "签到表、节目单、通知等，至少一份。",
    Slot.MEDIA: "照片、音像，至少一件。",
    Slot.SUMMARY: f"“基本情况”和“主要做法与成效”都要写，四栏合计不少于{SUMMARY_MINIMUM}字。",
}


def filled_slots(dossier) -> dict[Slot, bool]:
    """Which of the five slots of a dossier (loaded `with_slots()`) hold something.

    The definition itself is `DossierQuerySet.with_slots`, in SQL, because lists filter by it and metrics
    average over it: 计划 and 安排 are filled by the event's own text or by a file, 资料 and 素材 by a usable
    file, 总结 by the form alone (`SUMMARY_MINIMUM`): the yearbook prints its words, so a scan does not do.
    """
    return {slot: getattr(dossier, f"has_{slot.value}") for slot in Slot}


def missing_slots(dossier) -> list[Slot]:
    """缺项 in the order of the slots."""
    return [slot for slot, filled in filled_slots(dossier).items() if not filled]


def missing_words(dossier) -> str:
    return "、".join(slot.label for slot in missing_slots(dossier))


def is_overdue(dossier) -> bool:
    waiting = dossier.is_editable and dossier.event.status == EventStatus.HELD
    return waiting and dossier.due_on < timezone.localdate()


def is_street_own(dossier) -> bool:
    """Dossiers of the street's own events are kept by the officer."""
    return dossier.event.community_id is None


def can_keep(user, dossier) -> bool:
    """Who keeps the event keeps its dossier: the community's staff, and the officer."""
    return can_edit(user, dossier.event)


def can_review(user, dossier) -> bool:
    """The officer reviews every dossier of the street. The street's own dossiers, which the officer keeps
    himself (there is one officer), may also be decided by a leader; each decision names who made it."""
    if user.street_id != dossier.event.street_id:
        return False
    return user.is_officer or (user.is_leader and is_street_own(dossier))


def why_not_edit(dossier) -> list[str]:
    """Why nothing may be added or changed now. A dossier under review or accepted is frozen: the reviewer must
    find what was handed in."""
    if dossier.status == Dossier.Status.SUBMITTED:
        return ["档案正在审核，暂不能修改；需要补充时请街道文化员退回。"]
    if dossier.status == Dossier.Status.ACCEPTED:
        return ["档案已审核通过，不能再修改。"]
    return []


def why_not_submit(user, dossier) -> list[str]:
    """Only whole dossiers of events that took place go to review, so that nobody reviews the same gaps twice."""
    if dossier.event.status not in TOOK_PLACE:
        return ["活动还没有登记举办，请先在活动页登记举办情况。"]
    missing = missing_words(dossier)
    return [f"档案还缺：{missing}。补齐后才能提交。"] if missing else []


def why_not_accept(user, dossier) -> list[str]:
    """A photo may have turned out broken since the dossier was handed in, so its slots are counted again."""
    missing = missing_words(dossier)
    return [f"档案现在缺：{missing}，不能通过；请退回补充。"] if missing else []


def why_not_return(user, dossier) -> list[str]:
    """An accepted dossier can be returned once its event has been reopened (重开), so that the same one is mended."""
    closed = dossier.status == Dossier.Status.ACCEPTED and dossier.event.status != EventStatus.HELD
    return [not_under_review(dossier, "退回")] if closed else []


def not_under_review(dossier, verb: str) -> str:
    return f"这份档案现在是“{dossier.get_status_display()}”，不在待审核状态，不能{verb}。"
