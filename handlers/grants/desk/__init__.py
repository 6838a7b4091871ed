"""The desk of the catalogue: what is to be checked (`browse`), the rounds of a programme (`rounds`), a date as its
funder announced it (`stages`), its facts (`facts`), a programme as a whole (`keeping`), any edit from its source to its
review (`drafts`, `questions`), announcements that people saw (`tips`), many programmes in
a file (`tables`).

/catalogue → the queue → a programme → a round → a date → typed → zone → certainty → source → seen → review → saved
"""

from aiogram import Router

from handlers.grants.desk import browse, drafts, facts, keeping, rounds, stages, tables, tips
from handlers.shared.coordinators_only import for_coordinators

router = Router(name="grants.desk")
for part in (browse, keeping, facts, rounds, stages, drafts, tips, tables):
    router.include_router(part.router)
for_coordinators(router)

__all__ = ["router"]
