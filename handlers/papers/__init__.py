"""Papers: the interview (`interview`), the list and the files (`documents`), all of them at once (`archives`), blank
papers for anybody (`blanks`), typed answers (`parse`), a number passed on (`sharing`), the open paper (`workspace`),
screens (`views`), pages of text (`pages`), a file as it is sent (`files`), text keys (`texts`).

[papers] → paper → questions, one at a time → review → [read] → [file]
[blank papers] → paper → [file]
"""

from aiogram import Router

from handlers.papers import archives, blanks, documents, interview, sharing
from handlers.papers.blanks import BlankFileButton, BlankPdfButton, BlankPdfZipButton, BlankZipButton
from handlers.papers.views import ArchiveButton, CleanZipButton, ZipButton
from handlers.shared.buttons import PaperButton

router = Router(name="papers")
router.include_routers(interview.router, documents.router, archives.router, sharing.router, blanks.router)

FILES = tuple(
    f"{start}:"
    for start in (
        *(f"{PaperButton.__prefix__}:{do}" for do in documents.FILES),
        *(f"{ArchiveButton.__prefix__}:{kind}" for kind in archives.KINDS),
        *(button.__prefix__ for button in (ZipButton, CleanZipButton)),
        *(button.__prefix__ for button in (BlankFileButton, BlankPdfButton, BlankZipButton, BlankPdfZipButton)),
    )
)


def asks_for_file(pressed: str) -> bool:
    """Tell whether the data of a button asks for a file of papers, which takes seconds to make."""
    return pressed.startswith(FILES)


__all__ = ["asks_for_file", "router"]
