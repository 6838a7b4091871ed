"""Helpers: who helps with what, where, and how to reach them; coordinators keep the directory.

/helpers → a topic, or words → a list → a card → [it helped, it did not]
/helpers → [to check] → an entry → [right as it is, a fact to correct, hide]; [a new one] → place, name, facts → [show]
"""

from aiogram import Router

from handlers.helpers import add, browse, keep
from handlers.shared.coordinators_only import for_coordinators

router = Router(name="helpers")
for_coordinators(add.router)
router.include_routers(browse.router, keep.router, add.router)

__all__ = ["router"]
