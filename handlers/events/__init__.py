"""Events: the list, the card and sign-ups (`signup`, `companions`), a search (`find`), creating one (`create`,
`create_steps`, `fields`, `choices`),
publishing and cancelling (`review`), mending every part (`mend`), another start (`reschedule`), the names of those who
signed up (`guests`, `desk`) and of those who came (`attendance`), the day itself: the pass of a guest (`passes`), the
door (`entry`), who stands there (`stewards`), the registration sheet (`sheet`); the morning after, the
rating and the certificate (`after`), the numbers for a report (`results`); reminders and notices
(`notifications`).

/events → list → card → [join] → consent → done
plan of a case's meeting → [event of the meeting] → review (`meeting`)
/events → [find] → a kind, a municipality or words → list
/new_event → [municipality] → title → when → place → seats → about → kind → how long → review → [publish]
published, or a past card → [repeat] → how often → the dates → made (`series`)
card → [with others] → names → done
card → [change] → a part → answer → told
card → [change] → [move] → when → sure → told
card → [who signed up] → names → [change the list] → a name → the reason → done
card → [who came] → names to tick
card → [my pass] → a QR and four digits
card → [at the door] → a pass, a code or a name → in; [without a sign-up] → names → in
names → [registration sheet] → columns → a file
card → [more] → [poster with a QR] → a picture and a page (`poster`)
card → [more] → [who helps at the door] → from the list, or a link → named
thanks → stars → a word; [certificate] → the name on it → a file
card → [results] → [Excel] or [words of guests]
"""

from aiogram import Router

from handlers.events import (
    after,
    attendance,
    companions,
    create,
    create_steps,
    desk,
    entry,
    find,
    guests,
    meeting,
    mend,
    passes,
    poster,
    reschedule,
    results,
    review,
    series,
    sheet,
    signup,
    stewards,
)
from handlers.events.notifications import NOTIFICATIONS

router = Router(name="events")
router.include_routers(signup.router, create.router, create_steps.router, mend.router)
router.include_routers(
    reschedule.router, review.router, guests.router, companions.router, desk.router, attendance.router
)
router.include_routers(passes.router, entry.router, stewards.router, sheet.router)
router.include_routers(after.router, results.router, find.router, meeting.router, series.router, poster.router)

__all__ = ["NOTIFICATIONS", "router"]
