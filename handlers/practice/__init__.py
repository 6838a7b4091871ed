"""Practice: stories of what neighbours did, each with its place, cost, source and date.

/practice → [topics, up to 100 thousand, the oblast] → list → story → [more of the kind]
/practice → words, a place or "up to 300 thousand" → stories that fit
"""

from aiogram import Router

from handlers.practice import browse

router = Router(name="practice")
router.include_routers(browse.router)

__all__ = ["router"]
