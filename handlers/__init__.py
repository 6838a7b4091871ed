"""Conversations, one noun each. ROUTERS is their order: start first, fallback last.

SPEECHES is what each of them says unasked, by (kind, cause) of the ledger's row.
"""

from handlers import (
    broadcasts,
    cases,
    errors,
    events,
    fallback,
    founding,
    grants,
    papers,
    people,
    profiles,
    questions,
    start,
)
from handlers.question import LeaveQuestion

CONVERSATIONS = (
    start.router,
    founding.router,
    cases.router,
    papers.router,
    profiles.router,
    events.router,
    grants.router,
    broadcasts.router,
    people.router,
    questions.router,  # takes whatever words are left
)
ROUTERS = (*CONVERSATIONS, errors.router, fallback.router)
SPEECHES = {
    **cases.SPEECHES,
    **profiles.SPEECHES,
    **events.SPEECHES,
    **grants.SPEECHES,
    **broadcasts.SPEECHES,
    **people.SPEECHES,
    **questions.SPEECHES,
}

for router in CONVERSATIONS:
    router.message.middleware(LeaveQuestion())
    router.callback_query.middleware(LeaveQuestion())
