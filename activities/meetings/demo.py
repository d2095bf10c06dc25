"""Meetings of the street and its communities up to today, with what they decided."""

from datetime import timedelta

from activities.meetings.demo_texts import COMMUNITY_MEETINGS, GUESTS, ROUND_TABLE, STREET_MEETINGS
from activities.meetings.models import Meeting, Resolution
from portal.demo.ground import moment, weekday_near

SMALL_STREET_MEETINGS = 2


def fill(ground):
    """This year's newest street meeting still lacks its minutes; the newest of each owner leaves one
    decision open."""
    made = [row for row in (_meeting(ground, *calling) for calling in _callings(ground)) if row]
    if ground.is_running:
        _forget_minutes([meeting for meeting, _ in made if meeting.community is None])
    Meeting.objects.bulk_create(meeting for meeting, _ in made)
    newest = {meeting.community_id: meeting for meeting, _ in made}  # texts come in date order
    Resolution.objects.bulk_create(
        resolution
        for meeting, text in made
        for resolution in _resolutions(ground, meeting, text, meeting is newest[meeting.community_id])
    )


def _callings(ground):
    """Who meets about what: (community or None, text)."""
    number = None if ground.is_large else SMALL_STREET_MEETINGS
    yield from ((None, text) for text in STREET_MEETINGS[:number])
    for community in ground.communities:
        yield from ((community, text) for text in COMMUNITY_MEETINGS[:number])


def _meeting(ground, community, text):
    """(Meeting, text), or None while its day is ahead."""
    shift = ground.rng.randrange(0, 9) if community else 0
    day = weekday_near(ground.day(*text.day) + timedelta(days=shift))
    if not ground.past(day):
        return None
    absent = ground.rng.choice(["", "", f"{ground.person()}（公差）", f"{ground.person()}（病假，已请假）"])
    meeting = Meeting(
        street=ground.street,
        community=community,
        title=f"{ground.year}年{text.title}",
        kind=text.kind,
        held_at=moment(day, ground.rng.choice([9, 14, 15]), ground.rng.choice([0, 30])),
        absentees=absent,
        agenda=text.agenda,
        discussion=text.discussion,
        minutes=text.minutes.format(year=ground.year, place=community or ground.street),
        leftover=text.leftover,
        **_company(ground, community),
    )
    return meeting, text


def _company(ground, community):
    """Where they sit and who is there."""
    recorder = ground.handler_of(community)
    if community:
        return {
            "recorder": recorder,
            "place": f"{community}会议室",
            "chair": f"社区书记、主任 {community.secretary}",
            "attendees": "、".join(ground.rng.sample(ROUND_TABLE, 4)),
        }
    secretaries = (f"{one.name}{one.secretary}" for one in ground.communities[:12])
    return {
        "recorder": recorder,
        "place": "街道三楼会议室",
        "chair": f"街道办事处副主任 {ground.leader_name}",
        "attendees": "领导小组成员，" + "、".join(secretaries),
        "observers": ground.rng.choice(GUESTS),
    }


def _forget_minutes(meetings):
    for meeting in meetings[-1:]:
        meeting.minutes = ""


def _resolutions(ground, meeting, text, is_newest):
    keeps_open = ground.is_running and is_newest
    for place, (content, days) in enumerate(text.resolutions):
        due = meeting.held_at.date() + timedelta(days=days)
        stays_open = keeps_open and place == len(text.resolutions) - 1
        if stays_open:
            due = max(due, ground.today + timedelta(days=ground.rng.randrange(3, 24)))
        is_done = not stays_open and ground.past(due)
        yield Resolution(
            meeting=meeting,
            title=content,
            responsible=_responsible(ground, meeting, place, stays_open),
            due_on=due,
            done_on=due - timedelta(days=min(days, ground.rng.randrange(0, 5))) if is_done else None,
        )


def _responsible(ground, meeting, place, stays_open):
    """Community: its staff. Street: the officer, in turn with the staff; the open one lies with the leader."""
    if meeting.community_id:
        return ground.staff.get(meeting.community_id)
    if stays_open:
        return ground.leader or ground.officer
    staff = list(ground.staff.values())
    return staff[place % len(staff)] if place % 2 and staff else ground.officer
