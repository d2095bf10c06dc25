from datetime import timedelta

from activities.demo.meeting_texts import COMMUNITY_MEETINGS, STREET_MEETINGS
from activities.demo.rooms_ground import moment, weekday_near
from activities.meetings.models import Meeting, Resolution


def fill_meetings(ground):
    """Street and community meetings up to today. This year's newest street meeting still lacks its minutes;
    the newest of each owner leaves one decision open."""
    plans = [(None, text) for text in (STREET_MEETINGS if ground.is_large else STREET_MEETINGS[:2])]
    texts = COMMUNITY_MEETINGS if ground.is_large else COMMUNITY_MEETINGS[:2]
    plans += [(community, text) for community in ground.communities for text in texts]
    made = [row for row in (_meeting(ground, *plan) for plan in plans) if row]
    Meeting.objects.bulk_create(meeting for meeting, _ in made)
    _leave_last_without_minutes(ground, [meeting for meeting, _ in made if meeting.community is None])
    newest = {meeting.community_id: meeting for meeting, _ in made}  # texts come in date order
    Resolution.objects.bulk_create(
        resolution
        for meeting, text in made
        for resolution in _resolutions(ground, meeting, text, meeting is newest[meeting.community_id])
    )


def _meeting(ground, community, text):
    shift = ground.rng.randrange(0, 9) if community else 0
    day = weekday_near(ground.day(*text.day) + timedelta(days=shift))
    if not ground.past(day):
        return None
    place = f"{community}会议室" if community else "街道三楼会议室"
    absent = ground.rng.choice(["", "", f"{ground.person()}（公差）", f"{ground.person()}（病假，已请假）"])
    meeting = Meeting(
        street=ground.street,
        community=community,
        title=f"{ground.year}年{text.title}",
        kind=text.kind,
        held_at=moment(day, ground.rng.choice([9, 14, 15]), ground.rng.choice([0, 30])),
        place=place,
        chair=f"社区书记、主任 {community.secretary}"
        if community
        else "街道办事处副主任 " + _leader_name(ground),
        recorder=ground.handler_of(community),
        attendees=_attendees(ground, community),
        observers="" if community else ground.rng.choice(["", "区文化馆辅导老师", "辖区学校代表"]),
        absentees=absent,
        agenda=text.agenda,
        discussion=text.discussion,
        minutes=text.minutes.format(year=ground.year, place=community or ground.street),
        leftover=text.leftover,
    )
    return meeting, text


def _leader_name(ground):
    return ground.leader.name if ground.leader else "卓远航"


def _attendees(ground, community):
    if community is None:
        return "领导小组成员，" + "、".join(f"{one.name}{one.secretary}" for one in ground.communities[:12])
    people = ground.rng.sample(
        ["社区两委成员", "文艺团队负责人", "居民小组长", "楼栋长代表", "驻区单位代表", "志愿者代表"], 4
    )
    return "、".join(people)


def _leave_last_without_minutes(ground, meetings):
    if ground.is_running and meetings:
        last = meetings[-1]
        last.minutes = ""
        last.save(update_fields=["minutes"])


def _resolutions(ground, meeting, text, is_newest):
    held = meeting.held_at.date()
    keeps_open = ground.is_running and is_newest
    for place, (content, days) in enumerate(text.resolutions):
        due = held + timedelta(days=days)
        stays_open = keeps_open and place == len(text.resolutions) - 1
        if stays_open:
            due = max(due, ground.today + timedelta(days=ground.rng.randrange(3, 24)))
        yield Resolution(
            meeting=meeting,
            title=content,
            responsible=_responsible(ground, meeting, place, stays_open),
            due_on=due,
            done_on=None
            if stays_open or not ground.past(due)
            else due - timedelta(days=min(days, ground.rng.randrange(0, 5))),
        )


def _responsible(ground, meeting, place, stays_open):
    """Community: its staff. Street: the officer, in turn with the staff; the open one lies with the leader."""
    if meeting.community_id:
        return ground.staff.get(meeting.community_id)
    if stays_open:
        return ground.leader or ground.officer
    staff = list(ground.staff.values())
    return staff[place % len(staff)] if place % 2 and staff else ground.officer
