"""Questions: prepared answers (`faq`) and their search by any words (`search`), a question to a person (`ask`) and
the list of one's own (`my_questions`), a coordinator's inbox (`inbox`) and searches without an answer (`unanswered`),
notices and answers (`notifications`).

/faq → topic → question → answer → [what the words mean]
any words → three answers that may fit
[ask a person] → consent → where from → text → preview → [send] → the answer comes
a coordinator: inbox → question → [answer] → text → preview → [send]; search without an answer → the right answer
"""

from aiogram import Router

from handlers.questions import ask, faq, inbox, my_questions, search, unanswered
from handlers.questions.notifications import NOTIFICATIONS

router = Router(name="questions")
router.include_routers(faq.router, ask.router, my_questions.router, inbox.router, unanswered.router, search.router)

__all__ = ["NOTIFICATIONS", "router"]
