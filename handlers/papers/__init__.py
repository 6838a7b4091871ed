"""Papers: the interview (`interview`), the list and the files (`documents`), blank papers for anybody (`blanks`), typed
answers (`parse`), the open paper (`workspace`), screens (`views`), pages of text (`pages`), a file as it is sent
(`files`), text keys (`texts`).

[papers] → paper → questions, one at a time → review → [read] → [file]
[blank papers] → paper → [file]
"""

from aiogram import Router

from handlers.papers import blanks, documents, interview
from handlers.papers.blanks import BlankFileButton, BlankPdfButton, BlankZipButton
from handlers.papers.views import CleanZipButton, ZipButton
from handlers.shared.buttons import PaperButton

router = Router(name="papers")
router.include_routers(interview.router, documents.router, blanks.router)

FILES = tuple(
    f"{start}:"
    for start in (
        *(f"{PaperButton.__prefix__}:{do}" for do in documents.FILES),
        *(button.__prefix__ for button in (ZipButton, CleanZipButton, BlankFileButton, BlankPdfButton, BlankZipButton)),
    )
)


def asks_for_file(pressed: str) -> bool:
    """Tell whether the data of a button asks for a file of papers, which takes seconds to make."""
    return pressed.startswith(FILES)


__all__ = ["asks_for_file", "router"]
