"""The law as the bot knows it, kept by coordinators: norms to check (`norms`), profiles (`municipalities`), places that
people typed and nobody knew (`missed_places`), numbers of residents (`headcounts`), a correction from its value to its
review (`edit`), shared buttons and texts (`views`), notices (`notifications`).

/law → norms due for a check → [checked, unchanged] | [correct] → value → confidence → source → review → saved
/law → municipalities → profile → field → the same
/law → municipalities → places not found → one → its municipality
/law → municipalities → numbers of residents → one → [confirm]
"""

from aiogram import Router

from handlers.law import edit, headcounts, missed_places, municipalities, norms
from handlers.law.notifications import NOTIFICATIONS
from handlers.shared.coordinators_only import for_coordinators

router = Router(name="law")
router.include_routers(norms.router, municipalities.router, missed_places.router, headcounts.router, edit.router)
for_coordinators(router)

__all__ = ["NOTIFICATIONS", "router"]
