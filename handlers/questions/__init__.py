"""Questions: the answers that stand ready (`reading`), finding one by whatever is typed (`searching`), asking a person
(`asking`) and what one asked (`own`), a coordinator's answers (`answering`) and what nobody found (`misses`), what is
said unasked (`unasked`).

/faq → topic → question → answer → [what the words mean]
any words → three answers that may fit
[ask a person] → consent → where from → text → preview → [send] → the answer comes
a coordinator: what waits → question → [answer] → text → preview → [send]; what nobody found → the answer it means
"""

from aiogram import Router

from handlers.questions import ask, faq, inbox, my_questions, search, unanswered
from handlers.questions.notifications import NOTIFICATIONS

router = Router(name="questions")
router.include_routers(faq.router, ask.router, my_questions.router, inbox.router, unanswered.router, search.router)

__all__ = ["NOTIFICATIONS", "router"]
