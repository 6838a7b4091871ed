"""Ways between conversations: to a founding case and what belongs to it, to who came to an event."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.papers.kit import Paper
from handlers.shared.screens import Number


class CaseButton(CallbackData, prefix="case"):
    """A case and what is to be done with it: `do` is card, steps, brief, more… Case 0 is a person's list."""

    do: str
    case_id: Number


class CaseNewButton(CallbackData, prefix="casenew"):
    """A case that is still to begin, in a municipality or, without a slug, anywhere: `do` is begin, agree or sure."""

    do: str
    slug: str


class PaperButton(CallbackData, prefix="paper"):
    """A paper of a case. `do`: open, review, text (a page of its words), file."""

    do: str
    case_id: Number
    paper: Paper
    page: Number


class TallyButton(CallbackData, prefix="tally"):
    """To the count at the door of a case's meeting."""

    case_id: Number


class ArrivalsPage(CallbackData, prefix="evcame"):
    """Who came to an event that has begun: its coordinators tick the names."""

    event_id: Number
    page: Number
