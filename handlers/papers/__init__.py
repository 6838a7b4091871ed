"""Papers: the interview (`interview`), the list and the files (`documents`), blank papers for anybody (`blanks`), typed
answers (`parse`), the open paper (`workspace`), screens (`views`), pages of text (`pages`), text keys (`texts`).

[papers] → paper → questions, one at a time → review → [read] → [file]
[blank papers] → paper → [file]
"""

from aiogram import Router

from handlers.papers import blanks, documents, interview

router = Router(name="papers")
router.include_routers(interview.router, documents.router, blanks.router)

__all__ = ["router"]
