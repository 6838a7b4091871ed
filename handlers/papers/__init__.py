"""Papers: the interview (`asking`), the list and the files (`making`), blank papers for anybody (`blanks`).

[papers] → paper → questions, one at a time → answers to be checked → [read] → [file]
[blank papers] → paper → [file]
"""

from aiogram import Router

from handlers.papers import blanks, documents, interview

router = Router(name="papers")
router.include_routers(interview.router, documents.router, blanks.router)

__all__ = ["router"]
