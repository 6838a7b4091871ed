"""Conversations, one noun each. ROUTERS is their order: start first, fallback last.

SPEECHES is what each of them says unasked, by (kind, cause) of the ledger's row.
"""

from handlers import broadcasts, errors, events, fallback, founding, grants, people, start
from handlers.question import LeaveQuestion

CONVERSATIONS = (start.router, founding.router, events.router, grants.router, broadcasts.router, people.router)
ROUTERS = (*CONVERSATIONS, errors.router, fallback.router)
SPEECHES = {**events.SPEECHES, **grants.SPEECHES, **broadcasts.SPEECHES, **people.SPEECHES}

for router in CONVERSATIONS:
    router.message.middleware(LeaveQuestion())
    router.callback_query.middleware(LeaveQuestion())
