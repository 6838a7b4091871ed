"""Broadcasts: writing one (`writing`), whom it is for (`addressing`), sending and stopping it (`sending`).

How far it is tells `progress`, what people get `unasked`.

/broadcast → message → whom → preview and review → [send] → counting up → report
"""

from aiogram import Router

from handlers.broadcasts import addressing, sending, writing
from handlers.broadcasts.progress import go_on
from handlers.broadcasts.unasked import SPEECHES

router = Router(name="broadcasts")
router.include_routers(writing.router, addressing.router, sending.router)

__all__ = ["SPEECHES", "go_on", "router"]
