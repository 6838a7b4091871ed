"""Conversations, one noun each. ROUTERS is their order: start first, fallback last.

NOTIFICATIONS renders the outbox rows of each conversation, by (kind, cause) of the row.
"""

from handlers import (
    account,
    broadcasts,
    cases,
    errors,
    events,
    fallback,
    founding,
    grants,
    law,
    papers,
    questions,
    sending,
    start,
)
from handlers.shared.open_question import LeaveQuestion

CONVERSATIONS = (
    start.router,
    founding.router,
    cases.router,
    papers.router,
    law.router,
    events.router,
    grants.router,
    broadcasts.router,
    account.router,
    sending.router,
    questions.router,  # takes all words that are left
)
ROUTERS = (*CONVERSATIONS, errors.router, fallback.router)
NOTIFICATIONS = {
    **cases.NOTIFICATIONS,
    **law.NOTIFICATIONS,
    **events.NOTIFICATIONS,
    **grants.NOTIFICATIONS,
    **broadcasts.NOTIFICATIONS,
    **account.NOTIFICATIONS,
    **questions.NOTIFICATIONS,
}

for router in CONVERSATIONS:
    router.message.middleware(LeaveQuestion())
    router.callback_query.middleware(LeaveQuestion())
