"""Conversations, one noun each. ROUTERS is their order: fallback last; setup, which has an administrator's first
/start, before start.

NOTIFICATIONS renders the outbox rows of each conversation, by (kind, cause) of the row. ANY_WORDS are the states whose
question takes any words; VENUES and TOWNS those that ask for a place.
"""

from bot.domain.papers.questions import BUILDINGS
from handlers import (
    account,
    applications,
    audit,
    broadcasts,
    cases,
    clock,
    errors,
    events,
    fallback,
    founding,
    grants,
    helpers,
    law,
    papers,
    people,
    practice,
    questions,
    school,
    sending,
    setup,
    start,
    work,
)
from handlers.account.settings import Settling
from handlers.broadcasts.compose.message import Writing
from handlers.broadcasts.results.edit import Changing
from handlers.broadcasts.sending.approval import Approving
from handlers.founding.municipality import Choosing
from handlers.grants.reading.narrowing import Narrowing
from handlers.papers.saving import Interview
from handlers.people.giving import WhyGiven
from handlers.people.listing import Looking
from handlers.people.taking import Taking
from handlers.practice.browse import Seeking
from handlers.questions.ask import Asking
from handlers.questions.inbox import Answering
from handlers.questions.inbox_more import Banning
from handlers.questions.my_questions import Adding
from handlers.questions.publishing import Publishing
from handlers.shared.measure import Measure
from handlers.shared.open_question import LeaveQuestion

CONVERSATIONS = (
    questions.in_groups_router,
    setup.router,
    start.router,
    work.router,
    founding.router,
    cases.router,
    papers.router,
    law.router,
    events.router,
    grants.router,
    applications.router,
    broadcasts.router,
    account.router,
    people.router,
    audit.router,
    clock.router,
    sending.router,
    school.router,
    practice.router,
    helpers.router,
    questions.router,  # takes all words that are left
)
# Questions that take any words: there "no" and "thank you" may be the answer.
ANY_WORDS = frozenset(
    name
    for states in (
        Asking,
        Adding,
        Answering,
        Banning,
        Publishing,
        Writing,
        Changing,
        Approving,
        Looking,
        WhyGiven,
        Taking,
        Seeking,
    )
    for name in states.__all_states_names__
)
# Questions about a place: those that a venue on the map answers, and those about a settlement or a municipality.
VENUES = frozenset(f"{Interview.answer.state}/{name}" for name in BUILDINGS)
TOWNS = frozenset(
    f"{state}"
    for state in (
        Settling.municipality.state,
        Choosing.municipality.state,
        f"{Interview.answer.state}/settlement",
        Narrowing.place.state,
    )
)
ROUTERS = (*CONVERSATIONS, errors.router, fallback.router)
NOTIFICATIONS = {
    **cases.NOTIFICATIONS,
    **law.NOTIFICATIONS,
    **events.NOTIFICATIONS,
    **grants.NOTIFICATIONS,
    **applications.NOTIFICATIONS,
    **broadcasts.NOTIFICATIONS,
    **account.NOTIFICATIONS,
    **people.NOTIFICATIONS,
    **questions.NOTIFICATIONS,
}

for router in (*CONVERSATIONS, fallback.router):
    measure = Measure(router.name.split(".")[0])
    for observer in (router.message, router.callback_query, router.my_chat_member):
        observer.middleware(measure)
for router in CONVERSATIONS:
    router.message.middleware(LeaveQuestion())
    router.callback_query.middleware(LeaveQuestion())
