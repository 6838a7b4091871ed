"""Conversations, one noun each. ROUTERS is their order: start first, fallback last.

NOTIFICATIONS renders the outbox rows of each conversation, by (kind, cause) of the row.
"""

from handlers import (
    account,
    broadcasts,
    cases,
    clock,
    errors,
    events,
    fallback,
    founding,
    grants,
    law,
    papers,
    questions,
    start,
)
from handlers.shared.measure import Measure
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
    clock.router,
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

for router in (*CONVERSATIONS, fallback.router):
    measure = Measure(router.name.split(".")[0])
    for observer in (router.message, router.callback_query, router.my_chat_member):
        observer.middleware(measure)
for router in CONVERSATIONS:
    router.message.middleware(LeaveQuestion())
    router.callback_query.middleware(LeaveQuestion())
