"""Who may do what with an assessment. Pure predicates; each docstring is the office's rule."""

from assessments.marking.models import Assessment, Score

Status = Assessment.Status


def is_own_staff(user, assessment) -> bool:
    """The community scores itself (自评)."""
    return user.is_staff_member and user.community_id == assessment.community_id


def is_reviewer(user, assessment) -> bool:
    """The street's officer reviews (复评), returns, reopens and compares."""
    return user.is_officer and user.street_id == assessment.street_id


def is_insider(user, assessment) -> bool:
    """Whose figures they are, and who reviews them."""
    return is_reviewer(user, assessment) or is_own_staff(user, assessment)


def can_self_score(user, assessment) -> bool:
    """The community scores itself until it hands the score in."""
    return is_own_staff(user, assessment) and assessment.status == Status.SELF


def can_review(user, assessment) -> bool:
    """The officer reviews what was handed in."""
    return is_reviewer(user, assessment) and assessment.status == Status.REVIEW


def can_adjust(user, assessment) -> bool:
    """加分、扣分、一票否决 are entered by the officer before the decision."""
    return is_reviewer(user, assessment) and assessment.status != Status.FINAL


def review_gaps(user, assessment) -> list[str]:
    """完成复评: every hand mark must stand, every override must have its reason."""
    return [gap for score in assessment.scores.select_related("indicator") if (gap := review_gap(score))]


def review_gap(score: Score) -> str:
    """What this mark still lacks before the review can be finished; empty when nothing."""
    if score.not_applicable:
        return "" if score.review_reason else f"{score.indicator}：标为不适用，请写明理由。"
    if score.points is None or (score.indicator.is_hand and score.review_points is None):
        return f"{score.indicator}：请填写复评分。"
    if is_override(score) and not score.review_reason:
        return f"{score.indicator}：复评分与系统计分不同，请写明理由。"
    return ""


def is_override(score: Score) -> bool:
    """The officer set a mark other than the measured one."""
    return None not in (score.review_points, score.measured) and score.review_points != score.measured
