"""Founding a TOS: choosing where (`choosing`), the road and its steps (`road`), the quorum calculator (`quorum`).

/tos → municipality → road → step → next step
/tos → [quorum] → meeting or conference → numbers, one at a time → verdict
"""

from aiogram import Router

from handlers.founding import choosing, quorum, road

router = Router(name="founding")
router.include_routers(choosing.router, road.router, quorum.router)

__all__ = ["router"]
