"""Questions: prepared answers (`faq`) and their search by any words (`search`), a question to a person (`ask`) and
the list of one's own (`my_questions`), a coordinator's inbox (`inbox`, `inbox_more`) and searches without an answer
(`unanswered`), notices and answers (`notifications`), the staff's group (`group_connect`, `in_groups`, `topics`,
`topic_card`).

/faq → topic → question → answer → [what the words mean]
any words → three answers that may fit
[ask a person] → consent → where from → any message → preview → [send] → the answer comes
a coordinator: inbox → question → [answer] → any message → preview → [send]; search without an answer → the right answer
"""

from aiogram import Router

from handlers.questions import (
    ask,
    edits,
    faq,
    group_connect,
    in_groups,
    inbox,
    inbox_more,
    my_questions,
    publishing,
    search,
    statistics,
    templates,
    topic_card,
    unanswered,
)
from handlers.questions.notifications import NOTIFICATIONS
from handlers.questions.office import remind
from handlers.questions.staff_chats import StaffChats

# Takes all that comes from groups, so it stands before every other conversation.
in_groups_router = in_groups.router
router = Router(name="questions")
router.include_routers(
    faq.router,
    ask.router,
    edits.router,
    my_questions.router,
    inbox.router,
    inbox_more.router,
    templates.router,
    group_connect.router,
    topic_card.elsewhere,
    publishing.router,
    statistics.router,
    unanswered.router,
    search.router,
)

__all__ = ["NOTIFICATIONS", "StaffChats", "in_groups_router", "remind", "router"]
