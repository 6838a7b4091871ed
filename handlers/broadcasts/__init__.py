"""Broadcasts, in five packages: `compose` a message, choose its `audience`, `schedule` it, `sending` and `results`.

`access` checks the author, `views` has the shared buttons and the review, `render` makes the messages that readers
get, `notifications` hands them to the outbox, `unsubscribe` answers the buttons under them.

/broadcast → message → audience → review → [when] → [send] → (approval) → (scheduled) → progress → report
"""

from aiogram import Router

from handlers.broadcasts import handover, notifications, unsubscribe
from handlers.broadcasts.audience import combine, newcomers, saved, selection
from handlers.broadcasts.audience.newcomers import take_in
from handlers.broadcasts.compose import album, links, message, templates, test_send
from handlers.broadcasts.results import edit, edit_views, export, history, watch
from handlers.broadcasts.schedule import anchor, timing
from handlers.broadcasts.sending import approval, colleagues, launch, pause, scheduled
from handlers.broadcasts.sending.progress import go_on
from handlers.shared.coordinators_only import for_coordinators

NOTIFICATIONS = {
    **notifications.NOTIFICATIONS,
    **edit_views.NOTIFICATIONS,
    **approval.NOTIFICATIONS,
    **scheduled.NOTIFICATIONS,
    **newcomers.NOTIFICATIONS,
    **pause.NOTIFICATIONS,
    **handover.NOTIFICATIONS,
    **colleagues.NOTIFICATIONS,
    **watch.NOTIFICATIONS,
}

router = Router(name="broadcasts")
router.include_routers(album.router, message.router, links.router, templates.router, test_send.router)
router.include_routers(selection.router, combine.router, newcomers.router, saved.router)
router.include_routers(timing.router, anchor.router)
router.include_routers(launch.router, approval.router, scheduled.router, pause.router, colleagues.router)
router.include_routers(unsubscribe.router, history.router, export.router, edit.router)
for each in router.sub_routers:
    if each is not unsubscribe.router:
        for_coordinators(each)

__all__ = ["NOTIFICATIONS", "go_on", "router", "take_in"]
