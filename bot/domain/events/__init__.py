"""Events and sign-ups: from a draft to a finished event, with seats that are never oversold and a fair waitlist.

`event`: an event, a sign-up, the outcomes of what people and coordinators do. `notices`: reminders and notices.
`changes`: what coordinators mend after the publication, and who hears of it. `seats`: offers of freed seats.
`entry`: the pass of a guest, its code, and the door.
"""

from bot.domain.events.event import (
    COMPANIONS_MOST,
    DESCRIPTION_MAX,
    DOORS,
    LINK_MAX,
    ORGANISER_MAX,
    PLACE_MAX,
    REMEMBERED,
    SEATS_MAX,
    SHOWN,
    TITLE_MAX,
    Arrivals,
    Attendance,
    Attendees,
    ChangeOutcome,
    Event,
    EventKind,
    EventStatus,
    Guest,
    JoinOutcome,
    LeaveOutcome,
    SignUpStatus,
    ends_at,
    refusal,
    untold,
)
from bot.domain.events.notices import notice, occasion, reminders, reminders_left

__all__ = [
    "COMPANIONS_MOST",
    "DESCRIPTION_MAX",
    "DOORS",
    "LINK_MAX",
    "ORGANISER_MAX",
    "PLACE_MAX",
    "REMEMBERED",
    "SEATS_MAX",
    "SHOWN",
    "TITLE_MAX",
    "Arrivals",
    "Attendance",
    "Attendees",
    "ChangeOutcome",
    "Event",
    "EventKind",
    "EventStatus",
    "Guest",
    "JoinOutcome",
    "LeaveOutcome",
    "SignUpStatus",
    "ends_at",
    "notice",
    "occasion",
    "refusal",
    "reminders",
    "reminders_left",
    "untold",
]
