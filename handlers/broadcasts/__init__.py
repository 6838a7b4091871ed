"""Broadcasts: writing one (`writing`, `albums`, `links`, `templates`, `trying`), whom it is for (`addressing`,
`joining`, `newcomers`), when (`timing`, `anchoring`).

Sending it is `sending`, a second coordinator's yes `approving`, what waits `waiting`, pauses and the stop `steering`.
How far it is tells `progress`, what people get `unasked`, by way of `saying`; their ways out of it are `leaving`.
Afterwards: `history` and the reports, the `table` of all who were to get it, `changing` what they have got.

/broadcast → message → whom → review → [when] → [send] → (a second looks) → (it waits) → counting up → report
"""

from aiogram import Router

from handlers.broadcasts import notifications, unsubscribe
from handlers.broadcasts.audience import combine, newcomers, selection
from handlers.broadcasts.audience.newcomers import take_in
from handlers.broadcasts.compose import album, links, message, templates, test_send
from handlers.broadcasts.results import edit, edit_views, export, history
from handlers.broadcasts.schedule import anchor, timing
from handlers.broadcasts.sending import approval, launch, pause, scheduled
from handlers.broadcasts.sending.progress import go_on

NOTIFICATIONS = {
    **notifications.NOTIFICATIONS,
    **edit_views.NOTIFICATIONS,
    **approval.NOTIFICATIONS,
    **scheduled.NOTIFICATIONS,
    **newcomers.NOTIFICATIONS,
    **pause.NOTIFICATIONS,
}

router = Router(name="broadcasts")
written = (album.router, message.router, links.router, templates.router, test_send.router)
addressed = (selection.router, combine.router, newcomers.router)
timed = (timing.router, anchor.router, launch.router, approval.router, scheduled.router, pause.router)
afterwards = (unsubscribe.router, history.router, export.router, edit.router)
router.include_routers(*written, *addressed, *timed, *afterwards)

__all__ = ["NOTIFICATIONS", "go_on", "router", "take_in"]
