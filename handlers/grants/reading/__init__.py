"""Reading the catalogue: the list and the way to narrow it, the search, a card, the calendar of a year.

/grants → list → [narrow] → list for them → card → [more] | [documents] | [calendar file]
"""

from aiogram import Router

from handlers.grants.reading import card, listing, narrowing, search, year

router = Router(name="grants.reading")
router.include_routers(listing.router, narrowing.router, search.router, year.router, card.router)

__all__ = ["router"]
