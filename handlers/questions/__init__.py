"""Questions: the answers that stand ready (`reading`), finding one by whatever is typed (`searching`), asking a person
(`asking`) and what one asked (`own`), a coordinator's answers (`answering`) and what nobody found (`misses`), what is
said unasked (`unasked`).

/faq → topic → question → answer → [what the words mean]
any words → three answers that may fit
[ask a person] → consent → where from → text → preview → [send] → the answer comes
a coordinator: what waits → question → [answer] → text → preview → [send]; what nobody found → the answer it means
"""

from aiogram import Router

from handlers.questions import answering, asking, misses, own, reading, searching
from handlers.questions.unasked import SPEECHES

router = Router(name="questions")
router.include_routers(reading.router, asking.router, own.router, answering.router, misses.router, searching.router)

__all__ = ["SPEECHES", "router"]
