"""The text of a plan as it is submitted: its sections, targets, themes, projects and events."""

from django.utils import timezone

SECTIONS = (
    "标题",
    "指导思想与目标",
    "主要任务与措施",
    "保障措施",
    "个十百千万指标",
    "文化主题",
    "五个一工程与品牌",
    "拟办活动",
)


def snapshot_of(plan) -> dict[str, str]:
    """{section: text} in reading order; four queries. Texts use \\n only."""
    texts = (
        plan.title,
        plan.aims,
        plan.measures,
        plan.safeguards,
        _targets(plan),
        _themes(plan),
        _projects(plan),
        _events(plan),
    )
    return {label: text.replace("\r\n", "\n").strip() for label, text in zip(SECTIONS, texts, strict=True)}


def in_order(snapshot: dict[str, str]) -> dict[str, str]:
    """A stored snapshot in reading order (jsonb forgets the order of its keys)."""
    return {label: snapshot[label] for label in SECTIONS if label in snapshot}


def _targets(plan):
    return "\n".join(
        f"{target.get_kind_display()}：{target.get_scope_display()} {target.value:.0f} {target.unit}"
        for target in plan.targets.all()
    )


def _themes(plan):
    return "\n".join(
        f"{theme.title}（计划 {theme.planned_events} 场）" for theme in plan.themes.order_by("pk")
    )


def _projects(plan):
    return "\n".join(f"{project.title}：{project.aim}" for project in plan.projects.order_by("pk"))


def _events(plan):
    return "\n".join(
        _event_line(event) for event in plan.events.counted_or_draft().order_by("starts_at", "pk")
    )


def _event_line(event):
    people = f"，预计 {event.expected_people} 人" if event.expected_people else ""
    return f"{timezone.localdate(event.starts_at):%Y-%m-%d} {event.title}（{event.place}{people}）"
