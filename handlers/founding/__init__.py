"""Founding a TOS: the choice of a municipality (`municipality`), the road and its steps (`road`), the quorum calculator
(`quorum`, `quorum_steps`, `terms`, `verdict`), the calculator of delegates (`delegates`), the tally at a meeting
(`tally_setup`, `tally`, `tally_views`), the norms (`sources`), what is known of each
municipality (`known_places`), shared screens (`views`).

/tos → municipality → road → step → next step
/tos → [quorum] → meeting or conference → numbers, one at a time → verdict
case → [count] → the territory's numbers → +1, +5, undo → verdict → the minutes
"""

from aiogram import Router

from handlers.founding import delegates, known_places, municipality, quorum, road, sources, tally, tally_setup

router = Router(name="founding")
router.include_routers(
    municipality.router,
    road.router,
    quorum.router,
    delegates.router,
    tally_setup.router,
    tally.router,
    sources.router,
    known_places.router,
)


__all__ = ["router"]
