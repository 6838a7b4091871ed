"""Broadcasts: writing one (`writing`, `albums`, `links`, `templates`, `trying`), whom it is for (`addressing`,
`joining`, `newcomers`), when (`timing`, `anchoring`).

Sending it is `sending`, a second coordinator's yes `approving`, what waits `waiting`, pauses and the stop `steering`.
How far it is tells `progress`, what people get `unasked`, by way of `saying`; their ways out of it are `leaving`.
Afterwards: `history` and the reports, the `table` of all who were to get it, `changing` what they have got.

/broadcast → message → whom → review → [when] → [send] → (a second looks) → (it waits) → counting up → report
"""

from aiogram import Router

from handlers.broadcasts import (
    addressing,
    albums,
    anchoring,
    approving,
    changed,
    changing,
    history,
    joining,
    leaving,
    links,
    newcomers,
    sending,
    steering,
    table,
    templates,
    timing,
    trying,
    unasked,
    waiting,
    writing,
)
from handlers.broadcasts.newcomers import take_in
from handlers.broadcasts.progress import go_on

SPEECHES = {
    **unasked.SPEECHES,
    **changed.SPEECHES,
    **approving.SPEECHES,
    **waiting.SPEECHES,
    **newcomers.SPEECHES,
    **steering.SPEECHES,
}

router = Router(name="broadcasts")
written = (albums.router, writing.router, links.router, templates.router, trying.router)
addressed = (addressing.router, joining.router, newcomers.router)
timed = (timing.router, anchoring.router, sending.router, approving.router, waiting.router, steering.router)
afterwards = (leaving.router, history.router, table.router, changing.router)
router.include_routers(*written, *addressed, *timed, *afterwards)

__all__ = ["SPEECHES", "go_on", "router", "take_in"]
