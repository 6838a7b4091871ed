"""Founding a TOS: choosing where (`choosing`), the road and its steps (`road`), the quorum calculator (`quorum`),
how many delegates to elect (`delegates`), the count at the door (`evening`, `stewards`), the norms (`sources`).

/tos → municipality → road → step → next step
/tos → [quorum] → meeting or conference → numbers, one at a time → verdict
case → [count] → the territory's numbers → +1, +5, undo → verdict → the minutes
"""

from aiogram import Router

from handlers.founding import delegates, municipality, quorum, road, sources, tally, tally_setup

router = Router(name="founding")
router.include_routers(
    municipality.router,
    road.router,
    quorum.router,
    delegates.router,
    tally_setup.router,
    tally.router,
    sources.router,
)


__all__ = ["router"]
